package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.sql.Calls;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.Verb;
import java.util.Optional;

/**
 * Statements whose effect their text does not tell: DO, EXECUTE, CALL, what does not parse, and SELECT of a function that may do anything.
 * The catalogue calls them opaque-sql; the verdict is that nothing could be decided, never a pass.
 */
final class Opaque {
    /** By this name a comment says that somebody has read such a statement. */
    static final String NAME = "opaque-sql";

    private Opaque() {}

    static Optional<String> reason(Situation at) {
        if (at.facts() instanceof Statement.CouldNotDecide open) {
            return Optional.of(open.reason());
        }
        return at.as(Statement.Query.class)
                .filter(query -> query.verb() == Verb.SELECT)
                .flatMap(query -> Calls.unknown(at.statement().text()))
                .map(name -> at.schema().findRoutine(TableRef.of(name)).isPresent()
                        ? "SELECT calls `" + name + "`, whose body is text that is not judged"
                        : "SELECT calls `" + name + "`, whose statements are not seen here");
    }
}
