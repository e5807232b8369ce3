package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Rollback;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cells of both matrices, as reasoning states them; the rollbacks' follow from the boundaries alone. */
public final class RollbackCells {
    private RollbackCells() {}

    /** A cell for each boundary. */
    public static List<Cell> of(List<Boundary> boundaries) {
        List<Cell> cells = new ArrayList<>();
        for (Boundary boundary : boundaries) {
            for (Rollback rollback : List.of(boundary.retreat(), boundary.abandon())) {
                String column = rollback.kind() == Rollback.Kind.RETREAT ? "retreat" : "abandon";
                cells.add(reasoned(
                        boundary,
                        column,
                        rollback.impossibleBecause().isPresent() ? Cell.Result.FAILS : Cell.Result.SURVIVES,
                        rollback.impossibleBecause().orElse("loss: " + rollback.loss())));
            }
        }
        return cells;
    }

    /** A cell that a rehearsal has yet to prove. */
    public static Cell reasoned(Boundary boundary, String column, Cell.Result result, String evidence) {
        return new Cell(boundary.id(), column, result, false, evidence, Optional.empty());
    }
}
