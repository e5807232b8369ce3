package dev.cofferdam.rules.statements.columns;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.TypeCost;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.sql.AlterAction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * ALTER COLUMN TYPE on a column that others use, with what it costs the server.
 *
 * @param before the column as it was, when the history tells
 * @param built indexes on the column that are built anew although the table is kept
 */
record TypeChange(
        TableRef table, AlterAction.AlterType action, Optional<Column> before, TypeCost.Kind cost, List<String> built) {
    /** All of a statement. */
    static List<TypeChange> of(Situation at) {
        return at.actions(AlterAction.AlterType.class)
                .filter(action -> !at.isNewColumn(at.alteredTable(), action.column()))
                .map(action -> of(action, at))
                .toList();
    }

    private static TypeChange of(AlterAction.AlterType action, Situation at) {
        TableRef table = at.alteredTable();
        TypeCost cost = TypeCost.of(table, action, at);
        return new TypeChange(
                table, action, ColumnActions.column(at, table, action.column()), cost.kind(), cost.built());
    }

    /** The old type, when the history tells. */
    Optional<String> from() {
        return before.map(Column::type);
    }

    String to() {
        return action.newType();
    }

    /** Whether it says what is there already. */
    boolean isNone() {
        return from().filter(to()::equals).isPresent()
                && before.filter(column -> TypeCost.hasOtherCollation(column, action))
                        .isEmpty()
                && cost != TypeCost.Kind.REWRITE;
    }

    /** Checks on the column that have been proved, and are proved once more. */
    Stream<Constraint> checks(Situation at) {
        return at.table(table).stream()
                .flatMap(found -> found.constraints().stream())
                .filter(constraint -> constraint.kind() == Constraint.Kind.CHECK && constraint.validated())
                .filter(constraint -> constraint.columns().contains(action.column()));
    }

    /** Placed on the action. */
    Report placed(Report report, Situation at) {
        return report.about(table.column(action.column()).toString())
                .at(ColumnActions.place(at, "ALTER", action.column()));
    }
}
