package dev.cofferdam.playbook;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.sql.Identifiers;
import java.util.List;

/**
 * Puts NOT NULL back on an old column that was relaxed for values which only the new type can hold. A check is there from the transaction
 * that gives the column back, so that no null comes in behind it; its validation is where a value without a counterpart shows.
 */
final class RestoredDemand {
    private final ColumnTwin twin;

    RestoredDemand(ColumnTwin twin) {
        this.twin = twin;
    }

    String addCheck() {
        return alter() + " ADD CONSTRAINT " + check() + " CHECK (" + twin.oldName() + " IS NOT NULL) NOT VALID";
    }

    /** All of it in one go, statement by statement: readers and writers wait for none of them while rows are read. */
    List<String> again() {
        return List.of(
                addCheck(),
                alter() + " VALIDATE CONSTRAINT " + check(),
                alter() + " ALTER COLUMN " + twin.oldName() + " SET NOT NULL",
                alter() + " DROP CONSTRAINT " + check());
    }

    List<Step> steps(StepWriter writer) {
        Step validate = writer.scan(
                "Validate that every row has its " + twin.oldColumn(),
                alter() + " VALIDATE CONSTRAINT " + check(),
                new Gate.Query(
                        "the check is validated",
                        "SELECT count(*) FROM pg_constraint WHERE conrelid = " + ColumnTwin.literal(twin.table())
                                + "::regclass AND convalidated AND conname = " + ColumnTwin.literal(checkName()),
                        "1"),
                new Undo.NotNeeded("a validated check asks nothing more of new rows than before"),
                List.of());
        String column = alter() + " ALTER COLUMN " + twin.oldName();
        Step.Sql set = writer.transaction(
                "Set NOT NULL without reading rows, since the check proves it; drop the check",
                List.of(column + " SET NOT NULL", alter() + " DROP CONSTRAINT " + check()),
                isNotNull("true"),
                new Undo.BySql(List.of(addCheck(), column + " DROP NOT NULL"), TransactionMode.ONE_TRANSACTION),
                List.of());
        return List.of(validate, StepWriter.holding(set, LockExpectation.Hold.INSTANT));
    }

    Gate.Query isNotNull(String expected) {
        return new Gate.Query(
                twin.oldColumn() + (expected.equals("true") ? " is NOT NULL" : " may be null"),
                "SELECT attnotnull FROM pg_attribute WHERE attrelid = " + ColumnTwin.literal(twin.table())
                        + "::regclass AND attname = " + ColumnTwin.literal(twin.oldColumn()),
                expected);
    }

    private String alter() {
        return "ALTER TABLE " + twin.table();
    }

    private String check() {
        return Identifiers.quoteIfNeeded(checkName());
    }

    private String checkName() {
        return twin.ourName("demand");
    }
}
