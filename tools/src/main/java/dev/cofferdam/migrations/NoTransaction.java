package dev.cofferdam.migrations;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells whether a script holds a statement that refuses to run inside a transaction block; Flyway then runs the whole file without
 * one. The list is the one of the reference pages: CREATE INDEX, DROP INDEX and REINDEX with CONCURRENTLY, VACUUM, CREATE and
 * DROP DATABASE and TABLESPACE, ALTER SYSTEM, CREATE and DROP SUBSCRIPTION, DETACH PARTITION ... CONCURRENTLY.
 */
final class NoTransaction {
    private static final Pattern NOT_CODE =
            Pattern.compile("--[^\n]*+|/\\*.*?\\*/|'(?:[^']++|'')*+'|\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);

    private static final Pattern REFUSES = Pattern.compile(
            "\\b(?:(?:create\\s+(?:unique\\s+)?index|drop\\s+index|detach\\s+partition\\s+[^;]*)\\s+concurrently"
                    + "|reindex\\s+[^;]*concurrently|reindex\\s+(?:\\([^)]*\\)\\s*)?(?:verbose\\s+)?(?:database|system|schema)"
                    + "|(?:create|drop)\\s+(?:database|tablespace|subscription)|alter\\s+system|discard\\s+all)\\b"
                    + "|(?:^|;)\\s*vacuum\\b");

    /** Each of them has one of these words, which are found faster. */
    private static final List<String> WORDS =
            List.of("concurrently", "reindex", "database", "tablespace", "subscription", "system", "discard", "vacuum");

    private NoTransaction() {}

    static boolean isNeededBy(String sql) {
        String lower = sql.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains)
                && REFUSES.matcher(NOT_CODE.matcher(lower).replaceAll(" ")).find();
    }
}
