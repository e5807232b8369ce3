package dev.cofferdam.playbook;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.Rollback;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
            cells.add(cell(
                    boundary,
                    "v0",
                    refuses ? Cell.Result.FAILS : Cell.Result.SURVIVES,
                    refuses
                            ? "reads, but gets " + demand.error() + " whenever it does not keep to the demand"
                            : boundary.phase() == PhaseKind.CONTRACT
                                    ? whyUnharmed()
                                    : "the database demands nothing new yet"));
            if (deploys) {
                cells.add(cell(boundary, "v1", Cell.Result.SURVIVES, demand.codeDoes()));
            }
        }
        return cells;
    }

    private String whyUnharmed() {
        return demand.isMadeAlready()
                ? "the database refuses what it refused before"
                : "no place was found that writes it";
    }

    List<Cell> rollbacks(List<Boundary> boundaries) {
        List<Cell> cells = new ArrayList<>();
        for (Boundary boundary : boundaries) {
            for (Rollback rollback : List.of(boundary.retreat(), boundary.abandon())) {
                cells.add(cell(
                        boundary,
                        rollback.kind() == Rollback.Kind.RETREAT ? "retreat" : "abandon",
                        rollback.impossibleBecause().isPresent() ? Cell.Result.FAILS : Cell.Result.SURVIVES,
                        rollback.impossibleBecause().orElse("loss: " + rollback.loss())));
            }
        }
        return cells;
    }

    private static Cell cell(Boundary boundary, String column, Cell.Result result, String evidence) {
        return new Cell(boundary.id(), column, result, false, evidence, Optional.<Probe.Origin>empty());
    }
}
