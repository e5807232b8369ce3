package dev.cofferdam.rules.loops;

import dev.cofferdam.sql.PlainSql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table that the backfill makes for itself, to keep how far it is.
 *
 * @param defaults the words of each column's default
 * @param unique columns of which no two rows have the same value
 */
record OwnTable(
        String name, Map<String, List<String>> defaults, Set<String> unique, List<Map<String, @Nullable Object>> rows) {
    private static final Set<String> CONSTRAINTS =
            Set.of("constraint", "primary", "unique", "check", "foreign", "exclude");
    private static final Set<String> ENDS =
            Set.of("not", "null", "primary", "unique", "check", "references", "constraint");

    /** The table of a CREATE TABLE; empty for another statement. */
    static Optional<OwnTable> of(String sql) {
        Words words = new Words(PlainSql.tokens(sql));
        if (!words.take("create") || !words.take("table") && !(words.take("unlogged") && words.take("table"))) {
            return Optional.empty();
        }
        if (words.take("if")) {
            words.expect("not");
            words.expect("exists");
        }
        String name = LoopRun.tableName(words);
        words.expect("(");
        Map<String, List<String>> defaults = new LinkedHashMap<>();
        Set<String> unique = new java.util.TreeSet<>();
        for (List<String> element : Words.parts(words.inBrackets(")"), ",")) {
            if (!element.isEmpty() && !CONSTRAINTS.contains(element.get(0))) {
                defaults.put(element.get(0), given(element));
                if (element.contains("unique") || element.contains("primary")) {
                    unique.add(element.get(0));
                }
            }
        }
        return Optional.of(new OwnTable(name, defaults, unique, new ArrayList<>()));
    }

    private static List<String> given(List<String> element) {
        int from = element.indexOf("default") + 1;
        if (from == 0) {
            return List.of("null");
        }
        int to = from + 1;
        while (to < element.size() && !ENDS.contains(element.get(to))) {
            to++;
        }
        return element.subList(from, to);
    }

    OwnTable copy() {
        List<Map<String, @Nullable Object>> copies = new ArrayList<>();
        rows.forEach(row -> copies.add(new LinkedHashMap<>(row)));
        return new OwnTable(name, defaults, unique, copies);
    }

    /** Whether a row that is there already keeps the new one out. */
    boolean clashes(Map<String, @Nullable Object> row) {
        return unique.stream().anyMatch(column -> rows.stream()
                .anyMatch(other -> other.get(column) != null && Values.isSame(other.get(column), row.get(column))));
    }
}
