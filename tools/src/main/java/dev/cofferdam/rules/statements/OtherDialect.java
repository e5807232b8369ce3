package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.migrations.ProductMarks;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Tells that a file is written for another database product, once, instead of statement by statement. */
final class OtherDialect {
    /** Fewer may be slips of the pen. */
    private static final int FEWEST = 2;

    /** So many places are told; whoever mends the file sees the others then. */
    private static final int SHOWN = 5;

    private OtherDialect() {}

    /** Whether the reason says that the server would not even parse the statement; dynamic SQL is its own. */
    static boolean isForeign(String reason) {
        return reason.startsWith("syntax error") || reason.startsWith("unterminated");
    }

    /** What is to be said of the file when most of its statements are no PostgreSQL. */
    static Optional<Undecided> in(MigrationUnit unit, List<ParsedStatement> statements) {
        List<ParsedStatement> foreign = statements.stream()
                .filter(statement ->
                        statement.facts() instanceof Statement.CouldNotDecide open && isForeign(open.reason()))
                .toList();
        if (foreign.size() < FEWEST || 2 * foreign.size() <= statements.size()) {
            return Optional.empty();
        }
        String looks = foreign.stream()
                .flatMap(statement -> ProductMarks.in(statement.text()).stream())
                .findFirst()
                .map(mark -> "; it looks like " + mark + ", and the rules know PostgreSQL")
                .orElse("; the rules know PostgreSQL only");
        return Optional.of(new Undecided(
                unit.place(foreign.get(0).line()),
                foreign.size() + " of " + statements.size() + " statements, " + lines(unit, foreign),
                "they are no PostgreSQL" + looks
                        + ". Name the folder of PostgreSQL's files, or add this one to `ignore` in .cofferdam.yaml"));
    }

    private static String lines(MigrationUnit unit, List<ParsedStatement> foreign) {
        List<String> lines = foreign.stream()
                .map(statement -> unit.place(statement.line()).line())
                .distinct()
                .map(String::valueOf)
                .toList();
        int shown = Math.min(SHOWN, lines.size());
        String rest = lines.size() > shown ? " and " + (lines.size() - shown) + " more" : "";
        return (lines.size() == 1 ? "line " : "lines ") + String.join(", ", lines.subList(0, shown)) + rest;
    }
}
