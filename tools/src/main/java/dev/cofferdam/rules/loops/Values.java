package dev.cofferdam.rules.loops;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What SQL does with values; null is null, and a row is a list. */
final class Values {
    private Values() {}

    static @Nullable Boolean truth(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw new Unread("a condition that is no truth value");
    }

    /** Less than zero, zero or more; null where one of both is, and for rows where that decides. */
    static @Nullable Integer compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof List<?> lefts && right instanceof List<?> rights && lefts.size() == rights.size()) {
            for (int i = 0; i < lefts.size(); i++) {
                Integer part = compare(lefts.get(i), rights.get(i));
                if (part == null || part != 0) {
                    return part;
                }
            }
            return 0;
        }
        if (left instanceof Number one && right instanceof Number other) {
            return Double.compare(one.doubleValue(), other.doubleValue());
        }
        if (left instanceof String one && right instanceof String other) {
            return one.compareTo(other);
        }
        if (left instanceof Boolean one && right instanceof Boolean other) {
            return one.compareTo(other);
        }
        throw new Unread("a comparison of values of different types");
    }

    static boolean isSame(@Nullable Object left, @Nullable Object right) {
        return left == null || right == null
                ? left == right
                : Integer.valueOf(0).equals(compare(left, right));
    }

    static @Nullable Object calculate(String operator, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Long one && right instanceof Long other) {
            return whole(operator, one, other);
        }
        if (left instanceof Number one && right instanceof Number other) {
            return broken(operator, one.doubleValue(), other.doubleValue());
        }
        throw new Unread(operator);
    }

    private static Object whole(String operator, long left, long right) {
        if (right == 0 && (operator.equals("/") || operator.equals("%"))) {
            throw new Failed("divides by zero");
        }
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            case "%" -> left % right;
            default -> throw new Unread(operator);
        };
    }

    private static Object broken(String operator, double left, double right) {
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            default -> throw new Unread(operator);
        };
    }
}
