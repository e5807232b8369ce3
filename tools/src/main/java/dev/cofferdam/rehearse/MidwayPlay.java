package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Conduct;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Midway;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Retry;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Timeouts;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Both ways back from inside a phase: code that goes back on the schema as it stands there, and every step undone. */
final class MidwayPlay {
    private static final Timeouts PATIENT = new Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(1));

    private static final Retry ONCE = new Retry(1, Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final Plan plan;
    private final Stage stage;
    private final List<Cell> rollbacks = new ArrayList<>();

    MidwayPlay(Plan plan, Stage stage) {
        this.plan = plan;
        this.stage = stage;
    }

    List<Cell> rollbacks() {
        return rollbacks;
    }

    /** From the place after this step, when it is one at which the plan does not mean to rest. */
    void after(Phase phase, Step step) throws SQLException {
        Optional<Midway> midway = Midway.after(plan, step).filter(MidwayPlay::hasWayBack);
        if (midway.isPresent()) {
            play(phase, midway.get(), copy -> {});
        }
    }

    /** From inside a backfill that was killed there; {@code stage} has not run it yet. */
    void amid(Phase phase, Step.Backfill step) throws SQLException {
        Optional<Midway> midway = Midway.amid(plan, step).filter(MidwayPlay::hasWayBack);
        if (midway.isPresent()) {
            play(phase, midway.get(), copy -> new Interrupted(copy, step).kill(Interrupted.Moment.BETWEEN));
        }
    }

    /** What is done to a copy before the way back begins. */
    private interface Begun {
        void on(ThrowawayDatabase copy) throws SQLException;
    }

    /** Where the boundary before allows no abandon, the plan promises none. */
    private static boolean hasWayBack(Midway midway) {
        return midway.before()
                .filter(boundary -> boundary.abandon().impossibleBecause().isPresent())
                .isEmpty();
    }

    private void play(Phase phase, Midway midway, Begun begun) throws SQLException {
        Step last = midway.begun().get(midway.begun().size() - 1);
        Rollback retreat =
                way(Rollback.Kind.RETREAT, phase, midway, midway.before().map(Boundary::retreat));
        Rollback abandon =
                way(Rollback.Kind.ABANDON, phase, midway, midway.before().map(Boundary::abandon));
        BoundaryPlay at = new BoundaryPlay(
                plan,
                stage,
                new Boundary(midway.id(), phase.kind(), last.id(), retreat, abandon),
                last.conduct().mayRun());
        // A retreat that leaves the schema alone leaves the abandon everything to do.
        List<List<Rollback>> onOneCopy = retreat.steps().stream().allMatch(Step.Deploy.class::isInstance)
                ? List.of(List.of(retreat, abandon))
                : List.of(List.of(retreat), List.of(abandon));
        for (List<Rollback> ways : onOneCopy) {
            try (ThrowawayDatabase copy = stage.copy("midway")) {
                begun.on(copy);
                rollbacks.addAll(at.waysBack(copy, ways, left(midway)));
            }
        }
    }

    /** What the plan says of the steps that it leaves as they are. */
    private static List<String> left(Midway midway) {
        return midway.begun().stream()
                .filter(step -> step instanceof Step.Sql && step.undo() instanceof Undo.NotNeeded)
                .map(step -> step.id() + " is not undone, since " + ((Undo.NotNeeded) step.undo()).reason())
                .toList();
    }

    private static Rollback way(Rollback.Kind kind, Phase phase, Midway midway, Optional<Rollback> before) {
        List<Step> steps = new ArrayList<>();
        for (int i = midway.begun().size() - 1; i >= 0; i--) {
            undo(kind, phase, midway.begun().get(i)).ifPresent(steps::add);
        }
        before.ifPresent(way -> steps.addAll(way.steps()));
        return new Rollback(
                kind,
                "",
                before.flatMap(Rollback::impossibleBecause),
                steps,
                Duration.ZERO,
                before.map(Rollback::loss).orElse("nothing"));
    }

    /** Code goes back by deploys alone, and in contract once nothing shuts it out any more; an abandon takes back the rest too. */
    private static Optional<Step> undo(Rollback.Kind kind, Phase phase, Step step) {
        if (step.undo() instanceof Undo.ByDeploy deploy) {
            return Optional.of(
                    new Step.Deploy(step.id(), step.title(), deploy.version(), List.of(), step.undo(), step.conduct()));
        }
        boolean schemaToo = kind == Rollback.Kind.ABANDON || phase.kind() == PhaseKind.CONTRACT;
        if (schemaToo && step.undo() instanceof Undo.BySql sql) {
            return Optional.of(new Step.Sql(
                    "undo of " + step.id(),
                    step.title(),
                    sql.statements(),
                    sql.transaction(),
                    "owner",
                    PATIENT,
                    ONCE,
                    List.of(),
                    new Gate.Query("undone", "SELECT true", "true"),
                    new Undo.NotNeeded("it is one"),
                    ungated(step.conduct())));
        }
        return Optional.empty();
    }

    /** What must hold once the step is done need not hold once it is undone. */
    private static Conduct ungated(Conduct conduct) {
        return new Conduct(
                conduct.who(), conduct.mayRun(), conduct.rollbackFloor(), List.of(), List.of(), conduct.cites());
    }
}
