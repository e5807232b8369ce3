package dev.cofferdam.playbook.types;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.playbook.parts.TypePair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is expected of each version at each boundary while a column changes its type under its own name. */
final class TypeMatrices {
    private final TypePair types;

    TypeMatrices(TypePair types) {
        this.types = types;
    }

    /** The catalogs change first, and both versions work on what comes out. */
    List<Cell> ofWidening(List<Boundary> boundaries) {
        return cells(boundaries, PhaseKind.EXPAND);
    }

    /** The column that both versions name has the new type from the swap on. */
    List<Cell> ofSwap(List<Boundary> boundaries) {
        return cells(boundaries, PhaseKind.CUTOVER);
    }

    private List<Cell> cells(List<Boundary> boundaries, PhaseKind newTypeFrom) {
        List<Cell> cells = new ArrayList<>();
        for (Boundary boundary : boundaries) {
            boolean newType = boundary.phase().compareTo(newTypeFrom) >= 0;
            cells.add(cell(
                    boundary,
                    "v0",
                    Cell.Result.SURVIVES,
                    newType
                            ? "its statements work on " + types.to() + " too, as long as it meets no value that "
                                    + types.from() + " cannot hold"
                            : "finds its column as it was"));
            cells.add(cell(
                    boundary,
                    "v1",
                    newType ? Cell.Result.SURVIVES : Cell.Result.FAILS,
                    newType
                            ? "finds the column with the type that it was built for"
                            : "its values may be too large for " + types.from() + "; it may not run here"));
        }
        return cells;
    }

    private static Cell cell(Boundary boundary, String version, Cell.Result result, String evidence) {
        return new Cell(boundary.id(), version, result, false, evidence, Optional.empty());
    }
}
