package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.rules.facts.Destruction;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Flags a plan that loses data before, or without, its one announced and attested point of no return. */
public final class PlanPointOfNoReturn implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-point-of-no-return",
            Severity.ERROR,
            Hazard.LOSES_DATA,
            "Data is lost before or without the one announced point of no return");
    private static final Pattern VOUCHES = Pattern.compile(
            "\\b(backups?|back-ups?|restor\\w+|snapshots?|point[- ]in[- ]time|approv\\w+|agree\\w*|sign\\w*)\\b",
            Pattern.CASE_INSENSITIVE);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        List<PlacedStep> points = facts.steps().stream()
                .filter(step -> step.step().undo() instanceof Undo.PointOfNoReturn)
                .toList();
        points.stream()
                .skip(1)
                .forEach(point -> findings.add(INFO.finding(
                        point.where(),
                        "second",
                        "`" + point.step().id() + "` is a second point of no return; the first is `"
                                + points.get(0).step().id() + "`",
                        "put what loses data into one step at the end of contract, or give `"
                                + point.step().id() + "` an undo")));
        points.stream().limit(1).forEach(point -> checkPoint(point, facts, findings));
        int first = points.isEmpty() ? Integer.MAX_VALUE : points.get(0).order();
        facts.forward().filter(unit -> unit.order() < first).forEach(unit -> Destruction.of(unit, facts).stream()
                .filter(destruction -> destruction.kind() == Destruction.Kind.LOSES_DATA)
                .forEach(destruction -> findings.add(INFO.finding(
                        unit.where(),
                        destruction.what(),
                        "`" + unit.step().id() + "` " + destruction.what()
                                + (points.isEmpty()
                                        ? ", and the plan says that it has no point of no return"
                                        : ", before the point of no return `"
                                                + points.get(0).step().id() + "`"),
                        "make `" + unit.step().id() + "` the point of no return, at the end of contract"))));
        return findings;
    }

    private static void checkPoint(PlacedStep point, PlanFacts facts, List<Finding> findings) {
        Undo.PointOfNoReturn undo = (Undo.PointOfNoReturn) point.step().undo();
        if (undo.reason().isBlank() || undo.lost().isBlank()) {
            findings.add(INFO.finding(
                    point.where(),
                    "unsaid",
                    "point of no return `" + point.step().id()
                            + "` does not say why there is no way back and what is lost",
                    "fill in `reason` and `lost`"));
        }
        int lastDeploy = facts.steps().stream()
                .filter(step -> step.order() < point.order() && step.step() instanceof Step.Deploy)
                .mapToInt(PlacedStep::order)
                .max()
                .orElse(-1);
        boolean attested = facts.gatesBetween(lastDeploy, point.order())
                .anyMatch(gate -> gate instanceof Gate.Attestation attestation
                        && !attestation.by().isBlank()
                        && VOUCHES.matcher(attestation.statement()).find());
        if (!attested) {
            findings.add(INFO.finding(
                    point.where(),
                    "unattested",
                    "nobody vouches for a backup or approves before the point of no return `"
                            + point.step().id() + "` (lost after it: "
                            + (undo.lost().isBlank() ? "not said" : undo.lost()) + ")",
                    "add an attestation gate before `" + point.step().id()
                            + "`: a named role confirms that a backup was taken and restored on trial"));
        }
    }
}
