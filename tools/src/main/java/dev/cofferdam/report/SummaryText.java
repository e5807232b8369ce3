package dev.cofferdam.report;

import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Proof;
import dev.cofferdam.domain.RehearsalLog;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The top of the page: title, verdict with its proof, and five lines that most readers stop after. */
final class SummaryText {
    private static final Step.Visitor<String> KIND = new Step.Visitor<>() {
        @Override
        public String sql(Step.Sql step) {
            return "SQL step";
        }

        @Override
        public String backfill(Step.Backfill step) {
            return "backfill";
        }

        @Override
        public String deploy(Step.Deploy step) {
            return "deploy";
        }

        @Override
        public String flag(Step.Flag step) {
            return "flag";
        }

        @Override
        public String manual(Step.Manual step) {
            return "manual step";
        }
    };

    private SummaryText() {}

    static String of(Plan plan) {
        return "# " + Markdown.prose(Words.capital(plan.change().summary())) + "\n\n"
                + "> **" + verdict(plan.verdict()) + "** " + proof(plan) + "\n>\n"
                + "> " + origin(plan) + "\n\n"
                + Markdown.bullets(List.of(
                        "**What:** " + what(plan),
                        "**Deploys:** " + deploys(plan),
                        "**How long:** " + howLong(plan),
                        "**Point of no return:** " + pointOfNoReturn(plan),
                        "**Who:** " + who(plan)))
                + "\n";
    }

    private static String verdict(Verdict.Outcome verdict) {
        return switch (verdict) {
            case ACCEPTED -> "Accepted.";
            case ACCEPTED_WITH_APPROVALS -> "Accepted with approvals.";
            case REJECTED -> "Rejected. Do not run this plan.";
            case COULD_NOT_DECIDE -> "Could not decide. Do not run this plan before a person has.";
        };
    }

    private static String proof(Plan plan) {
        return plan.proof() == Proof.REHEARSED
                ? "Proof: rehearsed. The plan was run in a throw-away "
                        + plan.rehearsal().map(RehearsalLog::engine).orElse(plan.engine())
                        + " database; the matrices below say what that proved."
                : "Proof: rules only. It has not been rehearsed: no rows, no traffic, no rollback was tried."
                        + (plan.rehearsal().isPresent() ? " The section *Rehearsal* says why." : "");
    }

    private static String origin(Plan plan) {
        String planner = plan.plannedBy()
                .model()
                .map(model -> plan.plannedBy().planner() + " (" + model + ")")
                .orElse(plan.plannedBy().planner());
        return "Planner: " + Markdown.prose(planner) + " · Engine: " + plan.engine() + " · Made: "
                + Words.date(plan.made()) + " · Plan: " + Markdown.code(plan.id());
    }

    private static String what(Plan plan) {
        long skipped =
                plan.phases().stream().filter(phase -> phase.steps().isEmpty()).count();
        return Markdown.prose(plan.change().summary()) + " in "
                + Words.count(plan.steps().count(), "step") + " and "
                + Words.count(plan.phases().size() - skipped, "phase")
                + (skipped == 0 ? "" : " (" + Words.number(skipped) + " skipped)");
    }

    private static String deploys(Plan plan) {
        List<Step.Deploy> deploys = deploySteps(plan).toList();
        if (deploys.isEmpty()) {
            return "none";
        }
        long edits = deploys.stream().mapToLong(deploy -> deploy.edits().size()).sum();
        return Words.number(deploys.size()) + ", with " + Words.count(edits, "edit") + " ("
                + Markdown.prose(Words.versions(deploys.stream().map(Step.Deploy::version))) + ")";
    }

    private static Stream<Step.Deploy> deploySteps(Plan plan) {
        return plan.steps().filter(Step.Deploy.class::isInstance).map(Step.Deploy.class::cast);
    }

    private static String howLong(Plan plan) {
        Duration all = plan.phases().stream().map(Phase::expected).reduce(Duration.ZERO, Duration::plus);
        Duration soaks = soaks(plan);
        Duration work = all.minus(soaks);
        boolean both = !soaks.isZero() && work.compareTo(Duration.ZERO) > 0;
        return "about " + Words.span(all)
                + (soaks.isZero() ? "" : ", of which soaks take " + Words.span(soaks))
                + (both ? " and deploys and steps " + Words.span(work) : "")
                + plan.estimate().map(SummaryText::backfillTime).orElseGet(() -> "; " + EstimateText.without(plan));
    }

    private static Duration soaks(Plan plan) {
        Stream<Gate> gates = plan.phases().stream().flatMap(phase -> Stream.of(
                        phase.entry(),
                        phase.steps().stream()
                                .flatMap(step -> step.conduct().gates().stream())
                                .toList(),
                        phase.exit())
                .flatMap(List::stream));
        return gates.filter(Gate.Soak.class::isInstance)
                .map(gate -> ((Gate.Soak) gate).time())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static String backfillTime(Estimate estimate) {
        String range = EstimateText.range(estimate);
        return estimate.basis() == Estimate.Basis.REHEARSAL_RATE
                ? "; the backfill " + range + " at the rehearsal rate, which is no estimate for production"
                : "; the backfill takes " + range + " of it";
    }

    private static String pointOfNoReturn(Plan plan) {
        Optional<Step> step = plan.steps()
                .filter(candidate -> candidate.undo() instanceof Undo.PointOfNoReturn)
                .findFirst();
        return step.map(found -> Markdown.code(found.id()) + ", " + Markdown.prose(found.title()) + ". Lost: "
                        + Markdown.prose(((Undo.PointOfNoReturn) found.undo()).lost()))
                .orElseGet(() -> repairByHand(plan)
                        .map(repair -> "none of the plan's own steps; what is put right by hand in "
                                + Markdown.code(repair.id()) + " comes back only from a copy")
                        .orElse("none; every step can be taken back"));
    }

    private static Optional<Step> repairByHand(Plan plan) {
        return plan.phases().stream()
                .filter(phase -> phase.kind() == PhaseKind.BACKFILL)
                .flatMap(phase -> phase.steps().stream())
                .filter(Step.Manual.class::isInstance)
                .findFirst();
    }

    private static String who(Plan plan) {
        Map<String, Map<String, Long>> work = new LinkedHashMap<>();
        plan.steps().forEach(step -> work.computeIfAbsent(step.conduct().who(), who -> new LinkedHashMap<>())
                .merge(step.accept(KIND), 1L, Long::sum));
        List<String> people = new ArrayList<>();
        work.forEach((who, kinds) -> people.add(Markdown.prose(who) + " ("
                + kinds.entrySet().stream()
                        .map(kind -> Words.count(kind.getValue(), kind.getKey()))
                        .collect(Collectors.joining(", "))
                + ")"));
        return people.isEmpty() ? "nobody has to do anything" : Words.and(people);
    }
}
