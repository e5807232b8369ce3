package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.loop.Entry;
import dev.cofferdam.loop.ToolSpec;
import dev.cofferdam.prompt.Prompt;
import dev.cofferdam.prompt.Prompts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a language model is told in a conversation, and what is left of a conversation when it grows too long. */
public final class ChatBriefing {
    private static final Prompt SYSTEM = Prompts.load("chat/system");
    private static final Prompt COMPACTED = Prompts.load("chat/compacted");
    private static final Prompt APPROVED = Prompts.load("chat/approved");
    private static final int MOST_SAID = 5;
    private static final int LONGEST_SAID = 600;
    private static final int MOST_FACTS = 60;

    private ChatBriefing() {}

    /** The system message of a conversation. */
    public static String instructions(Premises premises, List<ToolSpec> tools) {
        return SYSTEM.render(Map.ofEntries(
                Map.entry("tools", Briefing.names(tools.stream().map(ToolSpec::name))),
                Map.entry("phases", Briefing.names(Stream.of(PhaseKind.values()).map(PhaseKind::words))),
                Map.entry("edits", Briefing.names(Briefing.edits(tools).stream())),
                Map.entry("rules", Briefing.rules()),
                Map.entry("repair", Prompts.load("planner/repair").render(Map.of())),
                Map.entry("rehearsal", Prompts.load(rehearsal(tools)).render(Map.of())),
                Map.entry("asking", Prompts.load("planner/asking").render(Map.of())),
                Map.entry("consumer", premises.consumer()),
                Map.entry("engine", premises.engine().toString()),
                Map.entry("schema", premises.schema().source()),
                Map.entry("tables", Fence.around(ModelRequestReader.tables(premises.schema())))));
    }

    /** Hash by id of every text that goes into a conversation. */
    public static SortedMap<String, String> prompts(List<ToolSpec> tools) {
        SortedMap<String, String> hashes = new TreeMap<>();
        Stream.concat(
                        Stream.of(
                                "chat/system",
                                "chat/compacted",
                                "chat/approved",
                                "planner/repair",
                                "planner/asking",
                                rehearsal(tools),
                                "loop/wrap-up"),
                        tools.stream().map(tool -> "tools/" + tool.name()))
                .map(Prompts::load)
                .forEach(prompt -> hashes.put(prompt.id(), prompt.hash()));
        return hashes;
    }

    private static String rehearsal(List<ToolSpec> tools) {
        return Briefing.has(tools, "rehearse_plan") ? "planner/rehearsal" : "planner/no-rehearsal";
    }

    /** What the conversation hears of an approval. */
    public static String approved(Entry.Consented consent) {
        return APPROVED.render(Map.of(
                "person", consent.person(), "finding", consent.finding(), "reason", Fence.around(consent.reason())));
    }

    /** Where the conversation stands, from what is known and not from what was said; the last words of the person are kept as they were. */
    public static String compacted(List<Entry> entries, Optional<Candidate> current) {
        Optional<Plan> plan = current.map(Candidate::plan);
        return COMPACTED.render(Map.of(
                "change", plan.map(one -> one.change().summary()).orElse("none yet"),
                "verdict",
                        plan.map(one -> one.verdict() + ", proof: " + one.proof())
                                .orElse("nothing was judged yet"),
                "said", Fence.around(said(entries)),
                "facts", Fence.around(facts(entries)),
                "plan", Fence.around(plan.map(one -> DraftWords.of(one).text()).orElse("there is none")),
                "findings",
                        Fence.around(current.map(one -> findings(one.verdict().findings()))
                                .orElse("none"))));
    }

    private static String said(List<Entry> entries) {
        List<String> words = entries.stream()
                .filter(entry -> entry instanceof Entry.User user && user.origin() == Entry.Origin.PERSON)
                .map(entry -> "- " + cut(((Entry.User) entry).text()))
                .toList();
        return words.isEmpty()
                ? "nothing"
                : String.join("\n", words.subList(Math.max(0, words.size() - MOST_SAID), words.size()));
    }

    private static String cut(String words) {
        return words.length() <= LONGEST_SAID ? words : words.substring(0, LONGEST_SAID) + "...";
    }

    private static String facts(List<Entry> entries) {
        List<String> facts = entries.stream()
                .filter(Entry.Answered.class::isInstance)
                .flatMap(entry -> ((Entry.Answered) entry).facts().stream())
                .map(fact -> fact.id() + " " + fact.tool() + " " + fact.arguments() + " " + fact.values())
                .distinct()
                .map(ChatBriefing::cut)
                .toList();
        return facts.isEmpty()
                ? "none"
                : String.join("\n", facts.subList(Math.max(0, facts.size() - MOST_FACTS), facts.size()));
    }

    private static String findings(List<Finding> findings) {
        return findings.isEmpty()
                ? "none"
                : findings.stream()
                        .map(finding -> "- " + finding.id() + ": " + finding.what())
                        .collect(Collectors.joining("\n"));
    }
}
