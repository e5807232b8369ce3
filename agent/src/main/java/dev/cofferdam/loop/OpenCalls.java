package dev.cofferdam.loop;

import java.util.ArrayList;
import java.util.List;

/** The calls of the last reply that have no result yet. */
final class OpenCalls {
    /** How the result of a call begins that never ran; it says nothing about the tool. */
    static final String NOT_RUN = "not run: ";

    private OpenCalls() {}

    static boolean isNotRun(Entry.Answered answer) {
        return answer.isError() && answer.text().startsWith(NOT_RUN);
    }

    static List<ToolCall> of(List<Entry> entries) {
        List<ToolCall> open = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Assistant reply) {
                open.addAll(reply.calls());
            } else if (entry instanceof Entry.Answered answer) {
                open.removeIf(call -> call.id().equals(answer.callId()));
            }
        }
        return open;
    }
}
