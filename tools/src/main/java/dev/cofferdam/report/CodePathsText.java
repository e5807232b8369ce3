package dev.cofferdam.report;

import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Code paths for a terminal: what sets them off, the calls, and below what they do to the column. */
final class CodePathsText {
    /** Of those to one place; whoever needs all has a program read them. */
    private static final int MOST_PATHS = 4;

    private final Map<List<CodePath>, List<Usage>> ends = new LinkedHashMap<>();
    private final boolean severalColumns;
    private final List<Usage> unreached;
    private final SortedMap<String, NavigableSet<String>> tests;

    /**
     * @param usages of which those that no code path leads to are counted, and listed by others
     */
    CodePathsText(List<Usage> usages, boolean severalColumns) {
        this.severalColumns = severalColumns;
        unreached = Unreached.of(usages);
        tests = LeadingTests.of(usages);
        Set<String> members = members(usages);
        usages.stream()
                .filter(usage -> isReached(usage) && !isShownAtCallers(usage, members))
                .sorted(Comparator.comparing(
                                (Usage usage) -> usage.codePaths().get(0).toString())
                        .thenComparing(Usage::place))
                .forEach(usage -> ends.computeIfAbsent(callers(usage), paths -> new ArrayList<>())
                        .add(usage));
    }

    private static Set<String> members(List<Usage> usages) {
        return usages.stream()
                .filter(CodePathsText::isReached)
                .map(usage -> lastOf(usage.codePaths().get(0).calls()))
                .collect(Collectors.toSet());
    }

    /** Whoever calls a getter is listed for calling it; the getter's own line says nothing more. */
    private static boolean isShownAtCallers(Usage usage, Set<String> members) {
        return usage.style() == Style.ACCESSOR
                && usage.codePaths().stream()
                        .map(CodePath::calls)
                        .allMatch(calls -> calls.size() > 1 && members.contains(calls.get(calls.size() - 2)));
    }

    private static boolean isReached(Usage usage) {
        return !usage.codePaths().isEmpty();
    }

    /** Whether a usage is in the text. */
    boolean shows(Usage usage) {
        return ends.getOrDefault(callers(usage), List.of()).contains(usage);
    }

    /** The code paths without the member itself, so that all that the same callers lead to stands together. */
    private static List<CodePath> callers(Usage usage) {
        return usage.codePaths().stream()
                .map(path -> path.calls().size() == 1
                        ? path
                        : new CodePath(
                                path.trigger(),
                                path.calls().subList(0, path.calls().size() - 1)))
                .toList();
    }

    private static String lastOf(List<String> calls) {
        return calls.get(calls.size() - 1);
    }

    /** Nothing when no usage is reached. */
    String text() {
        if (ends.isEmpty()) {
            return "";
        }
        int usages = ends.values().stream().mapToInt(List::size).sum();
        long entries = ends.keySet().stream()
                .flatMap(List::stream)
                .map(CodePath::entry)
                .distinct()
                .count();
        StringBuilder out = new StringBuilder("\nCode paths: " + Words.count(usages, "usage") + ", reached from "
                + Words.count(entries, "entry point") + "\n");
        ends.values().forEach(some -> group(out, some));
        if (!unreached.isEmpty()) {
            out.append(TerminalLines.wrapped("  ", "    ", Words.number(unreached.size()) + " " + Unreached.WORDS));
            Unreached.byFile(unreached)
                    .forEach((file, places) -> out.append(
                            TerminalLines.wrapped("    ", "        ", file + ": " + String.join(", ", places))));
        }
        if (!tests.isEmpty()) {
            out.append(TerminalLines.wrapped("  ", "    ", LeadingTests.heading(tests)));
            tests.forEach((type, methods) ->
                    out.append(TerminalLines.wrapped("    ", "        ", type + ": " + String.join(", ", methods))));
        }
        return out.toString();
    }

    /** Usages that the same callers lead to; with one member among them it ends the paths, else each says its own. */
    private void group(StringBuilder out, List<Usage> usages) {
        List<CodePath> whole = usages.get(0).codePaths();
        boolean oneMember = usages.stream().map(Usage::codePaths).distinct().count() == 1;
        List<CodePath> paths = oneMember ? whole : callers(usages.get(0));
        // One more line says as much as the words that there is one more.
        int shown = paths.size() <= MOST_PATHS + 1 ? paths.size() : MOST_PATHS;
        paths.stream().limit(shown).forEach(path -> out.append(path(path)));
        if (paths.size() > shown) {
            out.append("  and ")
                    .append(Words.count(paths.size() - shown, "other code path"))
                    .append(", which --format json lists\n");
        }
        UsageSite.of(usages).forEach(site -> out.append(end(site, !oneMember)));
    }

    private static String path(CodePath path) {
        return TerminalLines.wrapped("  ", "      ", (path.trigger() + " " + path.inShort()).strip());
    }

    /** What the code path does there. The line itself is shown where nothing else lists it, unless it does not name the column. */
    private String end(UsageSite site, boolean withMember) {
        Usage usage = site.first();
        CodePath path = usage.codePaths().get(0);
        String member = new CodePath("", List.of(lastOf(path.calls()))).inShort();
        String line = TerminalLines.wrapped(
                "    ",
                "        ",
                (withMember ? "-> " + member + " " : "") + (severalColumns ? usage.column() + " " : "")
                        + UsageText.use(usage) + ", " + fileName(usage) + ":" + site.lines());
        boolean shown = UsageGroup.of(usage) == UsageGroup.BY_PROPERTY;
        return shown ? line + TerminalLines.cut("        ", usage.evidence()) : line;
    }

    /** The class before it tells the folder. */
    private static String fileName(Usage usage) {
        String file = usage.place().file();
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
