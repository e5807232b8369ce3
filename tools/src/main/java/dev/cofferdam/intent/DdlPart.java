package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.Optional;

/** What one statement of a script, or one action of it, does towards a change. */
sealed interface DdlPart {
    ParsedStatement statement();

    /** One action of ALTER TABLE. */
    record Action(TableRef table, AlterAction action, ParsedStatement statement) implements DdlPart {}

    /** An UPDATE that fills one column of all rows, or of those that lack a value. */
    record Fill(TableRef table, String column, String expression, ParsedStatement statement) implements DdlPart {}

    /** A unique index on plain columns. */
    record UniqueIndex(Statement.CreateIndex index, ParsedStatement statement) implements DdlPart {}

    /** What is a change by itself. */
    record Whole(Change change, ParsedStatement statement) implements DdlPart {}

    /** The action, when it is one of this table and kind. */
    default <A extends AlterAction> Optional<A> findAction(TableRef table, Class<A> kind) {
        return this instanceof Action action && action.table().isSameTable(table) && kind.isInstance(action.action())
                ? Optional.of(kind.cast(action.action()))
                : Optional.empty();
    }
}
