package dev.cofferdam.loop;

import java.util.ArrayList;
import java.util.List;

/** The entries of a transcript that still count for what a model is told: without turns that were taken back, and from the last summary on. */
final class Standing {
    private Standing() {}

    static List<Entry> of(List<Entry> entries) {
        List<Numbered> standing = new ArrayList<>();
        for (int number = 0; number < entries.size(); number++) {
            Entry entry = entries.get(number);
            if (entry instanceof Entry.Reverted reverted) {
                standing.removeIf(earlier -> earlier.number() >= reverted.from());
            } else if (entry instanceof Entry.Compacted) {
                standing.removeIf(earlier -> !(earlier.entry() instanceof Entry.Session));
                standing.add(new Numbered(number, entry));
            } else {
                standing.add(new Numbered(number, entry));
            }
        }
        return standing.stream().map(Numbered::entry).toList();
    }

    private record Numbered(int number, Entry entry) {}
}
