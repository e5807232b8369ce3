package dev.cofferdam.report;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.report.UsageText.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Usages for a terminal of a hundred columns, by the code path that leads to them: entry point first, then class by class. */
public final class UsagePaths {
    private static final int WIDTH = 100;

    private UsagePaths() {}

    /** No colour codes. Usages without an entry point are grouped by the class that holds them. */
    public static String text(List<Usage> usages, List<Undecided> undecided, List<String> notes) {
        StringBuilder out = new StringBuilder();
        out.append(usages.isEmpty() ? "no usages" : UsageText.total(usages)).append("\n");
        List<Usage> reached = new ArrayList<>();
        for (Group group : Group.values()) {
            for (Usage usage : group.in(usages)) {
                if (!usage.entryPoints().isEmpty()) {
                    reached.add(usage);
                }
            }
        }
        byEntryPoint(reached).forEach((entry, members) -> section(out, "from " + entry, members));
        for (Group group : Group.values()) {
            List<Usage> members = group.in(usages).stream()
                    .filter(usage -> usage.entryPoints().isEmpty())
                    .toList();
            if (!members.isEmpty()) {
                out.append("\n")
                        .append(group.words())
                        .append(" (")
                        .append(members.size())
                        .append(")\n");
                byPlace(members).forEach((place, some) -> block(out, place, some));
            }
        }
        undecided(out, undecided);
        if (!notes.isEmpty()) {
            out.append("\nNotes\n");
            notes.forEach(note -> out.append(wrapped("  - ", "    ", note)));
        }
        return out.toString();
    }

    /** A usage that several paths lead to stands under the first; the others are named there. */
    private static Map<String, List<Usage>> byEntryPoint(List<Usage> usages) {
        Map<String, List<Usage>> groups = new TreeMap<>();
        usages.forEach(usage -> groups.computeIfAbsent(usage.entryPoints().get(0), entry -> new ArrayList<>())
                .add(usage));
        return groups;
    }

    private static void section(StringBuilder out, String title, List<Usage> members) {
        out.append("\n").append(wrapped("", "  ", title));
        byPlace(members).forEach((place, some) -> block(out, place, some));
    }

    private static Map<String, List<Usage>> byPlace(List<Usage> usages) {
        Map<String, List<Usage>> groups = new LinkedHashMap<>();
        usages.forEach(usage ->
                groups.computeIfAbsent(owner(usage), place -> new ArrayList<>()).add(usage));
        return groups;
    }

    private static String owner(Usage usage) {
        return usage.place()
                .className()
                .map(name -> name.substring(name.lastIndexOf('.') + 1) + " ("
                        + usage.place().file() + ")")
                .orElse(usage.place().file());
    }

    private static void block(StringBuilder out, String place, List<Usage> usages) {
        out.append(wrapped("  ", "    ", place));
        for (Usage usage : usages) {
            String member = usage.place().member().map(name -> " " + name).orElse("");
            out.append(wrapped(
                    "    ", "        ", usage.place().line() + member + "  " + UsageText.use(usage) + others(usage)));
            if (!usage.evidence().isEmpty()) {
                out.append(cut("        " + Words.oneLine(usage.evidence()))).append("\n");
            }
        }
    }

    private static String others(Usage usage) {
        int more = usage.entryPoints().size() - 1;
        return more > 0 ? "  (and from " + Words.count(more, "other entry point") + ")" : "";
    }

    private static void undecided(StringBuilder out, List<Undecided> undecided) {
        if (undecided.isEmpty()) {
            return;
        }
        out.append("\nCould not decide (").append(undecided.size()).append(")\n");
        undecided.stream().sorted(Comparator.comparing(Undecided::place)).forEach(one -> out.append(
                        wrapped("  ", "    ", one.place() + "  " + one.what()))
                .append(wrapped("      ", "      ", one.why())));
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }

    /** Broken between words; a word longer than the line stays whole, because it is copied. */
    private static String wrapped(String first, String next, String text) {
        StringBuilder out = new StringBuilder();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : Words.oneLine(text).split(" ")) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                out.append(line.toString().stripTrailing()).append("\n");
                line = new StringBuilder(next);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        return out.append(line.toString().stripTrailing()).append("\n").toString();
    }
}
