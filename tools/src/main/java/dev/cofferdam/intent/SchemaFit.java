package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.EnumChange;
import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.TableChange;
import dev.cofferdam.schema.Schema;

/** Whether the schema has what a change names and has room for what it makes; and which kind of change it is on this schema. */
final class SchemaFit {
    private SchemaFit() {}

    /**
     * The change with its table as the schema spells it, and of the kind that it is on this schema: a new type may be a narrower one, a
     * larger key, or the same time stamp with a zone.
     */
    static Change fit(Change change, Schema schema) {
        KnownNames names = new KnownNames(schema);
        if (change instanceof ColumnChange column) {
            return new ColumnFit(names).fit(column);
        }
        if (change instanceof ConstraintChange constraint) {
            return new ConstraintFit(names).fit(constraint);
        }
        if (change instanceof IndexChange index) {
            return IndexFit.fit(index, names);
        }
        // The columns of an enum type come from the schema.
        return change instanceof EnumChange ? change : new TableFit(names).fit((TableChange) change);
    }
}
