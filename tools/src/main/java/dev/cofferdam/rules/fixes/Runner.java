package dev.cofferdam.rules.fixes;

import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.migrations.FlywayTransactions;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Whether the tool that runs a file can run it statement by statement, and what has to be written for that. */
final class Runner {
    private static final String CONF = "executeInTransaction=false";

    private static final Pattern SAYS_NO =
            Pattern.compile("(?m)^\\s*executeInTransaction\\s*[=:]\\s*false\\s*$", Pattern.CASE_INSENSITIVE);

    private static final String APART =
            "; move it into a file of its own, so that a failure leaves nothing half done, and check with --fix again";

    private final String layout;
    private final Function<String, Optional<String>> texts;

    Runner(String layout, Function<String, Optional<String>> texts) {
        this.layout = layout;
        this.texts = texts;
    }

    /**
     * The answer.
     *
     * @param refusal why not, with what to do; empty when it can
     * @param header words that the line with which the unit begins needs
     * @param beside files that are needed beside it
     */
    record Answer(Optional<String> refusal, Optional<String> header, Map<String, String> beside) {
        static Answer no(String why) {
            return new Answer(Optional.of(why), Optional.empty(), Map.of());
        }

        static Answer yes() {
            return new Answer(Optional.empty(), Optional.empty(), Map.of());
        }
    }

    /**
     * Whether the forms may stand in the unit.
     *
     * @param text of the whole file
     * @param others statements of the unit that stay as they are
     */
    Answer allows(MigrationUnit unit, String text, List<SafeForm> forms, List<ParsedStatement> others) {
        Optional<ParsedStatement> inTheWay = others.stream()
                .filter(statement -> needsTransaction(statement, unit))
                .findFirst();
        if (inTheWay.isPresent()) {
            return Answer.no("it needs commits of its own, and `" + shortened(inTheWay.get())
                    + "` stands in the same transaction" + APART);
        }
        boolean alone = others.isEmpty()
                && forms.size() == 1
                && forms.get(0).statements().size() == 1;
        return switch (layout) {
            case "Flyway" -> flyway(unit, forms, others);
            case "Liquibase" -> liquibase(unit, text, alone);
            default -> script(unit, alone);
        };
    }

    /** A setting of the session means the same outside; what runs without a transaction anyway loses nothing. */
    private static boolean needsTransaction(ParsedStatement statement, MigrationUnit unit) {
        if (statement.facts() instanceof Statement.SetSetting set) {
            return set.local();
        }
        return unit.transactional() || statement.facts() instanceof Statement.Transaction;
    }

    private static String shortened(ParsedStatement statement) {
        String line = statement.text().lines().findFirst().orElse("").strip();
        return line.length() > 60 ? line.substring(0, 60) + "..." : line;
    }

    /**
     * Flyway runs a file without a transaction when it sees that all its statements refuse one, or when the script configuration says so
     * ("Script configuration" and "mixed", Flyway documentation); it refuses a mixture that nobody announced, and does not see REINDEX TABLE
     * and DETACH PARTITION CONCURRENTLY.
     */
    private Answer flyway(MigrationUnit unit, List<SafeForm> forms, List<ParsedStatement> others) {
        String conf = unit.file() + ".conf";
        Optional<String> said = texts.apply(conf);
        boolean allRefuse = others.isEmpty()
                && forms.stream()
                        .flatMap(form -> SqlParser.parse(String.join(";\n", form.statements())).stream())
                        .allMatch(FlywayTransactions::isSeenToRefuse);
        if (said.filter(words -> SAYS_NO.matcher(words).find()).isPresent() || said.isEmpty() && allRefuse) {
            return Answer.yes();
        }
        return said.isPresent()
                ? Answer.no("`" + conf + "` does not say `" + CONF + "`; add that line, and check with --fix again")
                : new Answer(Optional.empty(), Optional.empty(), Map.of(conf, CONF + "\n"));
    }

    /** A change set of formatted SQL says it in its first line ("runInTransaction", Liquibase documentation). */
    private static Answer liquibase(MigrationUnit unit, String text, boolean alone) {
        String header = text.lines().skip(unit.line() - 1L).findFirst().orElse("");
        String lower = header.toLowerCase(Locale.ROOT);
        if (!lower.matches("\\s*--\\s*changeset\\b.*")) {
            return Answer.no("its change set is not written as SQL; write the safe form by hand");
        }
        if (!alone && lower.contains("splitstatements:false") || lower.contains("enddelimiter:")) {
            return Answer.no("its change set is not split at semicolons; write the safe form by hand");
        }
        if (!unit.transactional()) {
            return Answer.yes();
        }
        return lower.contains("runintransaction")
                ? Answer.no("its change set asks for a transaction; change `runInTransaction` by hand")
                : new Answer(Optional.empty(), Optional.of("runInTransaction:false"), Map.of());
    }

    /** Nobody knows what runs a plain file; several statements that are sent at once are one transaction (PG docs 55.2.2.1). */
    private static Answer script(MigrationUnit unit, boolean alone) {
        if (unit.transactional()) {
            return Answer.no(
                    "whatever runs this file may wrap it in a transaction; say that it must not (goose: `-- +goose NO"
                            + " TRANSACTION`, dbmate: `-- migrate:up transaction:false`), and check with --fix again");
        }
        return !alone && unit.file().endsWith(".up.sql")
                ? Answer.no("golang-migrate sends a file as one transaction" + APART)
                : Answer.yes();
    }
}
