package dev.cofferdam.sql;

import dev.cofferdam.sql.Statement.CouldNotDecide;
import java.util.List;

/** Reads PostgreSQL scripts: migrations, and query strings found in code with their placeholders. */
public final class SqlParser {
    private static final String GEXEC = "\\gexec";

    private SqlParser() {}

    /**
     * The statements of a script, in order, each with its facts. Never fails: a statement that is not understood down to its last
     * token is {@link CouldNotDecide}, with the reason and the place. Written for the grammar of PostgreSQL 18.
     */
    public static List<ParsedStatement> parse(String script) {
        return StatementSplitter.split(script).stream()
                .map(piece -> new ParsedStatement(
                        piece.text(), piece.line(), piece.column(), piece.offset(), facts(piece.text())))
                .toList();
    }

    private static Statement facts(String statement) {
        if (statement.startsWith("\\") && !statement.startsWith(GEXEC)) {
            return new CouldNotDecide("psql reads another file here, which was not found in this folder", 0);
        }
        if (statement.endsWith(GEXEC)) {
            return new CouldNotDecide(
                    "psql's \\gexec runs what the query returns, which is known only when it runs",
                    statement.length() - GEXEC.length());
        }
        try {
            return StatementParser.parse(statement);
        } catch (SyntaxProblem problem) {
            return new CouldNotDecide(String.valueOf(problem.getMessage()), problem.offset());
        }
    }
}
