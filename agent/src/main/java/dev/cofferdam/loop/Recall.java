package dev.cofferdam.loop;

import dev.cofferdam.domain.UserError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a transcript says about where its session stands.
 *
 * @param round what happened since a person last spoke
 * @param calls how many calls the session has seen
 */
record Recall(Round round, int calls) {

    /** Reads the transcript and brings the toolbox to the state it had. */
    static Recall of(Transcript transcript, Toolbox toolbox, Guidance guidance) {
        Map<String, ToolCall> calls = new HashMap<>();
        Map<String, Candidate> candidates = new HashMap<>();
        Round round = new Round(guidance);
        List<Entry> entries = transcript.entries();
        for (int number = 0; number < entries.size(); number++) {
            Entry entry = entries.get(number);
            if (entry instanceof Entry.Reverted reverted) {
                toolbox.takeBack(answered(entries.subList(reverted.from(), number)));
                round = new Round(guidance);
            } else if (entry instanceof Entry.User user) {
                // What a person says may change what a good plan is, so what was judged before no longer counts.
                round = user.origin() == Entry.Origin.PERSON ? new Round(guidance) : round;
                round.noteUser(user.origin());
            } else if (entry instanceof Entry.Assistant reply) {
                reply.calls().forEach(call -> calls.put(call.id(), call));
                round.noteReply(reply.text(), !reply.calls().isEmpty());
            } else if (entry instanceof Entry.Answered answer) {
                ToolCall call = calls.get(answer.callId());
                if (call == null) {
                    throw damaged("it answers the call `" + answer.callId() + "` that no reply made");
                }
                ToolResult result = toolbox.recall(call, recorded(answer));
                result.candidate().ifPresent(candidate -> candidates.put(call.id(), candidate));
                if (!OpenCalls.isNotRun(answer)) {
                    round.noteAnswer(call, result);
                }
            } else if (entry instanceof Entry.Validation validation) {
                compare(validation, Optional.ofNullable(candidates.get(validation.callId())));
            }
        }
        return new Recall(round, calls.size());
    }

    private static List<String> answered(List<Entry> entries) {
        return entries.stream()
                .filter(Entry.Answered.class::isInstance)
                .map(entry -> ((Entry.Answered) entry).callId())
                .toList();
    }

    private static ToolResult recorded(Entry.Answered answer) {
        return new ToolResult(answer.text(), answer.isError(), answer.facts(), Optional.empty(), Optional.empty());
    }

    /** A session that goes on with another plan than the one that was judged would mix two worlds. */
    private static void compare(Entry.Validation validation, Optional<Candidate> candidate) {
        boolean same = candidate
                .filter(c -> c.fingerprint().equals(validation.fingerprint()))
                .filter(c -> c.verdict().outcome() == validation.verdict())
                .isPresent();
        if (!same) {
            throw new UserError(
                    "the session cannot be resumed: the plan of call `" + validation.callId()
                            + "` is no longer the one that was judged then",
                    "",
                    "code, schema or configuration changed since; start a new session");
        }
    }

    private static UserError damaged(String what) {
        return new UserError("the transcript is damaged: " + what, "", "start a new session");
    }
}
