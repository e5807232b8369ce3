package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Flags a place in code that will break because no edit settles it, and edits that no deploy carries. */
public final class PlanUsagesSettled implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-usages-settled",
            Severity.ERROR,
            Hazard.BREAKS_NEW_CODE,
            "A usage is settled by no edit, or an edit is in no deploy");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        Set<String> settled =
                plan.edits().stream().flatMap(edit -> edit.settles().stream()).collect(Collectors.toSet());
        plan.usages().stream()
                .filter(usage -> plan.change().needsEdit(usage)
                        && !settled.contains(usage.id())
                        && !isCovered(usage, plan, settled))
                .forEach(usage -> findings.add(unsettled(usage)));
        Set<String> known = plan.usages().stream().map(Usage::id).collect(Collectors.toSet());
        Set<String> ids = new HashSet<>();
        for (Edit edit : plan.edits()) {
            if (!ids.add(edit.id())) {
                findings.add(INFO.finding(
                        "edits/" + edit.id(),
                        "twice",
                        "two edits are called `" + edit.id() + "`",
                        "give each an id of its own"));
            }
            edit.settles().stream().filter(id -> !known.contains(id)).forEach(id -> findings.add(unknown(edit, id)));
            checkDeploy(edit, facts, findings);
        }
        checkDeployedEdits(plan, facts, findings);
        return findings;
    }

    /** Whether the place is right once the edit is done: the edit says so, or it is that of the mapping through which the place goes. */
    static boolean settles(Edit edit, Usage usage, Plan plan) {
        return edit.settles().contains(usage.id()) || isCovered(usage, plan, Set.copyOf(edit.settles()));
    }

    /**
     * Implicit usages and those by property name are right once the mapping is: an edit of that mapping covers them. When the column goes, the
     * property goes too, and whatever names it is not right any more.
     */
    private static boolean isCovered(Usage usage, Plan plan, Set<String> settled) {
        boolean propertyStays = !(plan.change() instanceof ColumnChange.DropColumn);
        if (!usage.style().isImplicit() && !(propertyStays && usage.style().isByProperty())) {
            return false;
        }
        return plan.usages().stream()
                .anyMatch(mapping -> mapping.style() == Style.MAPPING
                        && mapping.column().equals(usage.column())
                        && settled.contains(mapping.id()));
    }

    private static Finding unsettled(Usage usage) {
        return INFO.finding(
                "usages/" + usage.id(),
                usage.id(),
                usage.place() + " " + verb(usage) + " `" + usage.column() + "` ("
                        + usage.style().words() + "), and no edit settles it: " + usage.evidence(),
                "add an edit at " + usage.place() + " that settles `" + usage.id() + "` to the version that moves it");
    }

    private static String verb(Usage usage) {
        return switch (usage.access()) {
            case READ -> "reads";
            case WRITE -> "writes";
            case READ_WRITE -> "reads and writes";
            case MAPPING -> "maps";
            case DDL -> "defines";
            case EXPOSURE -> "shows";
        };
    }

    private static Finding unknown(Edit edit, String id) {
        return INFO.finding(
                "edits/" + edit.id(),
                "settles " + id,
                "edit `" + edit.id() + "` at " + edit.place() + " claims to settle usage `" + id
                        + "`, which nobody found",
                "settle only ids that the usage scan listed, or remove `" + id + "`");
    }

    private static void checkDeploy(Edit edit, PlanFacts facts, List<Finding> findings) {
        List<PlacedStep> carriers = facts.steps().stream()
                .filter(step -> step.step() instanceof Step.Deploy deploy
                        && deploy.edits().contains(edit.id()))
                .toList();
        if (carriers.size() != 1) {
            findings.add(INFO.finding(
                    "edits/" + edit.id(),
                    "carriers",
                    "edit `" + edit.id() + "` at " + edit.place() + " is in "
                            + (carriers.isEmpty()
                                    ? "no deploy, so it never goes out"
                                    : carriers.size() + " deploys: "
                                            + carriers.stream()
                                                    .map(step -> step.step().id())
                                                    .collect(Collectors.joining(", "))),
                    "list `" + edit.id() + "` in exactly one deploy, that of `" + edit.version() + "`"));
            return;
        }
        Step.Deploy deploy = (Step.Deploy) carriers.get(0).step();
        if (!deploy.version().equals(edit.version())) {
            findings.add(INFO.finding(
                    carriers.get(0).where(),
                    "version of " + edit.id(),
                    "`" + deploy.id() + "` deploys `" + deploy.version() + "` with edit `" + edit.id()
                            + "`, which belongs to `" + edit.version() + "`",
                    "move `" + edit.id() + "` to the deploy of `" + edit.version() + "`"));
        }
    }

    private static void checkDeployedEdits(Plan plan, PlanFacts facts, List<Finding> findings) {
        Set<String> ids = plan.edits().stream().map(Edit::id).collect(Collectors.toSet());
        for (PlacedStep step : facts.steps()) {
            if (step.step() instanceof Step.Deploy deploy) {
                deploy.edits().stream()
                        .filter(id -> !ids.contains(id))
                        .forEach(id -> findings.add(INFO.finding(
                                step.where(),
                                "edit " + id,
                                "`" + deploy.id() + "` carries edit `" + id + "`, which the plan does not have",
                                "add the edit, or remove `" + id + "` from `" + deploy.id() + "`")));
            }
        }
    }
}
