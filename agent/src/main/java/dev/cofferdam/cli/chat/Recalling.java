package dev.cofferdam.cli.chat;

import dev.cofferdam.loop.Entry;
import dev.cofferdam.loop.ToolCall;
import dev.cofferdam.loop.ToolResult;
import dev.cofferdam.loop.Toolbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Brings a toolbox to where a kept conversation left it, turn by turn. */
final class Recalling {
    private Recalling() {}

    /**
     * Reads the entries in order.
     *
     * @param turn is told the number of the entry with which each turn of a person begins
     * @param undone is told when the last turn was taken back
     * @param forgotten is told when turns can no longer be taken back
     */
    static void into(Toolbox toolbox, List<Entry> entries, IntConsumer turn, Runnable undone, Runnable forgotten) {
        Map<String, ToolCall> calls = new HashMap<>();
        boolean begun = false;
        for (int number = 0; number < entries.size(); number++) {
            Entry entry = entries.get(number);
            if (entry instanceof Entry.Consented) {
                turn.accept(number);
                begun = true;
            } else if (entry instanceof Entry.User user && user.origin() == Entry.Origin.PERSON) {
                // The word of an approval belongs to the turn that the approval began.
                if (!begun) {
                    turn.accept(number);
                }
                begun = false;
            } else if (entry instanceof Entry.Assistant reply) {
                reply.calls().forEach(call -> calls.put(call.id(), call));
            } else if (entry instanceof Entry.Answered answer) {
                Optional.ofNullable(calls.get(answer.callId()))
                        .ifPresent(call -> toolbox.recall(call, recorded(answer)));
            } else if (entry instanceof Entry.Reverted reverted) {
                toolbox.takeBack(answered(entries.subList(reverted.from(), number)));
                undone.run();
            } else if (entry instanceof Entry.Compacted) {
                forgotten.run();
            }
        }
    }

    static List<String> answered(List<Entry> entries) {
        return entries.stream()
                .filter(Entry.Answered.class::isInstance)
                .map(entry -> ((Entry.Answered) entry).callId())
                .toList();
    }

    private static ToolResult recorded(Entry.Answered answer) {
        return new ToolResult(answer.text(), answer.isError(), answer.facts(), Optional.empty(), Optional.empty());
    }
}
