package dev.cofferdam.cli.chat;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.intent.Requests;
import dev.cofferdam.loop.Allowance;
import dev.cofferdam.loop.Budget;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.loop.Charge;
import dev.cofferdam.loop.Entry;
import dev.cofferdam.loop.Guidance;
import dev.cofferdam.loop.Model;
import dev.cofferdam.loop.Outcome;
import dev.cofferdam.loop.PlannerLoop;
import dev.cofferdam.loop.PlaybookModel;
import dev.cofferdam.loop.Reply;
import dev.cofferdam.loop.ScriptedModel;
import dev.cofferdam.loop.Spent;
import dev.cofferdam.loop.ToolCall;
import dev.cofferdam.loop.Transcript;
import dev.cofferdam.toolbox.ChatBriefing;
import dev.cofferdam.toolbox.ChatToolbox;
import dev.cofferdam.toolbox.ChatWorkbench;
import dev.cofferdam.toolbox.Consent;
import dev.cofferdam.toolbox.PlanState;
import dev.cofferdam.toolbox.Premises;
import dev.cofferdam.toolbox.RepositoryFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One conversation: its transcript, its plan and who answers. Prints nothing but what a turn shows as it goes. */
final class Talk implements AutoCloseable {
    private final Desk desk;
    private final Path folder;
    private final TurnView view;
    private final Premises premises;
    private final ChatWorkbench workbench;
    private final ChatToolbox toolbox;
    private final Transcript transcript;
    private final Deque<Turn> turns = new ArrayDeque<>();
    private Budget budget;
    private Optional<String> model;
    private Optional<Desk.Speaker> speaker = Optional.empty();
    private Instant turnBegan;

    /** Where a turn began, and where the plan stood then. */
    private record Turn(int entry, PlanState before) {}

    private Talk(Desk desk, Path folder, boolean resumed, TurnView view, Wishes wishes) {
        this.desk = desk;
        this.folder = folder;
        this.view = view;
        this.budget = wishes.budget();
        this.model = wishes.model();
        this.turnBegan = desk.clock().instant();
        this.premises = desk.premises(view::progress, () -> model);
        this.workbench = new ChatWorkbench(premises);
        this.toolbox = new ChatToolbox(
                workbench,
                new RepositoryFiles(premises.repository(), desk.redaction()),
                desk.redaction(),
                desk.clock(),
                SavedChats.shelf(folder));
        this.transcript = resumed
                ? Transcript.resume(SavedChats.transcript(folder), desk.clock(), desk.redaction())
                : Transcript.create(SavedChats.transcript(folder), head(), desk.clock(), desk.redaction());
    }

    /** What a person wants of a conversation from its start. */
    record Wishes(Optional<String> model, Budget budget) {}

    static Talk begin(Desk desk, Path folder, TurnView view, Wishes wishes) {
        return new Talk(desk, folder, false, view, wishes);
    }

    /** Goes on with a kept conversation, where it stood. */
    static Talk resume(Desk desk, Path folder, TurnView view, Wishes wishes) {
        Talk talk = new Talk(desk, folder, true, view, wishes);
        talk.recall();
        return talk;
    }

    private Entry.Session head() {
        return new Entry.Session(
                SavedChats.name(folder),
                desk.version(),
                planner(),
                ChatBriefing.instructions(premises, toolbox.tools()),
                ChatBriefing.prompts(toolbox.tools()));
    }

    private void recall() {
        List<Entry> entries = transcript.entries();
        for (Entry entry : entries) {
            if (entry instanceof Entry.User user) {
                workbench.heard(user.text());
            }
        }
        Recalling.into(
                toolbox, entries, number -> turns.push(new Turn(number, workbench.state())), turns::poll, turns::clear);
        consents(entries).forEach(workbench::approve);
        workbench.current().ifPresent(now -> view.remember(now.verdict().findings()));
    }

    /** Those of turns that were not taken back. */
    private static List<Consent> consents(List<Entry> entries) {
        List<Entry> standing = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Reverted reverted) {
                // Numbers count all entries, so nothing may be moved up.
                Collections.fill(standing.subList(reverted.from(), standing.size()), reverted);
            }
            standing.add(entry);
        }
        return standing.stream()
                .filter(Entry.Consented.class::isInstance)
                .map(Entry.Consented.class::cast)
                .map(one -> new Consent(one.finding(), one.person(), one.reason()))
                .toList();
    }

    String id() {
        return SavedChats.name(folder);
    }

    Path transcriptFile() {
        return SavedChats.transcript(folder);
    }

    Premises premises() {
        return premises;
    }

    List<Entry> entries() {
        return transcript.entries();
    }

    /** Who answers: the model's name, or the playbook's. */
    String planner() {
        return model.orElse(PlaybookModel.NAME);
    }

    Optional<String> model() {
        return model;
    }

    Budget budget() {
        return budget;
    }

    void budget(Budget other) {
        budget = other;
    }

    /** What the whole conversation has cost. */
    Spent spent() {
        return Spent.in(transcript, Duration.between(turnBegan, desk.clock().instant()));
    }

    Optional<Candidate> current() {
        return workbench.current();
    }

    PlanState state() {
        return workbench.state();
    }

    /** Where the plan stood before the last turn; empty before the first. */
    Optional<PlanState> before() {
        return Optional.ofNullable(turns.peek()).map(Turn::before);
    }

    /** Another one answers from now on. */
    void answerBy(Optional<String> other) {
        Optional<String> earlier = model;
        close(speaker);
        speaker = Optional.empty();
        model = other;
        try {
            other.ifPresent(name -> speaker = Optional.of(open(name)));
        } catch (UserError e) {
            model = earlier;
            throw e;
        }
    }

    private Desk.Speaker open(String name) {
        return desk.model(name, view, () -> budget.time()
                .minus(Duration.between(turnBegan, desk.clock().instant())));
    }

    /** A turn with the language model. */
    Outcome ask(String words) {
        hear(words);
        Desk.Speaker speaking = speaker.orElseGet(() -> open(model.orElseThrow()));
        speaker = Optional.of(speaking);
        Outcome outcome = run(speaking);
        keepWhatCame(outcome);
        return outcome;
    }

    private void hear(String words) {
        turns.push(new Turn(transcript.entries().size(), workbench.state()));
        turnBegan = desk.clock().instant();
        view.begin();
        workbench.heard(words);
        transcript.append(Entry.User.person(words));
    }

    /** What a model had said when it was stopped stays in the conversation, marked. */
    private void keepWhatCame(Outcome outcome) {
        String came = view.unfinished();
        boolean broken = outcome instanceof Outcome.Interrupted || outcome instanceof Outcome.ModelFailed;
        view.breakOff();
        if (broken && !came.isBlank()) {
            transcript.append(new Entry.Assistant(came + "\n\n[broken off here]", List.of()));
        }
    }

    private Outcome run(Model speaking) {
        Allowance allowance = Allowance.ofTurn(budget, transcript);
        return new PlannerLoop(desk.clock(), Guidance.ofConversation(), view::entry)
                .run(transcript, speaking, toolbox, allowance);
    }

    /** Whether a form of request fits the words. */
    boolean isChange(String words) {
        return !words.strip().endsWith("?")
                && !Requests.isBeyondTheForms(words, premises.repository(), premises.schema());
    }

    /** A turn with the playbook, which plans a change. */
    Outcome plan(String words) {
        hear(words);
        Change change = workbench.begin(words);
        return run(new PlaybookModel(change, Optional.of(words)));
    }

    /** A turn that was answered without any planner. */
    void answer(String words, String answer) {
        hear(words);
        transcript.append(new Entry.Assistant(answer, List.of()));
    }

    /** A named person accepts a finding, and the validator judges the plan again. */
    Outcome approve(Consent consent) {
        turns.push(new Turn(transcript.entries().size(), workbench.state()));
        turnBegan = desk.clock().instant();
        view.begin();
        Entry.Consented kept = (Entry.Consented)
                transcript.append(new Entry.Consented(consent.finding(), consent.person(), consent.reason()));
        workbench.approve(consent);
        transcript.append(Entry.User.person(ChatBriefing.approved(kept)));
        return run(new ScriptedModel(List.of(
                new Reply("", List.of(new ToolCall("", "submit_plan", "{}")), Charge.NOTHING),
                new Reply("The approval is noted.", List.of(), Charge.NOTHING))));
    }

    /** Takes the last turn back; says what it was. */
    Optional<String> undo() {
        Turn last = turns.poll();
        if (last == null) {
            return Optional.empty();
        }
        List<Entry> undone = List.copyOf(
                transcript.entries().subList(last.entry(), transcript.entries().size()));
        transcript.append(new Entry.Reverted(last.entry()));
        toolbox.takeBack(Recalling.answered(undone));
        workbench.restore(last.before());
        undone.stream()
                .filter(Entry.Consented.class::isInstance)
                .forEach(entry -> workbench.disapprove(((Entry.Consented) entry).finding()));
        view.remember(workbench.current().map(now -> now.verdict().findings()).orElse(List.of()));
        return Optional.of(undone.stream()
                .filter(Entry.User.class::isInstance)
                .map(entry -> ((Entry.User) entry).text())
                .findFirst()
                .orElse(""));
    }

    /** Puts what was said away; what is known stays. Gives characters before and after. */
    int[] compact() {
        int before = length();
        transcript.append(new Entry.Compacted(ChatBriefing.compacted(transcript.entries(), workbench.current())));
        turns.clear();
        return new int[] {before, length()};
    }

    private int length() {
        return transcript.messages().stream()
                .mapToInt(message -> message.toString().length())
                .sum();
    }

    @Override
    public void close() {
        close(speaker);
        workbench.close();
        transcript.close();
    }

    private static void close(Optional<Desk.Speaker> open) {
        open.ifPresent(Desk.Speaker::close);
    }
}
