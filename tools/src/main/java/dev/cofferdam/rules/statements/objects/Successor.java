package dev.cofferdam.rules.statements.objects;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * A table that takes another one's name in the same transaction. Whoever uses the name finds it, and does not find columns that it lacks.
 *
 * @param table by the name that it has until then
 * @param lost columns of the other table that it does not have
 */
record Successor(TableRef table, List<String> lost) {
    Successor {
        lost = List.copyOf(lost);
    }

    /** The successor of a table that is renamed here, when the history tells the columns of both and some are lost. */
    static Optional<Successor> lacking(TableRef old, Situation at) {
        return at.laterInTransaction().stream()
                .flatMap(statement -> renamedTo(old, statement).stream())
                .findFirst()
                .flatMap(heir ->
                        at.table(old).flatMap(before -> at.table(heir).map(after -> lacking(before, after, heir))))
                .filter(heir -> !heir.lost().isEmpty());
    }

    private static Successor lacking(Table before, Table after, TableRef heir) {
        List<String> kept = names(after);
        return new Successor(
                heir,
                names(before).stream().filter(column -> !kept.contains(column)).toList());
    }

    private static List<String> names(Table table) {
        return table.columns().stream().map(Column::name).toList();
    }

    private static Optional<TableRef> renamedTo(TableRef old, ParsedStatement statement) {
        return statement.facts() instanceof Statement.AlterTable alter
                        && alter.actions().stream()
                                .anyMatch(action -> action instanceof AlterAction.RenameTable rename
                                        && rename.newName().equals(old.name()))
                ? Optional.of(alter.table())
                : Optional.empty();
    }
}
