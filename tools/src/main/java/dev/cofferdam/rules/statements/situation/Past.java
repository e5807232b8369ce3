package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.sql.ParsedStatement;
import java.util.List;
import java.util.Optional;

/**
 * A statement of the same file that stands before another one, with what it did in the schema that it met.
 *
 * @param locks for which writers wait, strongest first
 * @param work that takes as long as a table is big, data statements aside
 */
public record Past(ParsedStatement statement, List<LockExpectation> locks, Optional<String> work) {
    public Past {
        locks = List.copyOf(locks);
    }

    public static Past of(Situation at) {
        return new Past(at.statement(), StrongLocks.of(at.statement(), at), HeavyWork.of(at.statement(), at));
    }
}
