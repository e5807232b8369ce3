package dev.cofferdam.playbook.twins;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.ConstraintSteps;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.sql.Identifiers;
import java.util.List;

/**
 * Puts NOT NULL back on an old column that was relaxed for values which only the new type can hold. A check is there from the transaction
 * that gives the column back, so that no null comes in behind it; its validation is where a value without a counterpart shows.
 */
public final class RestoredDemand {
    private final ColumnTwin twin;
    private final ConstraintSteps online;

    public RestoredDemand(ColumnTwin twin) {
        this.twin = twin;
        this.online = new ConstraintSteps(twin.tableRef());
    }

    /** Demands of the old column again what it demanded, without looking at rows. */
    public String addCheck() {
        return online.addCheck(twin.oldColumn(), check());
    }

    /** All of it in one go, statement by statement: readers and writers wait for none of them while rows are read. */
    List<String> again() {
        String alter = "ALTER TABLE " + twin.table();
        String check = Identifiers.quoteIfNeeded(check());
        return List.of(
                addCheck(),
                alter + " VALIDATE CONSTRAINT " + check,
                alter + " ALTER COLUMN " + twin.oldName() + " SET NOT NULL",
                alter + " DROP CONSTRAINT " + check);
    }

    /** The old column demands again what it demanded. */
    public List<Step> steps(StepWriter writer) {
        return online.notNullByCheck(writer, twin.oldColumn(), check());
    }

    Gate.Query isNotNull(String expected) {
        return new Gate.Query(
                twin.oldColumn() + (expected.equals("true") ? " is NOT NULL" : " may be null"),
                online.isNotNull(twin.oldColumn()).sql(),
                expected);
    }

    private String check() {
        return twin.ourName("demand");
    }
}
