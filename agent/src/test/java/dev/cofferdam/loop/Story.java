package dev.cofferdam.loop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.toolbox.HandClock;
import dev.cofferdam.toolbox.PaperWorkbench;
import dev.cofferdam.toolbox.RepositoryFiles;
import dev.cofferdam.toolbox.WorkbenchToolbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A session for tests: a transcript in memory, the real toolbox, a draft with the flaws that a test names. */
final class Story {
    static final Guidance GUIDANCE = new Guidance(Optional.of("call a tool"), "wrap up");
    static final Budget PLENTY = new Budget(30, 1_000_000, 1_000_000, Duration.ofHours(1), 20);

    final HandClock clock = new HandClock();
    final Transcript transcript;
    final Toolbox toolbox;

    private Story(Transcript transcript, Toolbox toolbox) {
        this.transcript = transcript;
        this.toolbox = toolbox;
    }

    static Story of(String... flaws) {
        Transcript transcript = Transcript.inMemory(session(), new HandClock(), Redaction.byShape());
        transcript.append(Entry.User.person("rename owners.telephone to phone_number"));
        return new Story(transcript, toolbox(flaws));
    }

    static Entry.Session session() {
        return new Entry.Session("s1", "0.1", "scripted", "You plan migrations.", new TreeMap<>());
    }

    static Toolbox toolbox(String... flaws) {
        return WorkbenchToolbox.forChat(
                new PaperWorkbench(flaws),
                new RepositoryFiles(Path.of("src"), Redaction.byShape()),
                Redaction.byShape(),
                new HandClock());
    }

    Outcome run(Reply... script) {
        return run(PLENTY, script);
    }

    Outcome run(Budget budget, Reply... script) {
        return run(budget, new ScriptedModel(List.of(script)));
    }

    Outcome run(Budget budget, Model model) {
        return new PlannerLoop(clock, GUIDANCE, entry -> {}).run(transcript, model, toolbox, budget);
    }

    /** The results of all calls, in order. */
    List<Entry.Answered> answers() {
        return transcript.entries().stream()
                .filter(Entry.Answered.class::isInstance)
                .map(Entry.Answered.class::cast)
                .toList();
    }

    static Reply says(String text) {
        return new Reply(text, List.of(), Charge.NOTHING);
    }

    static Reply calls(ToolCall... calls) {
        return new Reply("", List.of(calls), Charge.NOTHING);
    }

    static Reply draft() {
        return calls(call("draft_phases"));
    }

    static Reply submit() {
        return calls(call("submit_plan"));
    }

    static Reply repair(String flaw) {
        return calls(ToolCall.of("x", "edit_plan", PaperWorkbench.edit("repair", flaw)));
    }

    static Reply breaking(String flaw) {
        return calls(ToolCall.of("x", "edit_plan", PaperWorkbench.edit("break", flaw)));
    }

    static ToolCall call(String tool) {
        return new ToolCall("x", tool, "{}");
    }

    static ToolCall call(String tool, String argument, String value) {
        return ToolCall.of("x", tool, object().put(argument, value));
    }

    static Reply priced(Reply reply, long tokens, long microDollars) {
        return new Reply(reply.text(), reply.calls(), new Charge(tokens, 0, 0, 0, microDollars));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
