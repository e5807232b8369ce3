package dev.cofferdam.rehearse.seed;

import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The query that makes rows of one table from their numbers. Columns of unique keys differ from row to row; the others repeat, and each eighth row
 * has a null or a surprising value where it may.
 */
final class RowQuery {
    /** One row in so many goes without a value where it may, and one has a value that surprises. */
    private static final int RARE = 8;

    /** Other columns take so many different values. */
    private static final int VARIETY = 997;

    /** The type has few values, so that it hardly makes a key different. */
    private static final List<String> NARROW = List.of("bool", "bit");

    private final SeedTable table;
    private final Map<String, Palette> palettes;
    private final List<Parent> parents;
    private final Map<String, Long> offsets;
    private final long seed;
    private final List<String> distinct;

    /** Expressions by column, in the table's order; a column that nobody can fill is not among them. */
    private final Map<String, String> values;

    /**
     * A foreign key that is filled from rows that are there.
     *
     * @param rows how many of them may be referenced
     */
    record Parent(SeedTable.Link link, long rows) {}

    /**
     * Of a table.
     *
     * @param palettes by column
     * @param parents foreign keys that point at rows; columns of other foreign keys stay null
     * @param offsets greatest value of whole numbers that are there, by column
     */
    RowQuery(
            SeedTable table,
            Map<String, Palette> palettes,
            List<Parent> parents,
            Map<String, Long> offsets,
            long seed) {
        this.table = table;
        this.palettes = Map.copyOf(palettes);
        this.parents = List.copyOf(parents);
        this.offsets = Map.copyOf(offsets);
        this.seed = seed;
        this.distinct = distinct();
        this.values = values();
    }

    /** The same rows without values that surprise, where there are others. */
    RowQuery plain() {
        Map<String, Palette> plain = new LinkedHashMap<>();
        palettes.forEach((column, palette) ->
                plain.put(column, palette.family().isPresent() ? new Palette(List.of(), palette.family()) : palette));
        return new RowQuery(table, plain, parents, offsets, seed);
    }

    /** The columns that the rows have, in the table's order. */
    List<String> columns() {
        return List.copyOf(values.keySet());
    }

    /** A NOT NULL column for which there is no value. */
    Optional<SeedColumn> missing() {
        return table.columns().stream()
                .filter(column -> column.mandatory() && !column.defaulted() && !values.containsKey(column.name()))
                .findFirst();
    }

    /** The SELECT for these numbers, both included, rows that a check or the partitions refuse left out. */
    String rows(long from, long to) {
        return rows(from, to, "");
    }

    /** The same in the order of the numbers, so that the first of them are like the others: a join would put those with the first parents in front. */
    String rowsInOrder(long from, long to) {
        return rows(from, to, "\n  ORDER BY g.n");
    }

    private String rows(long from, long to, String order) {
        String selected = values.entrySet().stream()
                .map(each -> each.getValue() + " AS " + Identifiers.quoteIfNeeded(each.getKey()))
                .collect(Collectors.joining(",\n       "));
        String hashes = IntStream.range(0, table.columns().size())
                .mapToObj(i -> ", hashint8extended(s.n, " + (seed * 1_000 + i) + ") & " + Long.MAX_VALUE + " AS h" + i)
                .collect(Collectors.joining());
        return "SELECT * FROM (SELECT " + selected + "\n  FROM (SELECT s.n" + hashes + " FROM generate_series(" + from
                + "::bigint, " + to + "::bigint) AS s (n)) AS g" + joins() + order + ") AS r" + filter();
    }

    private String filter() {
        String conditions = Stream.of(
                        table.checks().stream()
                                .filter(check -> values.keySet().containsAll(check.columns()))
                                .map(check -> "(" + check.condition() + ") IS NOT FALSE"),
                        table.columns().stream()
                                .filter(column -> column.mandatory() && table.isLinked(column.name()))
                                .filter(column -> values.containsKey(column.name()))
                                .map(column -> Identifiers.quoteIfNeeded(column.name()) + " IS NOT NULL"),
                        table.partition().stream().map(condition -> "(" + condition + ")"))
                .flatMap(each -> each)
                .collect(Collectors.joining("\n  AND "));
        return conditions.isEmpty() ? "" : "\nWHERE " + conditions;
    }

    private Map<String, String> values() {
        Map<String, String> fromParents = new LinkedHashMap<>();
        for (int i = 0; i < parents.size(); i++) {
            SeedTable.Link link = parents.get(i).link();
            for (int c = 0; c < link.columns().size(); c++) {
                fromParents.putIfAbsent(
                        link.columns().get(c),
                        "p" + i + "."
                                + Identifiers.quoteIfNeeded(link.parentColumns().get(c)));
            }
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            SeedColumn column = table.columns().get(i);
            String parent = fromParents.get(column.name());
            Palette palette = palettes.getOrDefault(column.name(), new Palette(List.of(), Optional.empty()));
            if (parent != null) {
                values.put(column.name(), parent);
            } else if (!table.isLinked(column.name()) && !palette.isEmpty()) {
                values.put(column.name(), value(column, palette, "g.h" + i));
            }
        }
        return values;
    }

    private String value(SeedColumn column, Palette palette, String hash) {
        boolean differs = distinct.contains(column.name());
        String number = differs
                ? "(g.n + " + offsets.getOrDefault(column.name(), 0L) + ")"
                : "(" + hash + " / 64 % " + VARIETY + " + 1)";
        String picked = Palettes.cast(
                "(" + Sql.array(palette.picks()) + ")[1 + (" + hash + " / 64 % "
                        + Math.max(1, palette.picks().size()) + ")::int]",
                column);
        String made = palette.family()
                .map(family -> Palettes.cast(family.replace(TypeValues.NUMBER, number), column))
                .orElse(picked);
        List<String> cases = new ArrayList<>();
        if (!column.mandatory() && !(differs && table.neverTwoNulls().contains(column.name()))) {
            cases.add("WHEN " + hash + " % " + RARE + " = 0 THEN NULL");
        }
        if (!differs && !palette.picks().isEmpty()) {
            cases.add("WHEN " + hash + " % " + RARE + " = 1 THEN " + picked);
        }
        return cases.isEmpty() ? made : "CASE " + String.join(" ", cases) + " ELSE " + made + " END";
    }

    /** One column of each unique key that can differ from row to row. */
    private List<String> distinct() {
        List<String> found = new ArrayList<>();
        for (List<String> key : table.keys()) {
            if (key.stream().noneMatch(found::contains)) {
                key.stream()
                        .filter(name -> !isFromParent(name))
                        .flatMap(name -> table.findColumn(name).stream())
                        .filter(column -> palettes.containsKey(column.name())
                                && palettes.get(column.name()).family().isPresent())
                        .min(java.util.Comparator.comparing(RowQuery::isNarrow))
                        .ifPresent(column -> found.add(column.name()));
            }
        }
        return found;
    }

    private static boolean isNarrow(SeedColumn column) {
        return NARROW.contains(column.base()) || column.kind().equals("e");
    }

    private boolean isFromParent(String column) {
        return parents.stream().anyMatch(parent -> parent.link().columns().contains(column));
    }

    private String joins() {
        Map<Integer, String> counted = counted();
        StringBuilder joins = new StringBuilder();
        for (int i = 0; i < parents.size(); i++) {
            SeedTable.Link link = parents.get(i).link();
            String columns = Sql.names(link.parentColumns());
            String from = Identifiers.quoteIfNeeded(link.parent());
            String bound = bound(i);
            String hash = "g.h" + columnIndex(link.columns().get(0));
            if (bound.isEmpty()) {
                String which = counted.getOrDefault(
                        i, hash + " / 64 % " + parents.get(i).rows());
                String maybe = table.isOptional(link)
                        ? "CASE WHEN " + hash + " % " + RARE + " > 0 THEN " + which + " END"
                        : which;
                joins.append("\n  LEFT JOIN (SELECT ")
                        .append(columns)
                        .append(", row_number() OVER (ORDER BY ")
                        .append(columns)
                        .append(") - 1 AS i FROM ")
                        .append(from)
                        .append(" ORDER BY ")
                        .append(columns)
                        .append(" LIMIT ")
                        .append(parents.get(i).rows())
                        .append(") AS p")
                        .append(i)
                        .append(" ON p")
                        .append(i)
                        .append(".i = ")
                        .append(maybe);
            } else {
                joins.append("\n  LEFT JOIN LATERAL (SELECT ")
                        .append(columns)
                        .append(" FROM ")
                        .append(from)
                        .append(" WHERE ")
                        .append(bound)
                        .append(" ORDER BY ")
                        .append(columns)
                        .append(" LIMIT 1) AS p")
                        .append(i)
                        .append(" ON true");
            }
        }
        return joins.toString();
    }

    /** Columns that an earlier foreign key has filled, as those of a tenant, bind this one. */
    private String bound(int parent) {
        SeedTable.Link link = parents.get(parent).link();
        List<String> bound = new ArrayList<>();
        for (int c = 0; c < link.columns().size(); c++) {
            for (int earlier = 0; earlier < parent; earlier++) {
                SeedTable.Link other = parents.get(earlier).link();
                int at = other.columns().indexOf(link.columns().get(c));
                if (at >= 0) {
                    bound.add(Identifiers.quoteIfNeeded(link.parentColumns().get(c)) + " = p" + earlier + "."
                            + Identifiers.quoteIfNeeded(other.parentColumns().get(at)));
                }
            }
        }
        return String.join(" AND ", bound);
    }

    /** Where a unique key consists of foreign keys alone, its pairs are counted through instead of thrown for. */
    private Map<Integer, String> counted() {
        Map<Integer, String> which = new LinkedHashMap<>();
        for (List<String> key : table.keys()) {
            if (key.stream().allMatch(this::isFromParent)) {
                long step = 1;
                for (int i = 0; i < parents.size(); i++) {
                    if (parents.get(i).link().columns().stream().anyMatch(key::contains) && bound(i).isEmpty()) {
                        which.putIfAbsent(
                                i,
                                "(g.n - 1) / " + step + " % " + parents.get(i).rows());
                        step *= Math.max(1, parents.get(i).rows());
                    }
                }
            }
        }
        return which;
    }

    private int columnIndex(String name) {
        return IntStream.range(0, table.columns().size())
                .filter(i -> table.columns().get(i).name().equals(name))
                .findFirst()
                .orElse(0);
    }
}
