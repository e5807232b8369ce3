package dev.cofferdam.report;

import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The code paths of a list of usages as Markdown: what sets each off, its calls, and the lines that it ends at. */
final class CodePathsMarkdown {
    /** Nobody reads a longer table; a program reads them all. */
    private static final int MOST_ROWS = 100;

    private CodePathsMarkdown() {}

    /** What each code path ends at, without those of tests. */
    static SortedMap<CodePath, List<Usage>> ends(List<Usage> usages) {
        SortedMap<CodePath, List<Usage>> ends = new TreeMap<>(Comparator.comparing(CodePath::toString));
        usages.forEach(usage -> usage.codePaths().forEach(path -> ends.computeIfAbsent(path, each -> new ArrayList<>())
                .add(usage)));
        return ends;
    }

    /** Nothing when no code path was followed or found. */
    static String of(List<Usage> usages) {
        SortedMap<CodePath, List<Usage>> ends = ends(usages);
        if (ends.isEmpty()) {
            return "";
        }
        List<List<String>> rows = ends.entrySet().stream()
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
                + "\n" + unreached(Unreached.of(usages)) + tests(LeadingTests.of(usages));
    }

    private static String unreached(List<Usage> unreached) {
        List<String> items = Unreached.byFile(unreached).entrySet().stream()
                .map(file -> Markdown.code(file.getKey()) + ": " + Markdown.prose(String.join(", ", file.getValue())))
                .toList();
        return items.isEmpty()
                ? ""
                : Words.number(unreached.size()) + " " + Unreached.WORDS + ".\n\n" + Markdown.bullets(items) + "\n";
    }

    private static String tests(SortedMap<String, NavigableSet<String>> tests) {
        List<String> items = tests.entrySet().stream()
                .map(type -> Markdown.code(type.getKey()) + ": " + Markdown.prose(String.join(", ", type.getValue())))
                .toList();
        return items.isEmpty() ? "" : LeadingTests.heading(tests) + ".\n\n" + Markdown.bullets(items) + "\n";
    }

    private static String lines(List<Usage> usages) {
        return new TreeSet<>(
                        usages.stream().map(Usage::place).map(Place::toString).toList())
                .stream().map(Markdown::code).collect(Collectors.joining(", "));
    }
}
