package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Proof;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.info.RuleInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a plan says of itself and what nobody writes by hand: how far it is believed, the bounds of its estimate, which cells were seen. A rehearsal
 * leaves its log with the digest of what was played, an estimate its fact; what neither of them gives was made up.
 */
record DerivedParts(RuleInfo rule, Plan plan, PlanFacts facts) {

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (plan.rehearsal().isEmpty()) {
            unplayed(findings);
        }
        plan.rehearsal()
                .filter(log -> !log.isOf(plan))
                .ifPresent(log -> findings.add(rule.finding(
                        // Its words are right, and nobody has seen them run: smaller batches are no reason to refuse
                        // it.
                        Severity.WARNING,
                        "rehearsal",
                        "another text",
                        "the plan was rehearsed for another text: its statements, gates, timeouts or probes have changed since, so what was seen is not"
                                + " what this plan does",
                        "play it again with `cofferdam rehearse`")));
        plan.estimate().ifPresent(estimate -> bounds(estimate, findings));
        findings.addAll(new DerivedCells(rule, plan, facts).findings());
        return findings;
    }

    private void unplayed(List<Finding> findings) {
        if (plan.proof() == Proof.REHEARSED) {
            findings.add(rule.finding(
                    "proof",
                    "rehearsed",
                    "the plan calls itself rehearsed, and holds nothing of what was seen",
                    "play it with `cofferdam rehearse`, or say `proof: rules`"));
        }
        cells("compatibility", plan.compatibility(), findings);
        cells("rollbacks", plan.rollbacks(), findings);
    }

    private void cells(String matrix, List<Cell> cells, List<Finding> findings) {
        cells.stream()
                .filter(Cell::proved)
                .forEach(cell -> findings.add(rule.finding(
                        matrix + "/" + cell.boundary() + "/" + cell.column(),
                        "proved",
                        "the cell says that it was run, and the plan holds nothing of a rehearsal",
                        "play the plan with `cofferdam rehearse`, or say `proved: false`")));
    }

    private void bounds(Estimate estimate, List<Finding> findings) {
        if (estimate.low().compareTo(estimate.high()) > 0) {
            findings.add(rule.finding(
                    "estimate",
                    "order",
                    "the estimate is at least " + estimate.low() + " and at most " + estimate.high(),
                    "take the bounds that estimate_backfill gives"));
        }
        bound("low", estimate, estimate.low(), findings);
        bound("high", estimate, estimate.high(), findings);
    }

    /** As the cited fact gives it, or as the rate of the rehearsal does; the pilot's rate is the user's to report. */
    private void bound(String name, Estimate estimate, Duration stated, List<Finding> findings) {
        Set<String> given = new HashSet<>();
        facts.intactFacts(estimate.cites()).stream()
                .flatMap(fact -> Stream.ofNullable(fact.values().get(name)))
                .forEach(given::add);
        boolean derived = estimate.basis() != Estimate.Basis.PILOT_RATE && !given.isEmpty();
        boolean measuredAnew = plan.rehearsal().filter(log -> !log.isOf(plan)).isPresent();
        measured(estimate).forEach(other -> given.add((name.equals("low") ? other.low() : other.high()).toString()));
        if (derived && !measuredAnew && !given.contains(stated.toString())) {
            findings.add(rule.finding(
                    "estimate",
                    name,
                    "the estimate says " + stated + " as its " + name + " bound, where rows and rate give "
                            + String.join(" or ", given.stream().sorted().toList()),
                    "take the bound that estimate_backfill gives, or have the pilot measure the rate"));
        }
    }

    private Stream<Estimate> measured(Estimate estimate) {
        long pause = plan.findStep(estimate.step())
                .filter(Step.Backfill.class::isInstance)
                .map(step -> ((Step.Backfill) step).pauseMillis())
                .orElse(0L);
        return plan.rehearsal().stream()
                .flatMap(log -> log.observations().stream())
                .filter(one -> one.kind() == Observation.Kind.RATE && one.step().equals(estimate.step()))
                .filter(rate -> rate.value().matches("[1-9]\\d{0,17}"))
                .map(rate -> estimate.measured(Long.parseLong(rate.value()), rate.evidence(), pause));
    }
}
