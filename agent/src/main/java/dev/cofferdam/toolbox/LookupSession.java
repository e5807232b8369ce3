package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.schema.Schema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;

/** A conversation in which no change was named yet: everything can be looked up, and nothing drafted. */
record LookupSession(Premises premises) implements PlanningSession {
    @Override
    public Path repository() {
        return premises.repository();
    }

    @Override
    public Change change() {
        throw new UserError(
                "no change has been named yet",
                "draft_phases",
                "give the change to draft_phases, such as \"rename owners.telephone to phone_number\"");
    }

    @Override
    public Engine engine() {
        return premises.engine();
    }

    @Override
    public Schema schema() {
        return premises.schema();
    }

    @Override
    public Schema schemaAfter(Change change) {
        return premises.schema();
    }

    @Override
    public RowCount rows(TableRef table) {
        return premises.rows(table);
    }

    @Override
    public OptionalLong rate() {
        return premises.rate();
    }

    @Override
    public String consumer() {
        return premises.consumer();
    }

    @Override
    public PlannedBy plannedBy() {
        return premises.plannedBy();
    }

    @Override
    public Instant made() {
        return premises.now();
    }
}
