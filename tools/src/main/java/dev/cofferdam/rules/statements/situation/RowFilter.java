package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.PlainSql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The outermost WHERE of an UPDATE or DELETE: alternatives of conditions, each as its tokens. */
record RowFilter(List<List<List<String>>> alternatives) {
    /** Keys that tables have when the history does not tell theirs. */
    private static final Set<String> USUAL_KEYS = Set.of("id", "uuid", "ctid");

    private static final Set<String> LOWER = Set.of(">", ">=", "between");
    private static final Set<String> UPPER = Set.of("<", "<=", "between");

    static RowFilter of(String statement) {
        List<String> tokens = PlainSql.tokens(statement);
        int where = outermost(tokens, "where");
        if (where < 0) {
            return new RowFilter(List.of());
        }
        List<String> rest = tokens.subList(where + 1, tokens.size());
        int end = outermost(rest, "returning");
        List<String> conditions = end < 0 ? rest : rest.subList(0, end);
        return new RowFilter(split(conditions, "or").stream()
                .map(alternative -> split(alternative, "and"))
                .toList());
    }

    /** Whether a query at the outermost level has a FROM. */
    static boolean readsFrom(List<String> tokens) {
        int select = outermost(tokens, "select");
        int from = select < 0 ? -1 : outermost(tokens.subList(select, tokens.size()), "from");
        // A query in parentheses or behind WITH is taken for one that reads.
        return select < 0 ? tokens.contains("select") : from >= 0;
    }

    /** Whether it names single rows by their key, or a bounded range of keys, or a limited number of rows. */
    boolean isBounded(TableRef table, Situation at) {
        return !alternatives.isEmpty() && alternatives.stream().allMatch(all -> isBounded(all, table, at));
    }

    private static boolean isBounded(List<List<String>> conditions, TableRef table, Situation at) {
        if (conditions.stream().anyMatch(condition -> condition.contains("limit"))) {
            return true;
        }
        Set<String> equal = columns(conditions, RowFilter::isEquality);
        Set<String> range = columns(conditions, test -> LOWER.contains(test.get(0)));
        range.retainAll(columns(conditions, test -> UPPER.contains(test.get(0))));
        equal.addAll(range);
        return keys(table, at).anyMatch(equal::containsAll);
    }

    /** Columns for which some condition tests what is asked for. */
    private static Set<String> columns(List<List<String>> conditions, Predicate<List<String>> wanted) {
        Set<String> columns = new HashSet<>();
        for (List<String> condition : conditions) {
            List<String> test = afterColumn(condition);
            if (!test.isEmpty() && wanted.test(test)) {
                column(condition).ifPresent(columns::add);
            }
        }
        return columns;
    }

    private static boolean isEquality(List<String> test) {
        return test.get(0).equals("=") && isValue(test.subList(1, test.size()))
                || test.get(0).equals("in") && test.size() > 2 && isLiteral(test.get(2));
    }

    /** Column sets that tell rows apart. */
    private static Stream<Set<String>> keys(TableRef table, Situation at) {
        Optional<Table> known = at.table(table);
        if (known.isEmpty()) {
            return USUAL_KEYS.stream().map(Set::of);
        }
        Stream<Set<String>> constraints = known.get().constraints().stream()
                .filter(constraint ->
                        constraint.kind() == Constraint.Kind.PRIMARY_KEY || constraint.kind() == Constraint.Kind.UNIQUE)
                .map(constraint -> Set.copyOf(constraint.columns()));
        Stream<Set<String>> indexes = known.get().indexes().stream()
                .filter(index -> index.unique() && index.predicate().isEmpty())
                .map(index -> Set.copyOf(index.columns()));
        return Stream.of(constraints, indexes, Stream.of(Set.of("ctid"))).flatMap(all -> all);
    }

    /** Whether some condition compares a column with a written value. */
    boolean comparesWithValue() {
        return !alternatives.isEmpty()
                && alternatives.stream().allMatch(all -> all.stream().anyMatch(RowFilter::comparesWithValue));
    }

    private static boolean comparesWithValue(List<String> condition) {
        List<String> test = afterColumn(condition);
        return test.size() > 1
                && (test.get(0).equals("=") && isLiteral(test.get(1))
                        || test.get(0).equals("like")
                        || test.get(0).equals("in") && test.size() > 2 && isLiteral(test.get(2)));
    }

    private static Optional<String> column(List<String> condition) {
        int last = columnEnd(condition);
        return last < 0 ? Optional.empty() : Optional.of(Names.stored(condition.get(last)));
    }

    private static List<String> afterColumn(List<String> condition) {
        return condition.subList(columnEnd(condition) + 1, condition.size());
    }

    private static int columnEnd(List<String> condition) {
        if (condition.isEmpty() || !Names.isName(condition.get(0))) {
            return -1;
        }
        int end = 0;
        while (end + 2 < condition.size()
                && condition.get(end + 1).equals(".")
                && Names.isName(condition.get(end + 2))) {
            end += 2;
        }
        return end;
    }

    /** A value or a query for one; a column of another table is neither. */
    private static boolean isValue(List<String> tokens) {
        return !tokens.isEmpty()
                && (isLiteral(tokens.get(0))
                        || tokens.get(0).equals("(")
                        || tokens.get(0).equals("cast"));
    }

    private static boolean isLiteral(String token) {
        char first = token.charAt(0);
        return first == '\''
                || first == '$'
                || first == '?'
                || first == ':'
                || first == '-'
                || Character.isDigit(first)
                || token.equals("true")
                || token.equals("false")
                || token.startsWith("e'")
                || token.startsWith("{");
    }

    private static int outermost(List<String> tokens, String word) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0 && tokens.get(i).equals(word)) {
                return i;
            }
        }
        return -1;
    }

    private static List<List<String>> split(List<String> written, String word) {
        List<String> tokens = withoutParentheses(written);
        List<List<String>> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        boolean between = false;
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            depth += depth(token);
            between |= depth == 0 && token.equals("between");
            if (depth == 0 && token.equals(word)) {
                if (between && word.equals("and")) {
                    between = false;
                } else {
                    parts.add(tokens.subList(start, i));
                    start = i + 1;
                }
            }
        }
        parts.add(tokens.subList(start, tokens.size()));
        return parts;
    }

    /** {@code (a = 1)} is {@code a = 1}. */
    private static List<String> withoutParentheses(List<String> tokens) {
        int last = tokens.size() - 1;
        if (last < 2 || !tokens.get(0).equals("(") || !tokens.get(last).equals(")")) {
            return tokens;
        }
        int depth = 0;
        for (int i = 0; i < last; i++) {
            depth += depth(tokens.get(i));
            if (depth == 0) {
                return tokens;
            }
        }
        return withoutParentheses(tokens.subList(1, last));
    }

    private static int depth(String token) {
        return token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
    }
}
