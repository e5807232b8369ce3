package dev.cofferdam.playbook.renames;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.playbook.parts.RollbackCells;
import java.util.ArrayList;
import java.util.List;

/** What is expected of every app version and every way back at each boundary: reasoning, which a rehearsal has yet to prove. */
final class RenameMatrices {
    private final ColumnChange.RenameColumn change;

    RenameMatrices(ColumnChange.RenameColumn change) {
        this.change = change;
    }

    List<Cell> compatibility(List<Boundary> boundaries) {
        List<Cell> cells = new ArrayList<>();
        for (Boundary boundary : boundaries) {
            boolean filled = boundary.phase().compareTo(PhaseKind.BACKFILL) >= 0;
            boolean oldGone = boundary.id().equals(RenameWaysBack.AFTER_CONTRACT);
            boolean guarded = boundary.id().equals(RenameWaysBack.AFTER_GUARD);
            cells.add(cell(boundary, "v0", oldVersion(oldGone, guarded), oldVersionWhy(oldGone, guarded)));
            cells.add(cell(boundary, "v1", filled ? Cell.Result.SURVIVES : Cell.Result.FAILS, newVersionWhy(filled)));
        }
        return cells;
    }

    private static Cell.Result oldVersion(boolean oldGone, boolean guarded) {
        return oldGone || guarded ? Cell.Result.FAILS : Cell.Result.SURVIVES;
    }

    private String oldVersionWhy(boolean oldGone, boolean guarded) {
        if (oldGone) {
            return "names " + change.column() + ", which is gone";
        }
        return guarded
                ? "reads, but the guard refuses its writes; the retreat lifts the guard first"
                : "finds its column, filled by its own writes and, through the trigger, by those of v1";
    }

    private String newVersionWhy(boolean filled) {
        return filled
                ? "finds " + change.newName() + " filled and kept up to date"
                : "would read empty values from rows that are not yet filled; it may not run here";
    }

    private static Cell cell(Boundary boundary, String column, Cell.Result result, String evidence) {
        return RollbackCells.reasoned(boundary, column, result, evidence);
    }
}
