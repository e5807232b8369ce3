package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Retry;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Timeouts;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Statements of a plan that are sent together, with the limits they run under.
 *
 * @param where path into the plan: {@code expand/expand-1}, {@code expand/expand-1/undo}, {@code after-expand/abandon/back-1}
 * @param order index of the forward step that it belongs to; for a rollback, of the last step done at its boundary
 * @param phase phase of that step or boundary
 * @param locks what the plan expects; empty for parts whose locks a plan does not state
 */
public record SqlUnit(
        String where,
        Route route,
        Part part,
        int order,
        PhaseKind phase,
        Step step,
        TransactionMode transaction,
        Timeouts timeouts,
        Retry retry,
        List<LockExpectation> locks,
        List<ParsedStatement> statements) {

    /** Which way through the plan leads past the unit. */
    public enum Route {
        FORWARD,
        UNDO,
        RETREAT,
        ABANDON,
        /** What takes a step of a retreat or an abandon back again. */
        UNDO_OF_BACK
    }

    /** What the statements are to their step. */
    public enum Part {
        /** A SQL step's own statements. */
        STEP,
        /** What installs a backfill. */
        SETUP,
        /** One batch of a backfill, put together from its assignment and predicate. */
        BATCH,
        /** What starts a backfill. */
        RUN,
        /** What removes a backfill's own objects. */
        TEARDOWN
    }

    public SqlUnit {
        locks = List.copyOf(locks);
        statements = List.copyOf(statements);
    }

    /** Whether it runs when nothing goes wrong. */
    boolean isForward() {
        return route == Route.FORWARD;
    }

    /** Whether it takes one step back, by hand, rather than being a step of a way. */
    public boolean isUndo() {
        return route == Route.UNDO || route == Route.UNDO_OF_BACK;
    }

    /** Whether its statements are done together or not at all. */
    public boolean isOneTransaction() {
        return transaction == TransactionMode.ONE_TRANSACTION;
    }

    /** Facts of one kind, in order. */
    public <S extends Statement> Stream<S> facts(Class<S> kind) {
        return statements.stream()
                .map(ParsedStatement::facts)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /** All actions of one kind in the unit's ALTER TABLE statements, each with its table. */
    public <A extends dev.cofferdam.sql.AlterAction> Stream<TableAction<A>> actions(Class<A> kind) {
        return facts(Statement.AlterTable.class).flatMap(alter -> alter.actions().stream()
                .filter(kind::isInstance)
                .map(action -> new TableAction<>(alter.table(), kind.cast(action))));
    }

    /** An action of an ALTER TABLE with the table that it is about. */
    public record TableAction<A>(dev.cofferdam.domain.TableRef table, A action) {}
}
