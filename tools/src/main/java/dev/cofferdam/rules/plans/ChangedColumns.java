package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.EnumChange;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SchemaDelta;
import dev.cofferdam.rules.facts.SqlUnit;
import java.util.List;

/** The columns that a change is about, which its statements may touch. */
record ChangedColumns(Change change) {

    /** The column of today, or the one that the change makes. */
    boolean covers(ColumnRef column) {
        boolean besideColumns = change instanceof ConstraintChange || change instanceof EnumChange;
        return !besideColumns && (isOf(column, change.columns()) || isOf(column, made()));
    }

    /** The columns that are there afterwards in place of those of today, or beside them. */
    List<ColumnRef> made() {
        if (change instanceof ColumnChange.AddColumn add) {
            return List.of(add.column());
        }
        if (change instanceof ColumnChange.RenameColumn rename) {
            return List.of(rename.renamed());
        }
        return change instanceof ColumnChange.ChangeType type ? List.of(WantedEnd.end(type)) : List.of();
    }

    /** What the columns of today are called when the unit runs. */
    List<ColumnRef> namesAt(SqlUnit unit, PlanFacts facts) {
        return change.columns().stream()
                .map(column -> facts.nameAt(column, unit))
                .toList();
    }

    static boolean isOf(ColumnRef column, List<ColumnRef> columns) {
        return columns.stream().anyMatch(other -> SchemaDelta.isSameColumn(other, column));
    }
}
