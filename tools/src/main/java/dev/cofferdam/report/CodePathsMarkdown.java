package dev.cofferdam.report;

import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The code paths of a list of usages as Markdown: what sets each off, its calls, and the lines that it ends at. */
final class CodePathsMarkdown {
    /** Nobody reads a longer table; a program reads them all. */
    private static final int MOST_ROWS = 100;

    private CodePathsMarkdown() {}

    /** Nothing when no code path was followed or found. */
    static String of(List<Usage> usages) {
        Map<CodePath, List<Usage>> ends = new LinkedHashMap<>();
        usages.forEach(
                usage -> usage.entryPoints().forEach(path -> ends.computeIfAbsent(path, each -> new ArrayList<>())
                        .add(usage)));
        if (ends.isEmpty()) {
            return "";
        }
        List<List<String>> rows = ends.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(CodePath::toString)))
                .limit(MOST_ROWS)
                .map(each -> List.of(
                        Markdown.prose(each.getKey().trigger()),
                        Markdown.code(each.getKey().inShort()),
                        lines(each.getValue())))
                .toList();
        String rest = ends.size() <= MOST_ROWS
                ? ""
                : "\nAnd " + Words.number(ends.size() - MOST_ROWS) + " more, which `--format json` lists.\n";
        return "### Code paths\n\n" + Markdown.table(List.of("Set off by", "Calls", "Where it ends"), rows) + rest
                + "\n";
    }

    private static String lines(List<Usage> usages) {
        return new TreeSet<>(
                        usages.stream().map(Usage::place).map(Place::toString).toList())
                .stream().map(Markdown::code).collect(Collectors.joining(", "));
    }
}
