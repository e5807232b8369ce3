package dev.cofferdam.rules.observed;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules that need a rehearsal: each holds one kind of observation, or one of the two matrices, against the plan. */
public final class RehearsalRules {
    /** Longer than this, in milliseconds, no statement of the application may wait for a step. */
    private static final long WAIT_BUDGET = 500;

    private static final RuleInfo FAILS = new RuleInfo(
            "rehearsal-step-fails",
            Severity.ERROR,
            Hazard.FAILS_WHEN_RUN,
            "A step or a gate failed when the plan was played");

    private static final RuleInfo END = new RuleInfo(
            "rehearsal-end-differs",
            Severity.ERROR,
            Hazard.LEAVES_RUBBISH,
            "The played plan ends with another schema than the naive change");

    private static final RuleInfo CODE = new RuleInfo(
            "rehearsal-code-fails",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "A statement of an app version that may run failed while a step was played");

    private static final RuleInfo WRITES = new RuleInfo(
            "rehearsal-write-lost",
            Severity.ERROR,
            Hazard.LOSES_WRITES,
            "A value that an app version wrote was gone after a step was played");

    private static final RuleInfo GUARANTEES = new RuleInfo(
            "rehearsal-guarantee-missing",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "The schema took what a running app version relies on being refused");

    private static final RuleInfo WAITS = new RuleInfo(
            "rehearsal-wait-over-budget",
            Severity.ERROR,
            Hazard.QUEUES_TRAFFIC,
            "The application waited longer than 500 ms for a step that was played");

    private static final RuleInfo LOCKS = new RuleInfo(
            "rehearsal-lock-understated",
            Severity.ERROR,
            Hazard.BLOCKS_WRITES,
            "A played step held a stronger lock than the plan says");

    private static final RuleInfo REWRITES = new RuleInfo(
            "rehearsal-rewrite",
            Severity.ERROR,
            Hazard.REWRITES_TABLE,
            "A played step wrote a table anew, and the plan does not say so");

    private static final RuleInfo SCANS = new RuleInfo(
            "rehearsal-scan-under-lock",
            Severity.ERROR,
            Hazard.BLOCKS_WRITES,
            "A played step read all rows while it kept writers out, and the plan does not say so");

    private static final RuleInfo INVALID = new RuleInfo(
            "rehearsal-index-invalid", Severity.ERROR, Hazard.LEAVES_RUBBISH, "A played step left an index invalid");

    private RehearsalRules() {}

    /** All rules of this room. */
    public static List<RuleInfo> infos() {
        return List.of(
                FAILS,
                END,
                CODE,
                WRITES,
                GUARANTEES,
                WAITS,
                LOCKS,
                REWRITES,
                SCANS,
                INVALID,
                MatrixRules.VERSIONS,
                MatrixRules.ROLLBACK);
    }

    /** What the rehearsal found wrong with the plan, in the plan's order. */
    public static List<Finding> findings(Plan plan, Rehearsed seen) {
        List<Finding> findings = new ArrayList<>();
        for (Observation one : seen.observations()) {
            of(plan, one).ifPresent(findings::add);
        }
        findings.addAll(MatrixRules.findings(plan, seen));
        return findings;
    }

    private static Optional<Finding> of(Plan plan, Observation one) {
        String where = where(plan, one.step());
        return switch (one.kind()) {
            case FAILED ->
                Optional.of(FAILS.finding(
                        where,
                        one.subject(),
                        "`" + one.subject() + "` failed when it was played: " + firstLine(one.evidence()),
                        "mend the step, or what it rests on; the server's words say where"));
            case INHERITANCE, LOST, EXTRA -> Optional.of(end(where, one));
            case ERROR ->
                Optional.of(CODE.finding(
                        where,
                        one.subject() + " " + one.value(),
                        one.subject() + " failed during `" + one.step() + "`: " + one.evidence(),
                        "let " + one.subject()
                                + " drain before this step, or change the step so that the statement works"));
            case LOST_WRITE ->
                Optional.of(WRITES.finding(
                        where,
                        one.subject(),
                        "after `" + one.step() + "` " + one.value() + " had lost what was written: " + one.evidence(),
                        "keep both places equal until nobody reads the other one"));
            case GUARANTEE ->
                Optional.of(
                        GUARANTEES.finding(
                                where,
                                one.subject() + " " + one.value(),
                                "after `" + one.step() + "` the schema takes " + one.value()
                                        + ", which it refused before the plan; " + one.subject()
                                        + " may run and relies on it: " + one.evidence(),
                                "demand it again in the same step, or put what takes its place before the version that needs it"));
            case START -> Optional.of(MatrixRules.start(where, one));
            case WAIT -> waited(where, one);
            case LOCK -> lock(plan, where, one);
            case REWRITE -> rewrite(plan, where, one);
            case SCAN -> scan(plan, where, one);
            case INVALID_INDEX ->
                Optional.of(INVALID.finding(
                        where,
                        one.subject(),
                        "`" + one.step() + "` left index `" + one.subject() + "` invalid",
                        "drop it and build it again before the next step"));
            case DURATION, WAL, RATE, HELD -> Optional.empty();
        };
    }

    private static Finding end(String where, Observation one) {
        if (one.subject().startsWith("statistics ")) {
            return END.finding(
                    where,
                    one.subject(),
                    "at the plan's end there are no " + one.subject() + ", so that queries over it are planned blindly",
                    "ANALYZE the column once its rows are filled");
        }
        String what = one.kind() == Observation.Kind.EXTRA ? "there is still " : "there is no ";
        return END.finding(
                where,
                one.subject(),
                "at the plan's end " + what + "`" + one.subject() + "`, other than after the naive change",
                "let the plan take it along, or drop it in contract");
    }

    private static Optional<Finding> waited(String where, Observation one) {
        return Long.parseLong(one.value()) <= WAIT_BUDGET
                ? Optional.empty()
                : Optional.of(WAITS.finding(
                        where,
                        one.evidence(),
                        "during `" + one.step() + "` this statement waited " + one.value() + " ms for the plan: "
                                + one.evidence(),
                        "hold the lock shorter: do the long work in a step of its own, under a weaker lock"));
    }

    /** Locks under which the application goes on reading and writing are nobody's business. */
    private static Optional<Finding> lock(Plan plan, String where, Observation one) {
        LockLevel seen = LockLevel.valueOf(one.value().replace(' ', '_'));
        Optional<LockLevel> stated = stated(plan, one.step(), one.subject());
        if (seen.compareTo(LockLevel.SHARE) < 0
                || stated.filter(level -> level.compareTo(seen) >= 0).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(LOCKS.finding(
                where,
                one.subject() + " " + one.value(),
                "`" + one.step() + "` held " + one.value() + " on `" + one.subject() + "` for " + one.evidence()
                        + "; the plan says " + stated.map(LockLevel::words).orElse("nothing of it"),
                "state the lock, and see whether traffic can wait for it"));
    }

    private static Optional<LockLevel> stated(Plan plan, String step, String table) {
        return expectations(plan, step)
                .filter(one -> one.table().toString().equals(table))
                .map(LockExpectation::level)
                .max(LockLevel::compareTo);
    }

    private static Stream<LockExpectation> expectations(Plan plan, String step) {
        return plan.findStep(step).filter(Step.Sql.class::isInstance).map(Step.Sql.class::cast).stream()
                .flatMap(sql -> sql.locks().stream());
    }

    private static Optional<Finding> rewrite(Plan plan, String where, Observation one) {
        boolean said = expectations(plan, one.step())
                .anyMatch(lock ->
                        lock.table().toString().equals(one.subject()) && lock.hold() == LockExpectation.Hold.REWRITE);
        return said
                ? Optional.empty()
                : Optional.of(REWRITES.finding(
                        where,
                        one.subject(),
                        "`" + one.step() + "` wrote `" + one.subject() + "` anew; the plan does not say so",
                        "choose a form that changes the catalog only, or say that the table is written anew"));
    }

    private static Optional<Finding> scan(Plan plan, String where, Observation one) {
        boolean said = expectations(plan, one.step())
                .anyMatch(lock ->
                        lock.table().toString().equals(one.subject()) && lock.hold() != LockExpectation.Hold.INSTANT);
        return said
                ? Optional.empty()
                : Optional.of(
                        SCANS.finding(
                                where,
                                one.subject(),
                                "`" + one.step() + "` read every row of `" + one.subject() + "` under " + one.value()
                                        + "; the plan says that it takes an instant",
                                "add the constraint NOT VALID and validate it in a step of its own, or say that the rows are read"));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** {@code backfill/backfill-1} for a step, else what the observation says. */
    private static String where(Plan plan, String step) {
        for (Phase phase : plan.phases()) {
            if (phase.steps().stream().anyMatch(one -> one.id().equals(step))) {
                return phase.kind().words() + "/" + step;
            }
        }
        return step;
    }
}
