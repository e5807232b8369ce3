package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Calls;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Expressions that the server computes for the rows of a table while the statement runs: of an index, a check, a generated column, a new
 * type. What a new table, a default for rows to come or a check that is NOT VALID will call is not called now; the default of a new column is judged by
 * {@code column-add-volatile-default}.
 */
final class CalledExpressions {
    private CalledExpressions() {}

    /** A function that one of them calls, and that neither the server nor the history is known to have. */
    static Optional<String> unknown(Situation at) {
        return of(at).flatMap(expression -> Calls.unknown("SELECT " + expression).stream())
                .filter(name -> at.schema().findRoutine(TableRef.of(name)).isEmpty())
                .findFirst();
    }

    private static Stream<String> of(Situation at) {
        if (at.facts() instanceof Statement.CreateIndex index) {
            return at.isNew(index.table())
                    ? Stream.empty()
                    : Stream.concat(
                            index.elements().stream().filter(element -> element.contains("(")), index.where().stream());
        }
        return at.facts() instanceof Statement.AlterTable alter && !at.isNew(alter.table())
                ? alter.actions().stream().flatMap(CalledExpressions::of)
                : Stream.empty();
    }

    private static Stream<String> of(AlterAction action) {
        if (action instanceof AlterAction.AddColumn add) {
            return Stream.concat(
                    add.column().generated().stream(), add.inline().stream().flatMap(CalledExpressions::check));
        } else if (action instanceof AlterAction.AddConstraint add) {
            return check(add.constraint());
        }
        return action instanceof AlterAction.AlterType change ? change.using().stream() : Stream.empty();
    }

    private static Stream<String> check(TableConstraint constraint) {
        return constraint.kind() == TableConstraint.Kind.CHECK && !constraint.notValid() && !constraint.notEnforced()
                ? constraint.expression().stream()
                : Stream.empty();
    }
}
