package dev.cofferdam.rules.loops;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Functions that a backfill's procedure calls, and what is to be seen of them. */
final class LoopFunctions {
    private LoopFunctions() {}

    static @Nullable Object call(String function, List<@Nullable Object> arguments, LoopSeen seen) {
        return switch (function) {
            case "clock_timestamp", "now", "statement_timestamp", "transaction_timestamp", "timeofday" -> "a time";
            case "coalesce" ->
                arguments.stream().filter(Objects::nonNull).findFirst().orElse(null);
            case "greatest" -> extreme(arguments, 1);
            case "least" -> extreme(arguments, -1);
            case "abs", "round", "floor", "ceil", "ceiling" -> arguments.get(0);
            case "set_config" -> setting(arguments, seen);
            case "pg_sleep" -> slept(arguments, seen);
            case "pg_advisory_lock", "pg_advisory_xact_lock", "pg_try_advisory_lock", "pg_try_advisory_xact_lock" -> {
                seen.locked();
                yield true;
            }
            case "pg_advisory_unlock" -> true;
            default -> throw new Unread(function + "()");
        };
    }

    private static @Nullable Object extreme(List<@Nullable Object> arguments, int sign) {
        return arguments.stream()
                .filter(Objects::nonNull)
                .reduce((left, right) -> {
                    Integer order = Values.compare(left, right);
                    return order != null && order * sign >= 0 ? left : right;
                })
                .orElse(null);
    }

    private static @Nullable Object setting(List<@Nullable Object> arguments, LoopSeen seen) {
        if (arguments.size() == 3 && Boolean.FALSE.equals(arguments.get(2))) {
            seen.keptSetting();
        }
        return arguments.size() > 1 ? arguments.get(1) : null;
    }

    private static String slept(List<@Nullable Object> arguments, LoopSeen seen) {
        if (arguments.size() == 1 && arguments.get(0) instanceof Number seconds) {
            seen.slept(seconds.doubleValue());
        }
        return "";
    }
}
