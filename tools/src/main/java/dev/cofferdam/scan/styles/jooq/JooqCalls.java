package dev.cofferdam.scan.styles.jooq;

import java.util.Set;

/** What calls of jOOQ's query language do with what they are handed, in whatever language they are written. */
public final class JooqCalls {

    private static final Set<String> FETCHES =
            Set.of("fetch", "fetchOne", "fetchAny", "fetchSingle", "fetchOptional", "fetchMany");

    private JooqCalls() {}

    /**
     * Whether a column that is an argument is written.
     *
     * @param position of the argument, counted from 0; negative when it is none
     * @param key whether the column is the key of a map that is handed over
     */
    public static boolean isWritten(String call, int position, int arguments, boolean key) {
        return switch (call) {
            case "set", "setValue", "with" -> position == 0 && (key || arguments == 2);
            case "insertInto", "mergeInto", "replaceInto" -> position >= 1;
            case "columns", "setNull", "setDefault" -> position >= 0;
            default -> false;
        };
    }

    /** Whether the call reads whole records of the table that is its first argument. */
    public static boolean isFetch(String call) {
        return FETCHES.contains(call);
    }
}
