package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SchemaDelta;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SqlUnit.Route;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Flags an abandon, or a step's undo, whose statements do not give back the schema that the forward statements found. */
public final class PlanRollbackRestores implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-rollback-restores",
            Severity.ERROR,
            Hazard.NO_WAY_BACK,
            "A way back does not give back the earlier schema");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.steps().forEach(step -> checkUndo(plan, step, facts, findings));
        plan.boundaries().forEach(boundary -> checkAbandon(plan, boundary, facts, findings));
        for (Boundary boundary : plan.boundaries()) {
            checkFunctions(boundary, Route.RETREAT, facts, findings);
            checkFunctions(boundary, Route.ABANDON, facts, findings);
        }
        return findings;
    }

    private static void checkUndo(Plan plan, PlacedStep step, PlanFacts facts, List<Finding> findings) {
        List<SqlUnit> undo = facts.units().stream()
                .filter(unit -> unit.route() == Route.UNDO && unit.order() == step.order())
                .toList();
        if (!(step.step().undo() instanceof Undo.BySql)) {
            return;
        }
        SchemaDelta delta = new SchemaDelta(facts::createsObject);
        facts.forward().filter(unit -> unit.order() == step.order()).forEach(delta::apply);
        undo.forEach(delta::apply);
        report(
                step.where() + "/undo",
                "the undo of `" + step.step().id() + "`",
                left(delta, new OldDefault(plan, facts, undo)),
                delta.removed(),
                findings);
        checkFunctions(step.where() + "/undo", step.order(), facts, undo, findings);
        new RestoredRoutines(facts.forward()
                        .filter(unit -> unit.order() < step.order())
                        .toList())
                .others(undo)
                .forEach(name -> findings.add(INFO.finding(
                        step.where() + "/undo",
                        "another " + name,
                        "the undo of `" + step.step().id() + "` gives function `" + name
                                + "` another body than the one that it had before",
                        "give `" + name + "` the body of the step that made it first")));
    }

    private static void checkAbandon(Plan plan, Boundary boundary, PlanFacts facts, List<Finding> findings) {
        Optional<PlacedStep> after = facts.findStep(boundary.afterStep());
        if (after.isEmpty() || boundary.abandon().impossibleBecause().isPresent()) {
            return;
        }
        Set<String> made = facts.rollback(boundary, Route.ABANDON)
                .flatMap(unit -> SchemaDelta.everAddedBy(unit).stream())
                .collect(Collectors.toSet());
        SchemaDelta delta =
                new SchemaDelta(facts::createsObject, name -> facts.createsObject(name) || made.contains(name));
        facts.forward().filter(unit -> unit.order() <= after.get().order()).forEach(delta::apply);
        facts.rollback(boundary, Route.ABANDON).forEach(delta::apply);
        report(
                PlanFacts.where(boundary, Route.ABANDON),
                "the abandon of `" + boundary.id() + "`",
                left(
                        delta,
                        new OldDefault(
                                plan,
                                facts,
                                facts.rollback(boundary, Route.ABANDON).toList())),
                delta.removed(),
                findings);
    }

    /** The server refuses to drop a function while a trigger calls it, so such a way back stops half-way. */
    private static void checkFunctions(Boundary boundary, Route route, PlanFacts facts, List<Finding> findings) {
        facts.findStep(boundary.afterStep())
                .ifPresent(after -> checkFunctions(
                        PlanFacts.where(boundary, route),
                        after.order(),
                        facts,
                        facts.rollback(boundary, route).toList(),
                        findings));
    }

    private static void checkFunctions(
            String where, int after, PlanFacts facts, List<SqlUnit> back, List<Finding> findings) {
        HeldFunctions held = new HeldFunctions();
        facts.forward().filter(unit -> unit.order() <= after).forEach(held::apply);
        List<String> onTheWayHere = held.refused();
        back.forEach(held::apply);
        held.refused().stream()
                .filter(words -> !onTheWayHere.contains(words))
                .forEach(words -> findings.add(INFO.finding(
                        where,
                        words,
                        "`" + where + "` " + words + ", so the server refuses it",
                        "drop the trigger before its function")));
    }

    private static List<SchemaDelta.Item> left(SchemaDelta delta, OldDefault old) {
        return delta.added().stream()
                .filter(item -> !(item.kind().equals("default of") && old.isGivenBack()))
                .toList();
    }

    private static void report(
            String where,
            String what,
            List<SchemaDelta.Item> added,
            List<SchemaDelta.Item> removed,
            List<Finding> findings) {
        if (!added.isEmpty()) {
            findings.add(INFO.finding(
                    where,
                    "leaves " + words(added),
                    what + " leaves " + words(added) + " behind",
                    "drop " + words(added) + " in it"));
        }
        if (!removed.isEmpty()) {
            findings.add(INFO.finding(
                    where,
                    "misses " + words(removed),
                    what + " does not bring back " + words(removed),
                    "restore " + words(removed) + " in it, or say in `impossibleBecause` why it cannot come back"));
        }
    }

    private static String words(List<SchemaDelta.Item> items) {
        return items.stream().map(SchemaDelta.Item::words).collect(Collectors.joining(", "));
    }
}
