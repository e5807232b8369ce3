package dev.cofferdam.report;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
    /** Of one class that are shown with their lines; whoever edits it sees the others. */
    private static final int MOST_SITES = 3;

    private UsagePaths() {}

    /** No colour codes. */
    public static String text(List<Usage> usages, List<Undecided> undecided, List<String> notes) {
        StringBuilder out = new StringBuilder(usages.isEmpty() ? "no usages\n" : total(usages));
        boolean several = columns(usages) > 1;
        CodePathsText codePaths = new CodePathsText(usages, several);
        for (UsageGroup group : UsageGroup.values()) {
            out.append(group == UsageGroup.BY_PROPERTY ? codePaths.text() : "");
            List<Usage> members = group.in(usages);
            List<Usage> rest = group == UsageGroup.NAMED
                    ? members
                    : members.stream().filter(usage -> !codePaths.shows(usage)).toList();
            if (!rest.isEmpty()) {
                out.append("\n").append(heading(group, members, members.size() - rest.size()));
                if (group == UsageGroup.IMPLICIT) {
                    ImplicitWords.of(usages).forEach(words -> out.append(TerminalLines.wrapped("  ", "    ", words)));
                }
                if (group.isFolded()) {
                    folded(out, rest);
                } else {
                    files(out, rest, several);
                }
            }
        }
        undecided(out, undecided);
        if (!notes.isEmpty()) {
            out.append("\nNotes\n");
            notes.forEach(note -> out.append(TerminalLines.wrapped("  - ", "    ", note)));
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
                out.append(TerminalLines.wrapped(
                        "%7s  ".formatted(Words.number(members.size())), " ".repeat(9), inTotal(group, members)));
            }
        }
        return out.toString();
    }

    private static String inTotal(UsageGroup group, List<Usage> members) {
        long places = UsageEdit.places(members);
        String few = group == UsageGroup.NAMED && places < members.size() ? ", in " + Words.count(places, "place") : "";
        return group.title().toLowerCase(Locale.ROOT) + ": " + group.words() + few;
    }

    private static long columns(List<Usage> usages) {
        return usages.stream().map(Usage::column).distinct().count();
    }

    private static String heading(UsageGroup group, List<Usage> members, int above) {
        String count = group == UsageGroup.NAMED ? UsageEdit.count(members) : Words.number(members.size());
        String where = above == 0 ? "" : "; " + Words.number(above) + " of them by code path above";
        return TerminalLines.wrapped("", "  ", group.title() + " (" + count + "): " + group.words() + where);
    }

    private static void files(StringBuilder out, List<Usage> usages, boolean several) {
        Map<String, List<UsageEdit>> files = UsageEdit.of(usages).stream()
                .collect(Collectors.groupingBy(
                        edit -> edit.first().place().file(), LinkedHashMap::new, Collectors.toList()));
        files.forEach((file, edits) -> {
            out.append(TerminalLines.wrapped("  ", "    ", file));
            edits.forEach(edit -> edit(out, edit, several));
        });
    }

    private static void edit(StringBuilder out, UsageEdit edit, boolean several) {
        // A constant is sent by many members; a person edits its line once.
        List<List<UsageSite>> lines = edit.sites().stream()
                .collect(Collectors.groupingBy(UsageSite::lines, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .toList();
        // One more line says as much as the words that there is one more.
        int shown = lines.size() <= MOST_SITES + 1 ? lines.size() : MOST_SITES;
        lines.subList(0, shown).forEach(sites -> sites(out, sites, several));
        if (shown < lines.size()) {
            List<Usage> rest = lines.subList(shown, lines.size()).stream()
                    .flatMap(List::stream)
                    .flatMap(site -> site.usages().stream())
                    .toList();
            out.append(TerminalLines.wrapped("    ", "        ", UsageSite.allLines(rest) + "  likewise"));
        }
    }

    private static void sites(StringBuilder out, List<UsageSite> sites, boolean several) {
        UsageSite first = sites.get(0);
        Usage usage = first.first();
        String uses = sites.stream()
                .map(site -> UsageText.use(site.first()))
                .distinct()
                .collect(Collectors.joining("; "));
        out.append(TerminalLines.wrapped(
                "    ",
                "        ",
                first.lines() + members(sites) + "  " + (several ? usage.column() + ", " : "") + uses));
        if (!usage.evidence().isEmpty()) {
            out.append(TerminalLines.cut("        ", usage.evidence()));
        }
    }

    private static String members(List<UsageSite> sites) {
        List<String> members = sites.stream()
                .map(UsageSite::member)
                .filter(member -> !member.isEmpty())
                .distinct()
                .toList();
        String some = members.stream().limit(MOST_SITES).collect(Collectors.joining(", "));
        int more = members.size() - MOST_SITES;
        return (some.isEmpty() ? "" : " " + some) + (more > 0 ? " and " + Words.count(more, "other member") : "");
    }

    private static void folded(StringBuilder out, List<Usage> members) {
        Map<String, List<Usage>> files = members.stream()
                .collect(Collectors.groupingBy(usage -> usage.place().file(), TreeMap::new, Collectors.toList()));
        files.forEach(
                (file, some) -> out.append(TerminalLines.wrapped("  ", "      ", file + ": " + UsageSite.lines(some))));
    }

    private static void undecided(StringBuilder out, List<Undecided> undecided) {
        if (undecided.isEmpty()) {
            return;
        }
        out.append("\nCould not decide (")
                .append(undecided.size())
                .append("): look at each, the source does not say\n");
        undecided.stream().sorted(Comparator.comparing(Undecided::place)).forEach(one -> out.append(
                        TerminalLines.wrapped("  ", "    ", one.place() + "  " + one.what()))
                .append(TerminalLines.wrapped("      ", "      ", one.why())));
    }
}
