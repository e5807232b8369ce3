package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Consumer;
import dev.cofferdam.domain.Digest;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.Proof;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.TableChange;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts a plan together. What every playbook states alike is stated here once. */
public final class PlanDraft {
    /** How long ordinary traffic is watched before the next step. */
    public static final Duration OBSERVATION = Duration.ofHours(1);

    /** How long it takes until every job that uses a table has run once. */
    public static final Duration BUSINESS_CYCLE = Duration.ofDays(7);

    /** How long a rolling deploy takes, with the look at it. */
    public static final Duration ONE_DEPLOY = Duration.ofMinutes(30);

    private final PlanningInput input;
    private final List<String> cites;

    public PlanDraft(PlanningInput input) {
        this(input, true);
    }

    /**
     * @param fills whether the plan has a backfill; one that has none does not rest on the estimate of it, only on the number of rows
     */
    public PlanDraft(PlanningInput input, boolean fills) {
        this.input = input;
        this.cites = fills
                ? input.cites().all()
                : Stream.concat(input.cites().all().stream(), input.estimate().cites().stream())
                        .distinct()
                        .filter(fact -> !fact.equals(input.cites().estimate()))
                        .toList();
    }

    /**
     * What differs from playbook to playbook.
     *
     * @param phases how long each takes is said without its deploys
     * @param estimate absent when nothing is backfilled
     * @param assumed what this kind of change takes for granted besides what every plan does
     * @param undecided what a person has to look at besides what the scan could not decide
     */
    public record Parts(
            List<Edit> edits,
            Sync sync,
            List<Phase> phases,
            List<Boundary> boundaries,
            Optional<Estimate> estimate,
            List<Probe> probes,
            List<Cell> compatibility,
            List<Cell> rollbacks,
            List<String> assumed,
            List<Undecided> undecided) {}

    /** The plan of its parts. */
    public Plan of(Parts parts) {
        return new Plan(
                Plan.FORMAT,
                input.change().summary().replaceAll("[^A-Za-z0-9]+", "-"),
                input.change(),
                input.engine(),
                input.made(),
                input.plannedBy(),
                Proof.RULES,
                Verdict.Outcome.COULD_NOT_DECIDE,
                input.before().fingerprint(input.change().table()),
                Digest.of(input.usages().stream().map(Usage::id).sorted().collect(Collectors.joining("\n"))),
                assumed(parts),
                unknown(),
                input.ledger(),
                List.of(new Consumer(input.consumer(), Consumer.Kind.SERVICE, "the repository that was scanned")),
                input.usages(),
                Stream.concat(input.undecided().stream(), parts.undecided().stream())
                        .toList(),
                parts.edits(),
                parts.sync(),
                parts.phases().stream().map(PlanDraft::withDeploys).toList(),
                parts.boundaries(),
                parts.estimate(),
                parts.probes(),
                parts.compatibility(),
                parts.rollbacks(),
                Optional.empty(),
                List.of());
    }

    private static Phase withDeploys(Phase phase) {
        long deploys =
                phase.steps().stream().filter(Step.Deploy.class::isInstance).count();
        return new Phase(
                phase.kind(),
                phase.purpose(),
                phase.skippedBecause(),
                phase.who(),
                phase.expected().plus(ONE_DEPLOY.multipliedBy(deploys)),
                phase.entry(),
                phase.steps(),
                phase.exit());
    }

    /** A phase without work, and why. */
    public static Phase skipped(PhaseKind kind, String because) {
        return new Phase(
                kind, "Nothing to do.", Optional.of(because), "nobody", Duration.ZERO, List.of(), List.of(), List.of());
    }

    /** The code of today. */
    public AppVersion today() {
        return new AppVersion(input.consumer(), 0);
    }

    /** The first version that the plan deploys. */
    public AppVersion next() {
        return new AppVersion(input.consumer(), 1);
    }

    /** A writer of steps whose ids begin with the prefix, during which these versions may run; {@code v0} may come back after each. */
    public StepWriter writer(String prefix, AppVersion... mayRun) {
        return new StepWriter(prefix, input.engine(), List.of(mayRun), today(), cites);
    }

    private List<String> assumed(Parts parts) {
        List<String> assumed = new ArrayList<>();
        assumed.add("no other service, job or report uses the table; one that does has to be added to the consumers");
        assumed.addAll(parts.assumed());
        assumed.add("migrations run as the owner of " + input.change().table()
                + ", over a direct connection or a session pool");
        assumed.add("a business cycle is " + BUSINESS_CYCLE.toDays() + " days; change the soaks if yours is longer");
        assumed.add("rows: " + input.estimate().rowSource());
        return assumed;
    }

    /** Whether a star returns other columns, or columns of another type, along the way. */
    private static boolean changesShape(Change change) {
        boolean onlyProperty = change instanceof ColumnChange.SetNotNull
                || change instanceof ColumnChange.DropNotNull
                || change instanceof ColumnChange.ChangeDefault;
        return change instanceof ColumnChange && !onlyProperty || change instanceof TableChange;
    }

    private List<String> unknown() {
        List<String> unknown = new ArrayList<>(Plan.ALWAYS_UNKNOWN);
        unknown.add(
                "consumers outside the scanned repository: other services, jobs, reports, replication subscribers, people with psql");
        input.before()
                .unread()
                .forEach(part -> unknown.add("not read while learning the schema: " + part.what() + " (" + part.place()
                        + "): " + part.why()));
        input.notes().forEach(note -> unknown.add("while reading the code: " + note));
        boolean star = input.usages().stream()
                .anyMatch(usage -> usage.style() == Style.STAR && usage.confidence() != Confidence.POSSIBLE);
        if (star && changesShape(input.change())) {
            unknown.add(
                    "whether a long-lived connection holds a prepared `SELECT *`: inside a transaction it fails once after each step that adds, drops or"
                            + " renames a column (SQLSTATE 0A000), until the pool is recycled");
        }
        return unknown;
    }
}
