package dev.cofferdam.loop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of the loop over one transcript. */
final class Run {
    private final Transcript transcript;
    private final Model model;
    private final Toolbox toolbox;
    private final Allowance allowance;
    private final Clock clock;
    private final Guidance guidance;
    private final Consumer<Entry> watcher;
    private final Instant began;
    private Round round;
    private int callsSoFar;

    Run(
            Transcript transcript,
            Model model,
            Toolbox toolbox,
            Allowance allowance,
            Clock clock,
            Guidance guidance,
            Consumer<Entry> watcher) {
        this.transcript = transcript;
        this.model = model;
        this.toolbox = toolbox;
        this.allowance = allowance;
        this.clock = clock;
        this.guidance = guidance;
        this.watcher = watcher;
        this.began = clock.instant();
        this.round = new Round(guidance);
    }

    Outcome untilSettled() {
        closeOpenTurn("the session ended before this call; call it again if it is still needed");
        Recall recall = Recall.of(transcript, toolbox, guidance);
        round = recall.round();
        callsSoFar = recall.calls();
        while (true) {
            Optional<Outcome> end = round.settled().or(this::interrupted).or(this::outOfBudget);
            if (end.isPresent()) {
                return stop(end.get());
            }
            speak();
            Optional<Outcome> failure = takeTurn();
            if (failure.isPresent()) {
                return stop(failure.get());
            }
        }
    }

    private void speak() {
        if (round.needsNudge()) {
            guidance.nudge().ifPresent(words -> say(Entry.Origin.NUDGE, words));
        }
        if (!round.isWarned() && allowance.budget().isNearlySpent(spent())) {
            say(Entry.Origin.WRAP_UP, guidance.wrapUp());
        }
    }

    private void say(Entry.Origin origin, String text) {
        keep(new Entry.User(origin, text));
        round.noteUser(origin);
    }

    private Optional<Outcome> takeTurn() {
        List<ToolSpec> tools = toolbox.tools();
        keep(RequestHash.of(transcript.messages(), tools));
        Reply reply;
        try {
            reply = model.reply(transcript, tools);
        } catch (ModelUnavailable e) {
            // Tries that came to nothing have a price too, and a step of their own in the budget.
            if (!e.charge().equals(Charge.NOTHING)) {
                keep(new Entry.Charged(e.charge()));
            }
            return interrupted().or(() -> Optional.of(new Outcome.ModelFailed(e, round.best())));
        }
        keep(new Entry.Charged(reply.charge()));
        // What is run is what was kept: with secrets still in it, a resumed session would come to another plan.
        Entry.Assistant kept = (Entry.Assistant) keep(new Entry.Assistant(reply.text(), numbered(reply.calls())));
        round.noteReply(kept.text(), !kept.calls().isEmpty());
        answer(kept.calls(), tools);
        return Optional.empty();
    }

    private void answer(List<ToolCall> calls, List<ToolSpec> tools) {
        try {
            for (ToolCall call : calls) {
                if (Thread.currentThread().isInterrupted() || allowance.budget().isTimeOver(spent().time())) {
                    return;
                }
                answer(call, isCrowded(call, calls, tools) ? Optional.of(crowded(call)) : Optional.empty());
            }
        } finally {
            // Servers refuse a conversation in which a call has no result, so even an exception must not leave one
            // behind.
            closeOpenTurn(
                    Thread.currentThread().isInterrupted()
                            ? "cancelled by the user"
                            : "the run ended before this call");
        }
    }

    private void answer(ToolCall call, Optional<ToolResult> refusal) {
        keep(new Entry.Called(call.id()));
        ToolResult result = refusal.orElseGet(() -> toolbox.call(call));
        keep(new Entry.Answered(call.id(), call.tool(), result.text(), result.isError(), result.facts()));
        result.candidate()
                .ifPresent(candidate -> keep(new Entry.Validation(
                        call.id(),
                        candidate.fingerprint(),
                        candidate.verdict().outcome(),
                        candidate.verdict().findings())));
        round.noteAnswer(call, result);
    }

    private static boolean isCrowded(ToolCall call, List<ToolCall> calls, List<ToolSpec> tools) {
        return calls.size() > 1
                && tools.stream().anyMatch(tool -> tool.alone() && tool.name().equals(call.tool()));
    }

    private static ToolResult crowded(ToolCall call) {
        return ToolResult.error("`" + call.tool()
                + "` was not run, because it came together with other calls. The others were run: read their results, then"
                + " call `" + call.tool() + "` alone.");
    }

    /** Gives each call its own id: some servers number the calls of every reply from 0 again. */
    private List<ToolCall> numbered(List<ToolCall> calls) {
        List<ToolCall> numbered = new ArrayList<>();
        for (ToolCall call : calls) {
            callsSoFar++;
            numbered.add(call.withId("c" + callsSoFar));
        }
        return numbered;
    }

    private void closeOpenTurn(String reason) {
        for (ToolCall call : OpenCalls.of(transcript.entries())) {
            keep(new Entry.Answered(call.id(), call.tool(), OpenCalls.NOT_RUN + reason, true, List.of()));
        }
    }

    /** Clears the flag, because nothing is left to interrupt and the next question to the user would end at once. */
    private Optional<Outcome> interrupted() {
        if (!Thread.interrupted()) {
            return Optional.empty();
        }
        keep(new Entry.Interrupt("step " + spent().steps()));
        return Optional.of(new Outcome.Interrupted(round.best()));
    }

    private Optional<Outcome> outOfBudget() {
        return allowance.budget().firstExceeded(spent()).map(limit -> new Outcome.OutOfBudget(limit, round.best()));
    }

    private Spent spent() {
        return allowance.counted(Spent.in(transcript, Duration.between(began, clock.instant())));
    }

    private Outcome stop(Outcome outcome) {
        keep(new Entry.Stop(outcome.getClass().getSimpleName(), outcome.why()));
        return outcome;
    }

    private Entry keep(Entry entry) {
        Entry kept = transcript.append(entry);
        watcher.accept(kept);
        return kept;
    }
}
