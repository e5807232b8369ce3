package dev.cofferdam.review;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Place;
import dev.cofferdam.intent.ScriptChanges;
import dev.cofferdam.migrations.History;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.StaticSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the new statements of a history do to tables that are there.
 *
 * @param before the history without them
 * @param schema what it makes
 */
record SchemaChanges(History before, Schema schema, List<Placed> changes) {
    SchemaChanges {
        changes = List.copyOf(changes);
    }

    /** A change, and where the migration makes it. */
    record Placed(Change change, Place place) {}

    /**
     * The changes.
     *
     * @param own the history without the units
     * @param files looks for what is not made there
     */
    static SchemaChanges of(List<NewUnits.Unit> units, History own, SchemaFiles files) {
        Schema first = StaticSchema.of(own);
        Optional<History> elsewhere = files.find(
                units.stream().flatMap(unit -> unit.statements().stream()).toList(), first);
        History before = elsewhere.orElse(own);
        Schema schema = elsewhere.map(StaticSchema::of).orElse(first);
        List<Placed> changes = new ArrayList<>();
        for (NewUnits.Unit unit : units) {
            ScriptChanges.of(unit.statements(), schema)
                    .forEach(made -> changes.add(new Placed(
                            made.change(), unit.unit().place(made.statement().line()))));
        }
        return new SchemaChanges(before, schema, changes);
    }
}
