package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.schema.Routine;
import dev.cofferdam.sql.Calls;
import dev.cofferdam.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Statements whose effect their text does not tell: DO, EXECUTE, CALL, what does not parse, and what calls a function that may do anything.
 * The catalogue calls them opaque-sql; the verdict is that nothing could be decided, never a pass.
 */
final class Opaque {
    /** By this name a comment says that somebody has read such a statement. */
    static final String NAME = "opaque-sql";

    private static final Pattern MAY_WRITE = Pattern.compile(
            "\\b(?:insert|update|delete|merge|truncate|create|alter|drop|execute|call|perform|lock|grant|revoke|copy|refresh|set|reset|do)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PROGRAM = Pattern.compile(" (?:to|from) program (?:e ?)?['$]");

    private Opaque() {}

    static Optional<String> reason(Situation at) {
        if (at.facts() instanceof Statement.CouldNotDecide open) {
            return Optional.of(open.reason());
        }
        if (at.facts() instanceof Statement.Other other && isProgram(other, at)) {
            return Optional.of("COPY runs a program on the server, and what that does is not seen here");
        }
        return at.as(Statement.Query.class)
                .flatMap(query -> Calls.unknown(at.statement().text())
                        .filter(name -> !onlyReads(name, at))
                        .map(name -> query.verb() + " calls `" + name + "`, " + unseen(name, at)))
                .or(() -> CalledExpressions.unknown(at)
                        .map(name -> "for each row the statement calls `" + name + "`, " + unseen(name, at)));
    }

    private static boolean isProgram(Statement.Other other, Situation at) {
        return other.words().startsWith("COPY ") && PROGRAM.matcher(at.plain()).find();
    }

    /** Whether the history tells the function's body, and that it computes from what it reads. */
    private static boolean onlyReads(String name, Situation at) {
        return at.schema()
                .findRoutine(TableRef.of(name))
                .map(Routine::body)
                .filter(body -> !MAY_WRITE.matcher(body).find()
                        && Calls.unknown("SELECT " + body).isEmpty())
                .isPresent();
    }

    private static String unseen(String name, Situation at) {
        return at.schema().findRoutine(TableRef.of(name)).isPresent()
                ? "whose body is text that is not judged"
                : "whose statements are not seen here";
    }
}
