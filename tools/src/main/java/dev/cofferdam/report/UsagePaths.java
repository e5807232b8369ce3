package dev.cofferdam.report;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Usages for a terminal of a hundred columns: how many there are and what to do about them, then what to edit, then what follows, by the
 * code path that leads to it where one is known.
 */
public final class UsagePaths {
    private static final int WIDTH = 100;

    private UsagePaths() {}

    /** No colour codes. */
    public static String text(List<Usage> usages, List<Undecided> undecided, List<String> notes) {
        StringBuilder out = new StringBuilder(usages.isEmpty() ? "no usages\n" : total(usages));
        for (UsageGroup group : UsageGroup.values()) {
            List<Usage> members = group.in(usages);
            if (!members.isEmpty()) {
                out.append("\n").append(heading(group, members));
                if (group.isFolded()) {
                    folded(out, members);
                } else {
                    listed(out, members, columns(usages) > 1);
                }
            }
        }
        undecided(out, undecided);
        if (!notes.isEmpty()) {
            out.append("\nNotes\n");
            notes.forEach(note -> out.append(wrapped("  - ", "    ", note)));
        }
        return out.toString();
    }

    /** The answer in a few lines, for whoever reads no further. */
    private static String total(List<Usage> usages) {
        StringBuilder out = new StringBuilder(
                (columns(usages) == 1 ? usages.get(0).column() + ": " : "") + UsageText.total(usages) + "\n\n");
        for (UsageGroup group : UsageGroup.values()) {
            List<Usage> members = group.in(usages);
            if (!members.isEmpty()) {
                out.append(wrapped(
                        "%7s  ".formatted(Words.number(members.size())),
                        " ".repeat(9),
                        group.title().toLowerCase(Locale.ROOT) + ": " + group.words()));
            }
        }
        return out.toString();
    }

    private static long columns(List<Usage> usages) {
        return usages.stream().map(Usage::column).distinct().count();
    }

    private static String heading(UsageGroup group, List<Usage> members) {
        return group.title() + " (" + Words.number(members.size()) + "): " + group.words() + "\n";
    }

    /** A usage that several paths lead to stands under the first; the others are counted there. */
    private static void listed(StringBuilder out, List<Usage> members, boolean several) {
        Map<String, List<Usage>> reached = new TreeMap<>();
        List<Usage> rest = new ArrayList<>();
        members.forEach(usage -> {
            if (usage.entryPoints().isEmpty()) {
                rest.add(usage);
            } else {
                reached.computeIfAbsent(usage.entryPoints().get(0), entry -> new ArrayList<>())
                        .add(usage);
            }
        });
        reached.forEach((entry, some) -> {
            out.append(wrapped("  ", "    ", "from " + entry));
            files(out, some, "  ", several);
        });
        if (!reached.isEmpty() && !rest.isEmpty()) {
            out.append("  from nowhere that was found\n");
        }
        files(out, rest, reached.isEmpty() ? "" : "  ", several);
    }

    private static void files(StringBuilder out, List<Usage> usages, String indent, boolean several) {
        UsageSite.byFile(UsageSite.of(usages)).forEach((file, sites) -> {
            out.append(wrapped(indent + "  ", indent + "    ", file));
            sites.forEach(site -> site(out, site, indent, several));
        });
    }

    private static void site(StringBuilder out, UsageSite site, String indent, boolean several) {
        Usage usage = site.first();
        String member = site.member().isEmpty() ? "" : " " + site.member();
        out.append(wrapped(
                indent + "    ",
                indent + "        ",
                site.lines() + member + "  " + (several ? usage.column() + ", " : "") + UsageText.use(usage)
                        + others(usage)));
        if (!usage.evidence().isEmpty()) {
            out.append(cut(indent + "        " + Words.oneLine(usage.evidence())))
                    .append("\n");
        }
    }

    private static String others(Usage usage) {
        int more = usage.entryPoints().size() - 1;
        return more > 0 ? "  (and from " + Words.count(more, "other entry point") + ")" : "";
    }

    private static void folded(StringBuilder out, List<Usage> members) {
        Map<String, List<Usage>> files = members.stream()
                .collect(Collectors.groupingBy(usage -> usage.place().file(), TreeMap::new, Collectors.toList()));
        files.forEach((file, some) -> out.append(wrapped("  ", "      ", file + ": " + UsageSite.lines(some))));
    }

    private static void undecided(StringBuilder out, List<Undecided> undecided) {
        if (undecided.isEmpty()) {
            return;
        }
        out.append("\nCould not decide (")
                .append(undecided.size())
                .append("): look at each, the source does not say\n");
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
