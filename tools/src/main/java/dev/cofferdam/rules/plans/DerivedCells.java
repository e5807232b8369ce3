package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.AlterAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Cells of both matrices that no rehearsal has filled: what they say must follow from the plan's own steps and ways back. */
record DerivedCells(RuleInfo rule, Plan plan, PlanFacts facts) {

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Boundary boundary : plan.boundaries()) {
            reasoned(plan.compatibility(), boundary).forEach(cell -> version(boundary, cell)
                    .ifPresent(why -> findings.add(contradicted("compatibility", cell, why))));
            reasoned(plan.rollbacks(), boundary).forEach(cell -> way(boundary, cell)
                    .ifPresent(why -> findings.add(contradicted("rollbacks", cell, why))));
        }
        return findings;
    }

    private static Stream<Cell> reasoned(List<Cell> cells, Boundary boundary) {
        return cells.stream().filter(cell -> !cell.proved() && cell.boundary().equals(boundary.id()));
    }

    private Finding contradicted(String matrix, Cell cell, String why) {
        return rule.finding(
                matrix + "/" + cell.boundary() + "/" + cell.column(),
                "result",
                "the cell says " + cell.result().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", but " + why,
                "let the cell say what the plan's own steps come to");
    }

    /** The way back as its boundary describes it. */
    private static Optional<String> way(Boundary boundary, Cell cell) {
        Rollback way = cell.column().equals("retreat") ? boundary.retreat() : boundary.abandon();
        boolean goes = cell.result() == Cell.Result.SURVIVES || cell.result() == Cell.Result.LOSES_DATA;
        if (goes && way.impossibleBecause().isPresent()) {
            return Optional.of("the boundary says that there is no such way: "
                    + way.impossibleBecause().get());
        }
        if (cell.result() == Cell.Result.FAILS && way.impossibleBecause().isEmpty()) {
            return Optional.of("the boundary describes such a way");
        }
        boolean losesMore =
                cell.evidence().startsWith("loss: nothing") && !way.loss().startsWith("nothing");
        return losesMore ? Optional.of("the boundary states a loss: " + way.loss()) : Optional.empty();
    }

    private Optional<String> version(Boundary boundary, Cell cell) {
        Optional<PlacedStep> last = facts.findStep(boundary.afterStep());
        if (last.isEmpty() || !cell.column().matches("v\\d{1,6}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(cell.column().substring(1));
        if (cell.result() == Cell.Result.FAILS) {
            return last.get().step().conduct().mayRun().stream()
                    .filter(version -> version.number() == number)
                    .findFirst()
                    .map(version -> "`" + version + "` may run during `" + boundary.afterStep() + "`");
        }
        return cell.result() == Cell.Result.SURVIVES ? broken(number, last.get()) : Optional.empty();
    }

    /** A version that reads what is not filled yet, or names what is gone. */
    private Optional<String> broken(int number, PlacedStep last) {
        List<AppVersion> moved = facts.movedVersions();
        if (!(plan.sync() instanceof Sync.ByTrigger sync) || moved.isEmpty()) {
            return Optional.empty();
        }
        boolean old = moved.stream().allMatch(version -> number < version.number());
        boolean fresh = moved.stream().allMatch(version -> number >= version.number());
        if (fresh
                && facts.lastBackfill()
                        .filter(fill -> fill.order() > last.order())
                        .isPresent()) {
            return Optional.of("`" + sync.newColumn() + "` is not filled yet");
        }
        return old && isGone(sync.oldColumn(), last)
                ? Optional.of("`" + sync.oldColumn() + "` is gone")
                : Optional.empty();
    }

    private boolean isGone(ColumnRef column, PlacedStep last) {
        return !facts.isNamedByPlan(column)
                && facts.forward()
                        .filter(unit -> unit.order() <= last.order())
                        .flatMap(unit -> unit.actions(AlterAction.DropColumn.class))
                        .anyMatch(drop -> drop.table().isSameTable(column.table())
                                && StoredName.means(drop.action().column(), column.column()));
    }
}
