package dev.cofferdam.playbook;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.sql.Identifiers;
import java.util.List;

/**
 * NOT NULL for a column whose rows all have a value, without reading them under a lock that stops anybody. From PostgreSQL 18 the constraint
 * itself can be added NOT VALID; before that a validated CHECK proves it, so that SET NOT NULL need not look (12 and later).
 */
final class OnlineNotNull {
    private final ColumnRef column;
    private final String constraint;

    /**
     * @param constraint the name that the constraint is to have from PostgreSQL 18 on
     */
    OnlineNotNull(ColumnRef column, String constraint) {
        this.column = column;
        this.constraint = constraint;
    }

    List<Step> steps(StepWriter writer) {
        if (writer.engine().major() >= 18) {
            String name = Identifiers.quoteIfNeeded(constraint);
            return List.of(
                    add(writer, "NOT NULL, for new rows only", name, constraint, "NOT NULL " + name()),
                    validate(writer, "NOT NULL", name, constraint));
        }
        String stored =
                ColumnTwin.shortened("cofferdam_not_null_" + column.table().name() + "_" + column.column());
        String name = Identifiers.quoteIfNeeded(stored);
        String check = "CHECK (" + name() + " IS NOT NULL)";
        return List.of(
                add(writer, "a check that proves NOT NULL, for new rows only", name, stored, check),
                validate(writer, "the check", name, stored),
                set(writer, name, check));
    }

    private Step add(StepWriter writer, String what, String name, String stored, String definition) {
        return writer.transaction(
                "Add " + what,
                List.of(alter() + " ADD CONSTRAINT " + name + " " + definition + " NOT VALID"),
                new Gate.Query(
                        "constraint " + stored + " exists",
                        "SELECT count(*) FROM pg_constraint WHERE conrelid = " + oid() + " AND conname = "
                                + ColumnTwin.literal(stored),
                        "1"),
                new Undo.BySql(List.of(alter() + " DROP CONSTRAINT " + name), TransactionMode.ONE_TRANSACTION),
                List.of());
    }

    private Step validate(StepWriter writer, String what, String name, String stored) {
        return writer.scan(
                "Validate " + what + " for the rows that were there",
                alter() + " VALIDATE CONSTRAINT " + name,
                new Gate.Query(
                        "constraint " + stored + " is validated",
                        "SELECT count(*) FROM pg_constraint WHERE conrelid = " + oid()
                                + " AND convalidated AND conname = " + ColumnTwin.literal(stored),
                        "1"),
                new Undo.NotNeeded("a validated constraint asks nothing more of new rows than before"),
                List.of());
    }

    private Step set(StepWriter writer, String name, String check) {
        String alterColumn = alter() + " ALTER COLUMN " + name();
        Step.Sql step = writer.transaction(
                "Set NOT NULL without reading rows, since the check proves it; drop the check",
                List.of(alterColumn + " SET NOT NULL", alter() + " DROP CONSTRAINT " + name),
                new Gate.Query(
                        "the column is NOT NULL",
                        "SELECT attnotnull FROM pg_attribute WHERE attrelid = " + oid() + " AND attname = "
                                + ColumnTwin.literal(column.column()),
                        "true"),
                new Undo.BySql(
                        List.of(
                                alter() + " ADD CONSTRAINT " + name + " " + check + " NOT VALID",
                                alterColumn + " DROP NOT NULL"),
                        TransactionMode.ONE_TRANSACTION),
                List.of());
        // The lock table reads one statement at a time; here the validated check spares the scan.
        return StepWriter.withLocks(
                step,
                step.locks().stream()
                        .map(lock -> new LockExpectation(lock.table(), lock.level(), LockExpectation.Hold.INSTANT))
                        .toList());
    }

    private String alter() {
        return "ALTER TABLE " + Identifiers.quoteIfNeeded(column.table());
    }

    private String name() {
        return Identifiers.quoteIfNeeded(column.column());
    }

    private String oid() {
        return ColumnTwin.literal(Identifiers.quoteIfNeeded(column.table())) + "::regclass";
    }
}
