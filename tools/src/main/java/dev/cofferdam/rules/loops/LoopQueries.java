package dev.cofferdam.rules.loops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SELECT, INSERT and UPDATE of the table that is filled and of the backfill's own, as plain as a backfill needs them. */
final class LoopQueries {
    private static final Set<String> CLAUSES =
            Set.of("select", "from", "where", "order", "offset", "limit", "for", "set", "returning", "on", "values");

    private final String filled;
    private final LoopState state;
    private final Map<String, @Nullable Object> variables;
    private final LoopSeen seen;

    LoopQueries(String filled, LoopState state, Map<String, @Nullable Object> variables, LoopSeen seen) {
        this.filled = filled;
        this.state = state;
        this.variables = variables;
        this.seen = seen;
    }

    /** Where no row is looked at. */
    Formula.Scope bare() {
        return new RowScope(new LinkedHashMap<>());
    }

    /** A SELECT without its INTO, and what it is selected into. */
    record Into(List<String> query, List<String> targets) {
        static Into of(List<String> said) {
            int from = said.indexOf("into");
            if (from < 0) {
                throw new Unread("select");
            }
            int to = from + 1 + (said.get(from + 1).equals("strict") ? 1 : 0);
            List<String> targets = new ArrayList<>(List.of(said.get(to)));
            while (to + 2 < said.size() && said.get(to + 1).equals(",")) {
                to += 2;
                targets.add(said.get(to));
            }
            List<String> query = new ArrayList<>(said.subList(0, from));
            query.addAll(said.subList(to + 1, said.size()));
            return new Into(query, targets);
        }
    }

    /** What an UPDATE wrote, and its RETURNING of the first row. */
    record Updated(int rows, List<String> targets, @Nullable Map<String, @Nullable Object> first) {}

    List<List<@Nullable Object>> select(List<String> words) {
        return named(words).stream()
                .map(row -> (List<@Nullable Object>) new ArrayList<>(row.values()))
                .toList();
    }

    /** The rows of a query, each by the names of its columns. */
    List<Map<String, @Nullable Object>> named(List<String> words) {
        Map<String, List<String>> clauses = clauses(words);
        List<String> list = clauses.getOrDefault("select", List.of());
        if (!clauses.containsKey("from")) {
            return List.of(output(list, new RowScope(new LinkedHashMap<>())));
        }
        List<Map<String, @Nullable Object>> rows = rows(clauses);
        boolean aggregates =
                list.stream().anyMatch(word -> Set.of("max", "min", "count").contains(word));
        if (aggregates) {
            return List.of(output(list, new RowScope(new LinkedHashMap<>(), rows)));
        }
        return rows.stream()
                .map((Map<String, @Nullable Object> row) -> output(list, new RowScope(row)))
                .toList();
    }

    private List<Map<String, @Nullable Object>> rows(Map<String, List<String>> clauses) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Map<String, @Nullable Object> row : from(clauses)) {
            if (!clauses.containsKey("where") || Formula.isTrue(clauses.get("where"), new RowScope(row))) {
                rows.add(row);
            }
        }
        if (clauses.containsKey("order")) {
            rows.sort(order(clauses.get("order")));
        }
        int offset = number(clauses.get("offset"), 0);
        int limit = number(clauses.get("limit"), rows.size());
        int from = Math.min(offset, rows.size());
        return rows.subList(from, Math.min(rows.size(), from + limit));
    }

    private List<Map<String, @Nullable Object>> from(Map<String, List<String>> clauses) {
        Words words = new Words(Objects.requireNonNull(clauses.get("from")));
        if (words.take("(")) {
            return named(words.inBrackets(")"));
        }
        String table = LoopRun.tableName(words);
        words.take("as");
        if (!words.isOver()) {
            words.next();
        }
        if (!words.isOver()) {
            throw new Unread("from " + words.peek());
        }
        if (state.isOwn(table)) {
            seen.ownRead(clauses.containsKey("for"));
        }
        return state.rowsOf(table, filled);
    }

    private int number(@Nullable List<String> words, int otherwise) {
        if (words == null || words.equals(List.of("all"))) {
            return otherwise;
        }
        Object value = Formula.value(words, bare());
        return value instanceof Number number ? (int) Math.min(number.longValue(), 1_000_000) : otherwise;
    }

    private Comparator<Map<String, @Nullable Object>> order(List<String> words) {
        List<String> by = words.get(0).equals("by") ? words.subList(1, words.size()) : words;
        return (Map<String, @Nullable Object> left, Map<String, @Nullable Object> right) -> {
            for (List<String> part : Words.parts(by, ",")) {
                boolean descends = part.contains("desc");
                List<String> expression = part.stream()
                        .filter(word -> !Set.of("asc", "desc").contains(word))
                        .toList();
                Integer order = Values.compare(
                        Formula.value(expression, new RowScope(left)), Formula.value(expression, new RowScope(right)));
                if (order != null && order != 0) {
                    return descends ? -order : order;
                }
            }
            return 0;
        };
    }

    private Map<String, @Nullable Object> output(List<String> list, RowScope scope) {
        if (list.equals(List.of("*"))) {
            return scope.row();
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        for (List<String> part : Words.parts(list, ",")) {
            int as = part.indexOf("as");
            List<String> expression = as > 0 ? part.subList(0, as) : part;
            String name = as > 0
                            || part.size() == 1
                            || part.size() == 3 && part.get(1).equals(".")
                    ? part.get(part.size() - 1)
                    : "?" + output.size();
            output.put(name, Formula.value(expression, scope));
        }
        return output;
    }

    /** The words of each clause, outside of brackets. */
    private static Map<String, List<String>> clauses(List<String> words) {
        Map<String, List<String>> clauses = new LinkedHashMap<>();
        List<String> clause = new ArrayList<>();
        int depth = 0;
        for (String word : words) {
            boolean begins = depth == 0 && CLAUSES.contains(word) && !isDistinctFrom(word, clause);
            depth += Words.depthOf(word);
            if (begins) {
                clause = new ArrayList<>();
                if (clauses.put(word, clause) != null) {
                    throw new Unread(word);
                }
            } else {
                if (depth == 0
                        && Set.of("group", "having", "union", "join", "with", "fetch")
                                .contains(word)) {
                    throw new Unread(word);
                }
                clause.add(word);
            }
        }
        return clauses;
    }

    private static boolean isDistinctFrom(String word, List<String> clause) {
        return word.equals("from")
                && !clause.isEmpty()
                && clause.get(clause.size() - 1).equals("distinct");
    }

    long insert(Words words) {
        words.expect("into");
        OwnTable table = state.own(LoopRun.tableName(words));
        List<String> columns = words.take("(")
                ? Words.parts(words.inBrackets(")"), ",").stream()
                        .map(part -> part.get(0))
                        .toList()
                : List.copyOf(table.defaults().keySet());
        Map<String, List<String>> clauses = clauses(words.rest());
        long written = 0;
        for (List<@Nullable Object> values : inserted(clauses)) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            table.defaults().forEach((column, given) -> {
                int at = columns.indexOf(column);
                row.put(column, at >= 0 && at < values.size() ? values.get(at) : Formula.value(given, bare()));
            });
            written += insert(table, row, clauses.get("on"), clauses.get("set"));
        }
        return written;
    }

    private List<List<@Nullable Object>> inserted(Map<String, List<String>> clauses) {
        List<String> values = clauses.get("values");
        if (values == null) {
            Map<String, List<String>> query = new LinkedHashMap<>(clauses);
            List<String> words = new ArrayList<>();
            query.forEach((clause, rest) -> {
                if (!Set.of("on", "set", "returning").contains(clause)) {
                    words.add(clause);
                    words.addAll(rest);
                }
            });
            return select(words);
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<String> row : Words.parts(values, ",")) {
            List<String> inside = row.subList(1, row.size() - 1);
            rows.add(Words.parts(inside, ",").stream()
                    .map(part -> Formula.value(part, bare()))
                    .collect(ArrayList::new, ArrayList::add, ArrayList::addAll));
        }
        return rows;
    }

    private int insert(
            OwnTable table,
            Map<String, @Nullable Object> row,
            @Nullable List<String> conflict,
            @Nullable List<String> set) {
        seen.ownWritten();
        if (!table.clashes(row)) {
            table.rows().add(row);
            return 1;
        }
        if (conflict == null) {
            throw new Failed("inserts a row into `" + table.name() + "` that is there already");
        }
        if (set != null) {
            table.rows()
                    .forEach((Map<String, @Nullable Object> other) ->
                            assign(set, other, new RowScope(other, List.<Map<String, @Nullable Object>>of(row))));
        }
        return 0;
    }

    Updated update(Words words) {
        words.take("only");
        String table = LoopRun.tableName(words);
        Map<String, List<String>> clauses = clauses(words.rest());
        if (clauses.containsKey("from") || !clauses.containsKey("set")) {
            throw new Unread("update " + table);
        }
        List<Map<String, @Nullable Object>> written =
                table.equals(filled) ? fill(clauses) : updateOwn(state.own(table), clauses);
        List<String> targets = List.of();
        Map<String, @Nullable Object> first = null;
        if (clauses.containsKey("returning")) {
            List<String> returning = new ArrayList<>(List.of("select"));
            returning.addAll(clauses.get("returning"));
            Into into = Into.of(returning);
            targets = into.targets();
            first = written.isEmpty()
                    ? null
                    : output(into.query().subList(1, into.query().size()), new RowScope(written.get(0)));
        }
        return new Updated(written.size(), targets, first);
    }

    private List<Map<String, @Nullable Object>> fill(Map<String, List<String>> clauses) {
        List<Map<String, @Nullable Object>> written = new ArrayList<>();
        state.rows().forEach((Integer place, Map<String, @Nullable Object> row) -> {
            if (!clauses.containsKey("where") || Formula.isTrue(clauses.get("where"), new RowScope(row))) {
                state.fill(place);
                written.add(row);
            }
        });
        seen.batchWritten(written.size());
        return written;
    }

    private List<Map<String, @Nullable Object>> updateOwn(OwnTable table, Map<String, List<String>> clauses) {
        List<Map<String, @Nullable Object>> written = new ArrayList<>();
        for (Map<String, @Nullable Object> row : table.rows()) {
            if (!clauses.containsKey("where") || Formula.isTrue(clauses.get("where"), new RowScope(row))) {
                assign(Objects.requireNonNull(clauses.get("set")), row, new RowScope(row));
                written.add(row);
            }
        }
        seen.ownWritten();
        return written;
    }

    private static void assign(List<String> set, Map<String, @Nullable Object> row, RowScope scope) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (List<String> part : Words.parts(set, ",")) {
            if (part.size() < 3 || !part.get(1).equals("=")) {
                throw new Unread("set " + String.join(" ", part));
            }
            values.put(part.get(0), Formula.value(part.subList(2, part.size()), scope));
        }
        row.putAll(values);
    }

    /** Columns before variables; EXCLUDED is the row that another keeps out. */
    private final class RowScope implements Formula.Scope {
        private final Map<String, @Nullable Object> row;
        private final List<Map<String, @Nullable Object>> group;

        private RowScope(Map<String, @Nullable Object> row) {
            this(row, new ArrayList<>());
        }

        private RowScope(Map<String, @Nullable Object> row, List<Map<String, @Nullable Object>> group) {
            this.row = row;
            this.group = group;
        }

        private Map<String, @Nullable Object> row() {
            return row;
        }

        @Override
        public boolean knows(String name) {
            return row.containsKey(name) || variables.containsKey(name) || isExcluded(name);
        }

        private boolean isExcluded(String name) {
            return name.equals("excluded") && !group.isEmpty() && !row.isEmpty();
        }

        @Override
        public @Nullable Object value(String name) {
            if (row.containsKey(name)) {
                return row.get(name);
            }
            if (isExcluded(name)) {
                return group.get(0);
            }
            if (variables.containsKey(name)) {
                return variables.get(name);
            }
            throw new Unread(name);
        }

        @Override
        public @Nullable Object call(String function, List<@Nullable Object> arguments) {
            return LoopFunctions.call(function, arguments, seen);
        }

        @Override
        public @Nullable Object aggregate(String function, List<String> argument) {
            if (function.equals("count")) {
                return (long) group.size();
            }
            Object chosen = null;
            for (Map<String, @Nullable Object> one : group) {
                Object value = Formula.value(argument, new RowScope(one));
                Integer order = Values.compare(value, chosen);
                boolean better = chosen == null || order != null && (function.equals("max") ? order > 0 : order < 0);
                chosen = better ? value : chosen;
            }
            return chosen;
        }

        @Override
        public List<List<@Nullable Object>> query(List<String> words) {
            return select(words);
        }
    }
}
