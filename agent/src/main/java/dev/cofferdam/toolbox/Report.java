package dev.cofferdam.toolbox;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a tool found out, before it becomes a fact.
 *
 * @param text what the model reads; may quote code, comments and names of others, so it is fenced
 * @param values numbers and short texts by name; {@code pages} when there are more of them
 * @param names the objects ({@code owners.telephone}) and places ({@code src/Owner.java:62}) that a plan may cite it for
 */
public record Report(String text, SortedMap<String, String> values, List<String> names) {
    public Report {
        values = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(values));
        names = List.copyOf(names);
    }

    /** A report from values in any order. */
    public static Report of(String text, Map<String, String> values, List<String> names) {
        return new Report(text, new TreeMap<>(values), names);
    }
}
