package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SqlUnit.Route;
import dev.cofferdam.rules.facts.TouchedObjects;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Flags numbers, objects and places that no tool reported: whoever wrote them made them up, or changed the ledger. */
public final class PlanGrounded implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-grounded", Severity.ERROR, Hazard.UNGROUNDED, "A number, object or place rests on no intact fact");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        Check check = new Check(plan, facts, new ArrayList<>());
        check.ledger();
        check.steps();
        check.tables();
        plan.edits().forEach(check::edit);
        plan.usages().stream().filter(Usage::needsEdit).forEach(check::usage);
        plan.estimate().ifPresent(check::estimate);
        check.findings().addAll(new DerivedParts(INFO, plan, facts).findings());
        return check.findings();
    }

    private record Check(Plan plan, PlanFacts facts, List<Finding> findings) {

        void ledger() {
            Set<String> ids = new HashSet<>();
            for (Fact fact : plan.facts()) {
                if (!ids.add(fact.id())) {
                    report(
                            "facts/" + fact.id(),
                            "twice",
                            "two facts are called `" + fact.id() + "`",
                            "keep the ledger as the tools wrote it");
                }
                if (!fact.isIntact()) {
                    report(
                            "facts/" + fact.id(),
                            "digest",
                            "fact `" + fact.id() + "` (" + fact.tool()
                                    + ") was changed after the tool wrote it: its digest is not that of its content",
                            "run " + fact.tool() + " again and cite what it says now");
                }
            }
        }

        void steps() {
            for (PlacedStep placed : facts.steps()) {
                cites(
                        placed.where(),
                        "step `" + placed.step().id() + "`",
                        placed.step().conduct().cites(),
                        true);
            }
            plan.boundaries().forEach(boundary -> {
                boundary.retreat()
                        .steps()
                        .forEach(step -> rollbackStep(PlanFacts.where(boundary, Route.RETREAT, step), step));
                boundary.abandon()
                        .steps()
                        .forEach(step -> rollbackStep(PlanFacts.where(boundary, Route.ABANDON, step), step));
            });
        }

        private void rollbackStep(String where, Step step) {
            boolean namesObjects = step instanceof Step.Sql || step instanceof Step.Backfill;
            cites(where, "step `" + step.id() + "`", step.conduct().cites(), namesObjects);
        }

        private void cites(String where, String who, List<String> cites, boolean required) {
            if (cites.isEmpty() && required) {
                report(
                        where,
                        "cites nothing",
                        who + " cites no fact",
                        "cite the facts that named its objects and numbers: " + ledgerIds());
            }
            cites.stream()
                    .filter(id -> plan.findFact(id).isEmpty())
                    .forEach(id -> report(
                            where,
                            "cites " + id,
                            who + " cites fact `" + id + "`, which is not in the ledger",
                            "cite one of " + ledgerIds()));
        }

        private String ledgerIds() {
            return plan.facts().isEmpty()
                    ? "none are there yet, so call a tool first"
                    : String.join(
                            ", ", plan.facts().stream().map(Fact::id).distinct().toList());
        }

        /** Tables and columns of SQL, forward and back, must be the plan's own or be named by a fact that the step cites. */
        void tables() {
            Set<String> reported = new HashSet<>();
            for (SqlUnit unit : facts.units()) {
                if (unit.step().conduct().cites().isEmpty()) {
                    continue; // Said once already, for the step as a whole.
                }
                List<Fact> cited = facts.intactFacts(unit.step().conduct().cites());
                for (TableRef table : TouchedObjects.tables(unit)) {
                    if (!facts.isOwn(unit, table)
                            && !TouchedObjects.isCatalog(table)
                            && !names(cited, table)
                            && reported.add(unit.where() + table)) {
                        report(
                                unit.where(),
                                "table " + table,
                                "`" + unit.where() + "` touches table `" + table
                                        + "`, which none of the facts it cites names",
                                "call describe_schema for `" + table + "` and cite its fact, or correct the name");
                    }
                }
                for (ColumnRef column : TouchedObjects.alteredColumns(unit)) {
                    if (!facts.isCreatedByPlan(column)
                            && !facts.isNamedByPlan(column)
                            && names(cited, column.table())
                            && !names(cited, column)
                            && reported.add(unit.where() + column)) {
                        report(
                                unit.where(),
                                "column " + column,
                                "`" + unit.where() + "` alters column `" + column
                                        + "`, which none of the facts it cites names",
                                "call describe_schema for `" + column.table()
                                        + "` and cite its fact, or correct the name");
                    }
                }
            }
        }

        void edit(Edit edit) {
            String where = "edits/" + edit.id();
            cites(where, "edit `" + edit.id() + "`", edit.cites(), true);
            String file = edit.place().file();
            boolean named = facts.intactFacts(edit.cites()).stream()
                    .flatMap(fact -> fact.names().stream())
                    .anyMatch(name -> name.equals(file) || name.startsWith(file + ":"));
            if (!edit.cites().isEmpty() && !named) {
                report(
                        where,
                        "place",
                        "edit `" + edit.id() + "` is at " + edit.place()
                                + ", a file that none of the facts it cites names",
                        "cite the find_usages fact that names " + edit.place());
            }
        }

        void usage(Usage usage) {
            boolean named = plan.facts().stream().filter(Fact::isIntact).anyMatch(fact -> fact.names()
                    .contains(usage.place().toString()));
            if (!named) {
                report(
                        "usages/" + usage.id(),
                        "place",
                        "usage `" + usage.id() + "` is at " + usage.place() + ", a place that no fact names",
                        "run find_usages for `" + usage.column() + "` and keep what it lists");
            }
        }

        void estimate(Estimate estimate) {
            cites("estimate", "the estimate", estimate.cites(), true);
            number(estimate, "rows", estimate.rows(), true);
            number(estimate, "batches", estimate.batches(), false);
            number(estimate, "walBytes", estimate.walBytes(), false);
            boolean fills = plan.findStep(estimate.step())
                    .filter(Step.Backfill.class::isInstance)
                    .isPresent();
            if (!fills) {
                report(
                        "estimate",
                        "step",
                        "the estimate is for step `" + estimate.step() + "`, which is no backfill of this plan",
                        "name the backfill that it is for");
            }
        }

        /** Row counts must be reported by a tool; derived numbers must agree with the tool when it reported them. */
        private void number(Estimate estimate, String name, long value, boolean required) {
            List<String> reported = facts.intactFacts(estimate.cites()).stream()
                    .flatMap(fact ->
                            java.util.stream.Stream.ofNullable(fact.values().get(name)))
                    .distinct()
                    .toList();
            boolean agrees = reported.contains(Long.toString(value));
            if (!agrees
                    && (required || !reported.isEmpty())
                    && !estimate.cites().isEmpty()) {
                report(
                        "estimate",
                        name,
                        "the estimate says " + value + " " + name + ", and the facts it cites say "
                                + (reported.isEmpty() ? "nothing of them" : String.join(", ", reported)),
                        "cite the count_rows or estimate_backfill fact that reported the number, and use its number");
            }
        }

        private static boolean names(List<Fact> cited, TableRef table) {
            String plain = plain(table.toString());
            return cited.stream()
                    .flatMap(fact -> fact.names().stream())
                    .map(PlanGrounded::plain)
                    .anyMatch(name -> name.equals(plain) || name.startsWith(plain + "."));
        }

        private static boolean names(List<Fact> cited, ColumnRef column) {
            return cited.stream()
                    .flatMap(fact -> fact.names().stream())
                    .map(PlanGrounded::plain)
                    .anyMatch(plain(column.toString())::equals);
        }

        private void report(String where, String subject, String what, String remedy) {
            findings.add(INFO.finding(where, subject, what, remedy));
        }
    }

    /** {@code public.owners} and {@code owners} are one table. */
    private static String plain(String name) {
        return name.startsWith("public.") ? name.substring("public.".length()) : name;
    }
}
