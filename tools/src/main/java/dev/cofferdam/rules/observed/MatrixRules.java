package dev.cofferdam.rules.observed;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Midway;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The two rules that hold a matrix, as it was played, against the one that the plan states. */
final class MatrixRules {
    static final RuleInfo VERSIONS = new RuleInfo(
            "rehearsal-version-fails",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "An app version does not work where the plan says that it does");

    static final RuleInfo ROLLBACK = new RuleInfo(
            "rehearsal-rollback-fails",
            Severity.ERROR,
            Hazard.NO_WAY_BACK,
            "A way back failed, or lost data, where the plan says that it does not");

    private MatrixRules() {}

    static List<Finding> findings(Plan plan, Rehearsed seen) {
        List<Finding> findings = new ArrayList<>();
        matrix(VERSIONS, plan.compatibility(), seen.compatibility(), findings);
        matrix(ROLLBACK, plan.rollbacks(), seen.rollbacks(), findings);
        seen.rollbacks().forEach(cell -> midway(plan, cell).ifPresent(findings::add));
        return findings;
    }

    /** A version that runs is restarted and scaled out while the plan rests. */
    static Finding start(String where, Observation one) {
        boolean mapping = one.value().equals("mapping");
        return VERSIONS.finding(
                where,
                one.subject() + " starting, " + one.value(),
                one.subject() + " may have to start at `" + where + "`, and it does not: " + one.evidence(),
                mapping
                        ? "switch the validation off (`spring.jpa.hibernate.ddl-auto=none`) in a release before this plan, or choose a form that keeps the mapped column until "
                                + one.subject() + " is gone"
                        : "let Flyway ignore `*:future` in a release before this plan");
    }

    private static void matrix(RuleInfo rule, List<Cell> stated, List<Cell> seen, List<Finding> findings) {
        for (Cell cell : stated) {
            seen.stream()
                    .filter(one -> one.boundary().equals(cell.boundary())
                            && one.column().equals(cell.column()))
                    .filter(one -> isWorse(cell.result(), one.result()))
                    .findFirst()
                    .ifPresent(
                            one -> findings.add(
                                    rule.finding(
                                            cell.boundary(),
                                            cell.column(),
                                            cell.column() + " at `" + cell.boundary() + "` " + words(one.result())
                                                    + ", and the plan says that it " + words(cell.result()) + ": "
                                                    + one.evidence(),
                                            "mend the step before the boundary, or the way back from it; or say in the plan what happens")));
        }
    }

    /** From inside a phase the plan promises no less than from the boundary before it, and in the first phase that nothing is lost. */
    private static Optional<Finding> midway(Plan plan, Cell seen) {
        return Midway.find(plan, seen.boundary())
                .filter(midway -> isWorse(promised(plan, midway, seen.column()), seen.result()))
                .filter(midway -> plan.rollbacks().stream()
                        .noneMatch(cell -> cell.boundary().equals(seen.boundary())
                                && cell.column().equals(seen.column())))
                .map(
                        midway -> ROLLBACK.finding(
                                seen.boundary(),
                                seen.column(),
                                "from inside the phase, `" + seen.boundary() + "`, " + seen.column() + " "
                                        + words(seen.result()) + ": " + seen.evidence(),
                                "mend what undoes the steps of this phase, or put a boundary with a way back of its own there"));
    }

    private static Cell.Result promised(Plan plan, Midway midway, String column) {
        return plan.rollbacks().stream()
                .filter(cell -> midway.before()
                                .filter(before -> before.id().equals(cell.boundary()))
                                .isPresent()
                        && cell.column().equals(column))
                .map(Cell::result)
                .findFirst()
                .orElse(Cell.Result.SURVIVES);
    }

    private static boolean isWorse(Cell.Result stated, Cell.Result seen) {
        return switch (stated) {
            case SURVIVES -> seen == Cell.Result.LOSES_DATA || seen == Cell.Result.FAILS;
            case LOSES_DATA -> seen == Cell.Result.FAILS;
            case FAILS, NOT_APPLICABLE, COULD_NOT_DECIDE -> false;
        };
    }

    private static String words(Cell.Result result) {
        return switch (result) {
            case SURVIVES -> "survives";
            case LOSES_DATA -> "loses data";
            case FAILS -> "fails";
            case NOT_APPLICABLE -> "does not apply";
            case COULD_NOT_DECIDE -> "could not be decided";
        };
    }
}
