package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SyncDirections;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flags a mapping that is not the one which the trigger and the backfill use, and values that a way back loses and does not mention. */
public final class DualwriteReverseMapping implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "dualwrite-reverse-mapping",
            Severity.ERROR,
            Hazard.LOSES_WRITES,
            "The values of old and new place are not mapped as the plan says");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        if (!(plan.sync() instanceof Sync.ByTrigger sync)) {
            return List.of();
        }
        Check check = new Check(plan, sync, facts, new ArrayList<>());
        if (sync.directions().values().stream().anyMatch(SyncDirections::fillsNew)) {
            check.assigned(sync.newColumn(), sync.mapping().up(), sync.oldColumn());
        }
        if (sync.directions().values().stream().anyMatch(SyncDirections::fillsOld)) {
            check.assigned(sync.oldColumn(), sync.mapping().down(), sync.newColumn());
        }
        check.filled();
        plan.boundaries().forEach(check::told);
        return check.findings();
    }

    private record Check(Plan plan, Sync.ByTrigger sync, PlanFacts facts, List<Finding> findings) {

        /** Some assignment of the function gives the column just what the mapping says. */
        void assigned(ColumnRef target, String mapping, ColumnRef source) {
            boolean namesSource = PlainSql.tokens(mapping).contains(written(source));
            boolean done = facts.forward().anyMatch(unit -> unit.facts(Statement.CreateRoutine.class)
                    .filter(routine -> routine.name().name().equals(StoredName.unqualified(sync.function())))
                    .anyMatch(routine -> ofTheRow(routine.body()).contains(assignment(target, mapping, unit))));
            boolean keeps = !(plan.change() instanceof ColumnChange.RenameColumn)
                    || PlainSql.of(mapping).equals(written(source));
            if (!namesSource || !done || !keeps) {
                report(
                        "sync",
                        "mapping of " + target.column(),
                        "the mapping says that `" + target + "` is `" + mapping + "`, "
                                + (!namesSource
                                        ? "which does not follow from `" + source + "`"
                                        : !done
                                                ? "and no assignment of `" + sync.function() + "` does that"
                                                : "and a new name does not change the values of `" + source + "`"),
                        "let mapping and function say the same; what cannot be mapped back belongs among the lossy pairs");
            }
        }

        /** As the body writes it under the names that the columns bear there: a plan may rename both before it turns the sync. */
        private String assignment(ColumnRef target, String mapping, SqlUnit unit) {
            String value = PlainSql.tokens(mapping).stream()
                    .map(token -> Stream.of(sync.oldColumn(), sync.newColumn())
                            .filter(column -> written(column).equals(token))
                            .findFirst()
                            .map(column -> written(facts.nameAfter(column, unit)))
                            .orElse(token))
                    .collect(Collectors.joining(" "));
            return written(facts.nameAfter(target, unit)) + " := " + value;
        }

        private static String written(ColumnRef column) {
            return PlainSql.of(Identifiers.quoteIfNeeded(column.column()));
        }

        /** The body as it reads without {@code NEW.}, as mappings are written. */
        private static String ofTheRow(String body) {
            return PlainSql.of(body).replace("new . ", "");
        }

        /** Rows that the backfill fills and rows that the trigger fills have to get the same values. */
        void filled() {
            facts.steps().forEach(placed -> {
                if (placed.step() instanceof Step.Backfill backfill) {
                    String wanted = PlainSql.of(
                            Identifiers.quoteIfNeeded(sync.newColumn().column()) + " = "
                                    + sync.mapping().up());
                    if (!PlainSql.of(backfill.set()).equals(wanted)) {
                        report(
                                placed.where(),
                                "set",
                                "`" + placed.where() + "` sets `" + backfill.set() + "`, and the sync maps `"
                                        + sync.newColumn() + "` to `"
                                        + sync.mapping().up()
                                        + "`; rows of before and of now hold different values",
                                "fill with the expression of the mapping");
                    }
                }
            });
        }

        /** Lossy pairs and a way back from newer code that loses nothing contradict each other. */
        void told(Boundary boundary) {
            boolean newer = facts.steps().stream()
                            .takeWhile(placed -> !placed.step().id().equals(boundary.afterStep()))
                            .anyMatch(placed -> placed.step() instanceof Step.Deploy)
                    || boundary.phase().compareTo(PhaseKind.CUTOVER) >= 0;
            Rollback abandon = boundary.abandon();
            boolean nothing = abandon.loss().strip().toLowerCase(Locale.ROOT).matches("nothing\\.?");
            if (newer
                    && nothing
                    && abandon.impossibleBecause().isEmpty()
                    && !sync.mapping().lossy().isEmpty()) {
                report(
                        boundary.id() + "/abandon",
                        "loss",
                        "the abandon of `" + boundary.id() + "` says that nothing is lost, and the mapping is lossy: "
                                + sync.mapping().lossy().get(0),
                        "say which values the way back loses");
            }
        }

        private void report(String where, String subject, String what, String remedy) {
            findings.add(INFO.finding(where, subject, what, remedy));
        }
    }
}
