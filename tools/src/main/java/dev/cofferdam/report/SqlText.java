package dev.cofferdam.report;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Pieces of a SQL file: statements, time-outs, and gates that abort. Plain SQL without psql's own commands. */
final class SqlText {
    private SqlText() {}

    static String statements(List<String> statements) {
        return statements.stream().map(SqlText::statement).collect(Collectors.joining("\n"));
    }

    /** The statement with one semicolon; behind a closing comment it stands in a line of its own. */
    static String statement(String sql) {
        String text = bare(sql);
        String lastLine = text.substring(text.lastIndexOf('\n') + 1);
        return text + (lastLine.contains("--") ? "\n;\n" : ";\n");
    }

    private static String bare(String sql) {
        return sql.strip().replaceAll("[;\\s]+$", "");
    }

    /** Time-outs of this transaction alone. */
    static String localTimeouts(Timeouts timeouts) {
        return timeout("SET LOCAL lock_timeout", timeouts.lock())
                + timeout("SET LOCAL statement_timeout", timeouts.statement());
    }

    /** Time-outs of the session; {@link #resetTimeouts} takes them back. */
    static String sessionTimeouts(Timeouts timeouts) {
        return timeout("SET lock_timeout", timeouts.lock()) + timeout("SET statement_timeout", timeouts.statement());
    }

    static String resetTimeouts() {
        return "RESET lock_timeout;\nRESET statement_timeout;\n";
    }

    private static String timeout(String command, Duration span) {
        boolean wholeSeconds = span.toMillis() % 1000 == 0;
        return command + " = '" + (wholeSeconds ? span.toSeconds() + "s" : span.toMillis() + "ms") + "';\n";
    }

    /** A block that raises an exception, and so stops the file, unless the gate's query gives the expected answer. */
    static String guard(String step, Gate.Query gate) {
        // A query of several lines keeps its place: indenting it could alter a text inside.
        String query = bare(gate.sql());
        String tag = tag(query + gate.statement() + gate.expected());
        return """
                DO %1$s
                DECLARE
                    cofferdam_answer text;
                BEGIN
                    cofferdam_answer := (
                %2$s
                    )::text;
                    IF cofferdam_answer IS DISTINCT FROM %3$s THEN
                        RAISE EXCEPTION USING
                            MESSAGE = %4$s,
                            DETAIL = %5$s || coalesce(cofferdam_answer, 'no answer'),
                            HINT = 'Nothing of this file was done. See plan.md for what the gate waits for.';
                    END IF;
                END
                %1$s;
                """.formatted(
                        tag,
                        query.contains("\n") ? query : " ".repeat(8) + query,
                        literal(gate.expected()),
                        literal("gate before " + step + " does not hold: " + Words.oneLine(gate.statement())),
                        literal("expected " + Words.oneLine(gate.expected()) + ", found "));
    }

    /** A dollar quote that does not occur in the text (PostgreSQL docs 4.1.2.4). */
    private static String tag(String text) {
        String tag = "$gate$";
        for (int number = 2; text.contains(tag); number++) {
            tag = "$gate" + number + "$";
        }
        return tag;
    }

    /** Holds with any setting of standard_conforming_strings: a backslash makes it an escape string (docs 4.1.2.2). */
    private static String literal(String text) {
        String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
        return text.contains("\\") ? "E" + quoted : quoted;
    }
}
