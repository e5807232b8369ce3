package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.sql.Statement;
import java.util.regex.Pattern;

/** REINDEX says CONCURRENTLY as a word before the name, or among its options, where it may be switched off (PostgreSQL docs, REINDEX). */
public final class Reindex {
    private static final Pattern BEFORE_NAME =
            Pattern.compile("reindex (?:\\( .* \\) )?(?:index|table|schema|database|system) concurrently\\b.*");
    private static final Pattern OPTION =
            Pattern.compile("reindex \\( (?:.* , )?concurrently(?! (?:false|off|0)\\b).*");

    private Reindex() {}

    /**
     * Whether the statement is one that lets writers go on.
     *
     * @param plain the statement as {@link Situation#plain} has it
     */
    public static boolean isConcurrent(Statement.Other statement, String plain) {
        return statement.words().startsWith("REINDEX")
                && (BEFORE_NAME.matcher(plain).matches()
                        || OPTION.matcher(plain).matches());
    }
}
