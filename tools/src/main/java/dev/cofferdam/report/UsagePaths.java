package dev.cofferdam.report;

import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Usages for a terminal of a hundred columns: how many there are and what to do about them, then what to edit, then what follows, by the
 * code path that leads to it where one is known.
 */
public final class UsagePaths {
    /** Of those to one place; whoever needs all has a program read them. */
    private static final int MOST_PATHS = 5;

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

    /** Usages that the same code paths lead to stand under these. */
    private static void listed(StringBuilder out, List<Usage> members, boolean several) {
        Map<List<CodePath>, List<Usage>> reached = new LinkedHashMap<>();
        members.stream().sorted(Comparator.comparing(UsagePaths::firstPath)).forEach(usage -> reached.computeIfAbsent(
                        usage.entryPoints(), paths -> new ArrayList<>())
                .add(usage));
        List<Usage> rest =
                Optional.ofNullable(reached.remove(List.<CodePath>of())).orElse(List.of());
        reached.forEach((paths, some) -> {
            paths.stream().limit(MOST_PATHS).forEach(path -> out.append(path(path)));
            if (paths.size() > MOST_PATHS) {
                out.append("  and ")
                        .append(Words.count(paths.size() - MOST_PATHS, "other code path"))
                        .append(", which --format json lists\n");
            }
            files(out, some, "  ", several);
        });
        if (reached.isEmpty()) {
            files(out, rest, "", several);
            return;
        }
        unreached(out, "no code path was found", rest, true, several);
        unreached(out, "outside of code", rest, false, several);
    }

    private static void unreached(
            StringBuilder out, String title, List<Usage> usages, boolean inCode, boolean several) {
        List<Usage> some = usages.stream()
                .filter(usage -> usage.place().className().isPresent() == inCode)
                .toList();
        if (!some.isEmpty()) {
            out.append("  ").append(title).append("\n");
            files(out, some, "  ", several);
        }
    }

    private static String firstPath(Usage usage) {
        return usage.entryPoints().stream().findFirst().map(CodePath::toString).orElse("");
    }

    private static String path(CodePath path) {
        return TerminalLines.wrapped("  ", "      ", (path.trigger() + " " + path.inShort()).strip());
    }

    private static void files(StringBuilder out, List<Usage> usages, String indent, boolean several) {
        UsageSite.byFile(UsageSite.of(usages)).forEach((file, sites) -> {
            out.append(TerminalLines.wrapped(indent + "  ", indent + "    ", file));
            sites.forEach(site -> site(out, site, indent, several));
        });
    }

    private static void site(StringBuilder out, UsageSite site, String indent, boolean several) {
        Usage usage = site.first();
        String member = site.member().isEmpty() ? "" : " " + site.member();
        out.append(TerminalLines.wrapped(
                indent + "    ",
                indent + "        ",
                site.lines() + member + "  " + (several ? usage.column() + ", " : "") + UsageText.use(usage)));
        if (!usage.evidence().isEmpty()) {
            out.append(TerminalLines.cut(indent + "        ", usage.evidence()));
        }
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
