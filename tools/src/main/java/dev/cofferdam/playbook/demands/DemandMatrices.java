package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.playbook.parts.RollbackCells;
import java.util.ArrayList;
import java.util.List;

/** What is expected of every app version and every way back at each boundary of a demand: reasoning, which a rehearsal has yet to prove. */
final class DemandMatrices {
    private final Demand demand;
    private final boolean deploys;

    DemandMatrices(Demand demand, boolean deploys) {
        this.demand = demand;
        this.deploys = deploys;
    }

    List<Cell> compatibility(List<Boundary> boundaries) {
        List<Cell> cells = new ArrayList<>();
        for (Boundary boundary : boundaries) {
            boolean refuses = boundary.phase() == PhaseKind.CONTRACT && deploys;
            cells.add(RollbackCells.reasoned(
                    boundary,
                    "v0",
                    refuses ? Cell.Result.FAILS : Cell.Result.SURVIVES,
                    refuses
                            ? "reads, but gets " + demand.error() + " whenever it does not keep to the demand"
                            : boundary.phase() == PhaseKind.CONTRACT
                                    ? whyUnharmed()
                                    : "the database demands nothing new yet"));
            if (deploys) {
                cells.add(RollbackCells.reasoned(boundary, "v1", Cell.Result.SURVIVES, demand.codeDoes()));
            }
        }
        return cells;
    }

    private String whyUnharmed() {
        return demand.isMadeAlready()
                ? "the database refuses what it refused before"
                : "no place was found that writes it";
    }
}
