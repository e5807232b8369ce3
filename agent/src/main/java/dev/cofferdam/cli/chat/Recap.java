package dev.cofferdam.cli.chat;

import dev.cofferdam.loop.Entry;
import java.util.ArrayList;
import java.util.List;

/** The last words of a kept conversation, for whoever comes back to it. */
final class Recap {
    private static final int SHOWN = 6;
    private static final int LONGEST = 100;

    private Recap() {}

    static List<String> of(List<Entry> entries) {
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.User user && user.origin() == Entry.Origin.PERSON) {
                lines.add("› " + TerminalSafe.oneLine(user.text(), LONGEST));
            } else if (entry instanceof Entry.Assistant reply && !reply.text().isBlank()) {
                lines.add("  " + TerminalSafe.oneLine(reply.text(), LONGEST));
            } else if (entry instanceof Entry.Reverted) {
                lines.add("  (taken back)");
            }
        }
        int from = Math.max(0, lines.size() - SHOWN);
        List<String> last = new ArrayList<>(lines.subList(from, lines.size()));
        if (from > 0) {
            last.add(0, "  ⋮ " + from + " more");
        }
        return last;
    }
}
