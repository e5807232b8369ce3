package dev.cofferdam.rules.loops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An expression, worked out from the left as the server's grammar binds it (PostgreSQL docs 4.1.6, "Operator Precedence"). */
final class Formula {
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");
    private static final Set<String> TYPE_WORDS = Set.of("varying", "precision", "without", "with", "time", "zone");

    /** What names, functions and queries mean where the expression stands. */
    interface Scope {
        boolean knows(String name);

        @Nullable
        Object value(String name);

        @Nullable
        Object call(String function, List<@Nullable Object> arguments);

        /** What {@code max(id)} and its like make of all rows of the query. */
        @Nullable
        Object aggregate(String function, List<String> argument);

        /** The rows of a query in brackets, each as its values. */
        List<List<@Nullable Object>> query(List<String> words);
    }

    private final Words words;
    private final Scope scope;

    private Formula(List<String> words, Scope scope) {
        this.words = new Words(words);
        this.scope = scope;
    }

    static @Nullable Object value(List<String> words, Scope scope) {
        Formula formula = new Formula(words, scope);
        Object value = formula.either();
        if (!formula.words.isOver()) {
            throw new Unread(formula.words.peek());
        }
        return value;
    }

    static boolean isTrue(List<String> words, Scope scope) {
        return Boolean.TRUE.equals(Values.truth(value(words, scope)));
    }

    private @Nullable Object either() {
        Object value = all();
        while (words.take("or")) {
            value = joined(Values.truth(value), Values.truth(all()), true);
        }
        return value;
    }

    private @Nullable Object all() {
        Object value = not();
        while (words.take("and")) {
            value = joined(Values.truth(value), Values.truth(not()), false);
        }
        return value;
    }

    private static @Nullable Boolean joined(@Nullable Boolean left, @Nullable Boolean right, boolean decisive) {
        if (left != null && left == decisive || right != null && right == decisive) {
            return decisive;
        }
        return left == null || right == null ? null : Boolean.valueOf(!decisive);
    }

    private @Nullable Object not() {
        if (words.take("not")) {
            return negated(Values.truth(not()));
        }
        return comparison();
    }

    private static @Nullable Boolean negated(@Nullable Boolean truth) {
        return truth == null ? null : Boolean.valueOf(!truth);
    }

    private @Nullable Object comparison() {
        Object left = sum();
        if (words.take("is")) {
            return is(left);
        }
        if (words.take("between")) {
            Object least = sum();
            words.expect("and");
            return joined(holds(">=", left, least), holds("<=", left, sum()), false);
        }
        boolean negates = words.at("not", "in") && words.take("not");
        if (words.take("in")) {
            Boolean in = in(left);
            return negates ? negated(in) : in;
        }
        if (COMPARISONS.contains(words.peek())) {
            return holds(words.next(), left, sum());
        }
        return left;
    }

    private Object is(@Nullable Object left) {
        boolean negates = words.take("not");
        if (words.take("distinct")) {
            words.expect("from");
            return Values.isSame(left, sum()) == negates;
        }
        Object wanted =
                switch (words.next()) {
                    case "null" -> null;
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new Unread("is");
                };
        return Values.isSame(left, wanted) != negates;
    }

    private @Nullable Boolean in(@Nullable Object left) {
        words.expect("(");
        List<String> inside = words.inBrackets(")");
        List<@Nullable Object> values = new ArrayList<>();
        if (inside.get(0).equals("select")) {
            scope.query(inside).forEach(row -> values.add(row.size() == 1 ? row.get(0) : row));
        } else {
            Words.parts(inside, ",").forEach(part -> values.add(value(part, scope)));
        }
        return left == null ? null : Boolean.valueOf(values.stream().anyMatch(value -> Values.isSame(left, value)));
    }

    private static @Nullable Boolean holds(String operator, @Nullable Object left, @Nullable Object right) {
        Integer order = Values.compare(left, right);
        if (order == null) {
            return null;
        }
        return switch (operator) {
            case "=" -> order == 0;
            case "<>", "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private @Nullable Object sum() {
        Object value = product();
        while (words.at("+") || words.at("-")) {
            value = Values.calculate(words.next(), value, product());
        }
        return value;
    }

    private @Nullable Object product() {
        Object value = signed();
        while (words.at("*") || words.at("/") || words.at("%")) {
            value = Values.calculate(words.next(), value, signed());
        }
        return value;
    }

    private @Nullable Object signed() {
        return words.take("-") ? Values.calculate("-", 0L, signed()) : behind(single());
    }

    /** A cast tells nothing apart here; a field and an element are looked up. */
    private @Nullable Object behind(@Nullable Object first) {
        Object value = first;
        while (true) {
            if (words.take("::")) {
                type();
            } else if (words.take("[")) {
                value = element(value, value(words.inBrackets("]"), scope));
            } else if (words.take(".")) {
                value = field(value, words.next());
            } else {
                return value;
            }
        }
    }

    private void type() {
        words.next();
        while (words.take(".")) {
            words.next();
        }
        while (TYPE_WORDS.contains(words.peek()) || words.at("(") || words.at("[", "]")) {
            String word = words.next();
            if (!TYPE_WORDS.contains(word)) {
                words.inBrackets(word.equals("(") ? ")" : "]");
            }
        }
    }

    private static @Nullable Object element(@Nullable Object array, @Nullable Object index) {
        if (array == null) {
            return null;
        }
        if (array instanceof List<?> list && index instanceof Long at) {
            return at < 1 || at > list.size() ? null : list.get(at.intValue() - 1);
        }
        throw new Unread("[");
    }

    private static @Nullable Object field(@Nullable Object row, String name) {
        if (row == null) {
            return null;
        }
        if (row instanceof Map<?, ?> fields && fields.containsKey(name)) {
            return fields.get(name);
        }
        throw new Unread("." + name);
    }

    private @Nullable Object single() {
        String word = words.next();
        if (word.matches("\\d+")) {
            return word.length() > 18 ? Long.valueOf(Long.MAX_VALUE / 2) : Long.valueOf(word);
        }
        if (word.matches("\\d*\\.\\d*")) {
            return Double.valueOf(word);
        }
        if (word.startsWith("'")) {
            return word.substring(1, word.length() - 1);
        }
        return switch (word) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            case "case" -> choice();
            case "array" -> array();
            case "(" -> bracketed();
            default -> named(word);
        };
    }

    private @Nullable Object choice() {
        if (!words.at("when")) {
            throw new Unread("case");
        }
        Object chosen = null;
        boolean found = false;
        while (words.take("when")) {
            boolean holds = isTrue(words.upTo("then"), scope);
            Object value = either();
            chosen = holds && !found ? value : chosen;
            found |= holds;
        }
        Object otherwise = words.take("else") ? either() : null;
        words.expect("end");
        return found ? chosen : otherwise;
    }

    private Object array() {
        words.expect("[");
        return values(words.inBrackets("]"));
    }

    private List<@Nullable Object> values(List<String> inside) {
        List<@Nullable Object> values = new ArrayList<>();
        if (!inside.isEmpty()) {
            Words.parts(inside, ",").forEach(part -> values.add(value(part, scope)));
        }
        return values;
    }

    private @Nullable Object bracketed() {
        List<String> inside = words.inBrackets(")");
        if (!inside.isEmpty() && inside.get(0).equals("select")) {
            List<List<@Nullable Object>> rows = scope.query(inside);
            return rows.isEmpty() ? null : rows.get(0).size() == 1 ? rows.get(0).get(0) : rows.get(0);
        }
        List<@Nullable Object> values = values(inside);
        return values.size() == 1 ? values.get(0) : values;
    }

    private @Nullable Object named(String word) {
        if (words.at("(") && Set.of("max", "min", "count").contains(word)) {
            words.next();
            return scope.aggregate(word, words.inBrackets(")"));
        }
        if (word.equals("exists") && words.take("(")) {
            return !scope.query(words.inBrackets(")")).isEmpty();
        }
        if (words.take("(")) {
            return scope.call(word, values(words.inBrackets(")")));
        }
        if (!scope.knows(word) && words.take(".")) {
            return scope.value(words.next());
        }
        return scope.value(word);
    }
}
