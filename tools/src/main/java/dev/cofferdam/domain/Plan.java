package dev.cofferdam.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ordered phases that take a schema to its new form while old and new code run. Plain data: kept as YAML, checked by rules,
 * run in a throw-away database before anyone believes it.
 *
 * @param format version of the plan format
 * @param schemaFingerprint hash of the affected schema as it was when the plan was made
 * @param usagesFingerprint hash of the usages' ids
 * @param assumed what the plan takes for granted
 * @param unknown what no plan can know; printed with every plan
 * @param estimate absent when nothing is backfilled
 * @param rehearsal absent when the plan was not played
 */
public record Plan(
        int format,
        String id,
        Change change,
        Engine engine,
        Instant made,
        PlannedBy plannedBy,
        Proof proof,
        Verdict.Outcome verdict,
        String schemaFingerprint,
        String usagesFingerprint,
        List<String> assumed,
        List<String> unknown,
        List<Fact> facts,
        List<Consumer> consumers,
        List<Usage> usages,
        List<Undecided> undecided,
        List<Edit> edits,
        Sync sync,
        List<Phase> phases,
        List<Boundary> boundaries,
        Optional<Estimate> estimate,
        List<Probe> probes,
        List<Cell> compatibility,
        List<Cell> rollbacks,
        Optional<RehearsalLog> rehearsal,
        List<Approval> approvals) {

    /** The format that this version reads and writes. */
    public static final int FORMAT = 1;

    /** What no plan can know, whatever was measured; every plan says it. */
    public static final List<String> ALWAYS_UNKNOWN = List.of(
            "lock contention under the real workload: how long a lock is waited for, and who queues behind it",
            "surprises in the real data, which only the real data holds",
            "whether all this goes well in your environment: a staging run on a copy of production is still needed");

    public Plan {
        Checks.text(id, "plan id");
        assumed = List.copyOf(assumed);
        unknown = List.copyOf(unknown);
        facts = List.copyOf(facts);
        consumers = List.copyOf(consumers);
        usages = List.copyOf(usages);
        undecided = List.copyOf(undecided);
        edits = List.copyOf(edits);
        phases = List.copyOf(phases);
        boundaries = List.copyOf(boundaries);
        probes = List.copyOf(probes);
        compatibility = List.copyOf(compatibility);
        rollbacks = List.copyOf(rollbacks);
        approvals = List.copyOf(approvals);
    }

    /** All forward steps, in order. */
    public Stream<Step> steps() {
        return phases.stream().flatMap(phase -> phase.steps().stream());
    }

    public Optional<Phase> findPhase(PhaseKind kind) {
        return phases.stream().filter(phase -> phase.kind() == kind).findFirst();
    }

    public Optional<Step> findStep(String stepId) {
        return steps().filter(step -> step.id().equals(stepId)).findFirst();
    }

    public Optional<Fact> findFact(String factId) {
        return facts.stream().filter(fact -> fact.id().equals(factId)).findFirst();
    }

    /** The same plan once it was played, with the cells of both matrices as they were seen; a rehearsal without rows proves nothing more. */
    public Plan rehearsed(Rehearsed seen) {
        return with(
                seen.isTelling() ? Proof.REHEARSED : proof,
                verdict,
                estimate.map(guess -> measured(guess, seen)),
                probes,
                withMore(seen(compatibility, seen.compatibility()), seen.compatibility()),
                withMore(seen(rollbacks, seen.rollbacks()), seen.rollbacks()),
                Optional.of(RehearsalLog.of(this, seen)),
                approvals);
    }

    private Estimate measured(Estimate guess, Rehearsed seen) {
        return seen.observations().stream()
                .filter(one -> one.kind() == Observation.Kind.RATE && one.step().equals(guess.step()))
                .findFirst()
                .map(rate -> guess.measured(Long.parseLong(rate.value()), rate.evidence(), pauseMillis(guess.step())))
                .orElse(guess);
    }

    private long pauseMillis(String step) {
        return findStep(step)
                .filter(Step.Backfill.class::isInstance)
                .map(one -> ((Step.Backfill) one).pauseMillis())
                .orElse(0L);
    }

    /** Where the plan forbids something, statements that ran are no reason to allow it: they may have read what was not filled yet. */
    private static List<Cell> seen(List<Cell> stated, List<Cell> played) {
        return stated.stream()
                .map(cell -> played.stream()
                        .filter(one -> one.boundary().equals(cell.boundary())
                                && one.column().equals(cell.column()))
                        .filter(one -> cell.result() == Cell.Result.SURVIVES || one.result() == cell.result())
                        .findFirst()
                        .orElse(cell))
                .toList();
    }

    /** What a plan says nothing of, such as how a version starts or the way back from inside a phase, is worth knowing too. */
    private static List<Cell> withMore(List<Cell> stated, List<Cell> played) {
        return Stream.concat(stated.stream(), played.stream().filter(one -> stated.stream()
                        .noneMatch(cell -> cell.boundary().equals(one.boundary())
                                && cell.column().equals(one.column()))))
                .toList();
    }

    /** The same plan with another verdict. */
    public Plan withVerdict(Verdict.Outcome outcome) {
        return with(proof, outcome, estimate, probes, compatibility, rollbacks, rehearsal, approvals);
    }

    /** The same plan with other statements by which its versions are imitated. */
    public Plan withProbes(List<Probe> others) {
        return with(proof, verdict, estimate, others, compatibility, rollbacks, rehearsal, approvals);
    }

    /** The same plan with other approvals. */
    public Plan withApprovals(List<Approval> others) {
        return with(proof, verdict, estimate, probes, compatibility, rollbacks, rehearsal, others);
    }

    private Plan with(
            Proof proved,
            Verdict.Outcome outcome,
            Optional<Estimate> time,
            List<Probe> sent,
            List<Cell> versions,
            List<Cell> ways,
            Optional<RehearsalLog> log,
            List<Approval> accepted) {
        return new Plan(
                format,
                id,
                change,
                engine,
                made,
                plannedBy,
                proved,
                outcome,
                schemaFingerprint,
                usagesFingerprint,
                assumed,
                unknown,
                facts,
                consumers,
                usages,
                undecided,
                edits,
                sync,
                phases,
                boundaries,
                time,
                sent,
                versions,
                ways,
                log,
                accepted);
    }
}
