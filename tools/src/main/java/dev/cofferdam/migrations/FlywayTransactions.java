package dev.cofferdam.migrations;

import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.SqlParser;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How Flyway runs a file of which it was told nothing: in a transaction, unless it sees that every statement refuses one. A mixture it refuses unless
 * {@code mixed} allows it, and some statements it does not see: REINDEX INDEX and TABLE CONCURRENTLY, DETACH PARTITION CONCURRENTLY
 * (observed on Flyway 13.12; "mixed", Flyway documentation).
 */
public final class FlywayTransactions {
    private static final Pattern SEEN =
            Pattern.compile("(?:(?:create|drop) (?:database|tablespace|subscription)|alter system"
                    + "|(?:create|drop)(?: unique)? index concurrently|reindex (?:\\( .* \\) )?(?:verbose )?(?:schema|database|system)"
                    + "|vacuum|discard all)\\b.*");

    private FlywayTransactions() {}

    /**
     * The answer.
     *
     * @param refusal why Flyway does not run the file at all, in words that end a sentence
     */
    record Answer(boolean transactional, Optional<String> refusal) {}

    static Answer of(String sql, boolean mixed) {
        if (!NoTransaction.isNeededBy(sql)) {
            return new Answer(true, Optional.empty());
        }
        List<ParsedStatement> statements = SqlParser.parse(sql);
        Optional<ParsedStatement> outside =
                statements.stream().filter(FlywayTransactions::isSeenToRefuse).findFirst();
        Optional<ParsedStatement> inside = statements.stream()
                .filter(statement -> !isSeenToRefuse(statement))
                .findFirst();
        if (outside.isEmpty() || inside.isEmpty() || mixed) {
            return new Answer(outside.isEmpty(), Optional.empty());
        }
        return new Answer(
                false,
                Optional.of("Flyway refuses the whole file, because `" + shortened(outside.get())
                        + "` runs outside a transaction and `" + shortened(inside.get()) + "` inside one"));
    }

    /** Whether Flyway sees that a statement cannot run inside a transaction block. */
    public static boolean isSeenToRefuse(ParsedStatement statement) {
        return SEEN.matcher(PlainSql.of(statement.text())).matches();
    }

    private static String shortened(ParsedStatement statement) {
        String line = statement.text().lines().findFirst().orElse("").strip();
        return line.length() > 60 ? line.substring(0, 60) + "..." : line;
    }
}
