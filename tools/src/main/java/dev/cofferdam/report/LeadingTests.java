package dev.cofferdam.report;

import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.Usage;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tests that lead to usages, by their classes: what to run after the edit. */
final class LeadingTests {
    private LeadingTests() {}

    /** Methods by the class without its package. */
    static SortedMap<String, NavigableSet<String>> of(List<Usage> usages) {
        SortedMap<String, NavigableSet<String>> tests = new TreeMap<>();
        usages.stream()
                .flatMap(usage -> usage.testPaths().stream())
                .map(path -> new CodePath("", List.of(path.entry())).inShort())
                .forEach(
                        test -> tests.computeIfAbsent(test.substring(0, test.lastIndexOf('.')), type -> new TreeSet<>())
                                .add(test.substring(test.lastIndexOf('.') + 1)));
        return tests;
    }

    /** {@code 3 tests lead here; ..}. */
    static String heading(SortedMap<String, NavigableSet<String>> tests) {
        int count = tests.values().stream().mapToInt(NavigableSet::size).sum();
        return Words.count(count, "test")
                + (count == 1 ? " leads here; run it after the edit" : " lead here; run them after the edit");
    }
}
