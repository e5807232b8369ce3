package dev.cofferdam.rehearse;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rehearse.seed.Demand;
import dev.cofferdam.rehearse.traffic.Traffic;
import dev.cofferdam.rehearse.traffic.Trouble;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.ServerFailed;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A plan, played: once with many rows while the app versions that may run read and write, and once from boundary to boundary, where every version
 * and every way back is tried on a copy. It tells what was seen; whether that is good is the validator's business.
 */
public final class Rehearsal {
    /** So often each version goes through its probes while a step runs, at least. */
    private static final int ROUNDS = 4;

    private final Play play;
    private final ThrowawayServer server;
    private final ThrowawayDatabase base;
    private final RehearsalScale scale;
    private long rows;
    private long rowsOfCopies;
    private final Consumer<String> progress;
    private final List<Observation> seen = new ArrayList<>();
    private final List<Cell> compatibility = new ArrayList<>();
    private final List<Cell> rollbacks = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * What is played.
     *
     * @param naive the statements of the naive change, by which the plan's end is measured
     * @param schema what {@code base} holds
     */
    public record Play(Plan plan, List<String> naive, Schema schema) {
        public Play {
            naive = List.copyOf(naive);
        }
    }

    private Rehearsal(
            Play play,
            ThrowawayServer server,
            ThrowawayDatabase base,
            RehearsalScale scale,
            Consumer<String> progress) {
        this.play = play;
        this.server = server;
        this.base = base;
        this.scale = scale;
        this.progress = progress;
    }

    /**
     * Plays the plan.
     *
     * @param base the schema without rows of the plan's making; nobody may be connected to it, and it stays as it is
     * @param progress one line for each thing that takes time
     * @throws ServerFailed when the server is lost
     */
    public static Rehearsed of(
            Play play,
            ThrowawayServer server,
            ThrowawayDatabase base,
            RehearsalScale scale,
            Consumer<String> progress) {
        try {
            return new Rehearsal(play, server, base, scale, progress).run();
        } catch (SQLException lost) {
            throw ServerFailed.during("the rehearsal could not go on", lost);
        }
    }

    private Rehearsed run() throws SQLException {
        progress.accept("the plan's end beside the naive change's");
        otherVersion();
        seen.addAll(DryRun.of(play.plan(), play.naive(), server, base));
        if (seen.stream().noneMatch(one -> one.kind() == Observation.Kind.FAILED)) {
            underTraffic();
            fromBoundaryToBoundary();
            amongDirtyRows();
        }
        return new Rehearsed(
                Engine.postgresql(server.majorVersion()),
                new RehearsalScale(rows, rowsOfCopies, scale.seed()),
                seen,
                compatibility,
                rollbacks,
                remarks);
    }

    /** What a server of another major version does is a hint and no more. */
    private void otherVersion() {
        Engine engine = Engine.postgresql(server.majorVersion());
        if (!engine.equals(play.plan().engine())) {
            remarks.add("played on " + engine + ", and yours is " + play.plan().engine());
        }
    }

    private Stage stage(String name, long wanted) throws SQLException {
        Stage stage = stage(name, wanted, Stage.demands(play.plan().change()));
        stage.seeded().remarks().stream()
                .map(remark -> remark.table() + " " + remark.text())
                .forEach(this::remark);
        return stage;
    }

    private Stage stage(String name, long wanted, Map<TableRef, Demand> demands) throws SQLException {
        Stage.Size size = new Stage.Size(wanted, scale.seed());
        return new Stage(server, base, base.name() + "_" + name, play.plan(), play.schema(), size, demands);
    }

    private void amongDirtyRows() throws SQLException {
        if (!Stage.demands(play.plan().change()).isEmpty()) {
            progress.accept("rows that stand in the change's way");
            try (Stage stage = stage("dirty", scale.rowsOfCopies(), Map.of())) {
                seen.addAll(new DirtyRows(play.plan(), stage).play());
            }
        }
    }

    /** Without a row no statement and no way back shows anything, and a plan that goes well there has proved nothing. */
    private boolean isEmpty(Stage stage) {
        if (stage.rows() == 0) {
            remark(play.plan().change().table()
                    + " stayed empty, so that neither traffic nor versions nor ways back were tried");
        }
        return stage.rows() == 0;
    }

    private void underTraffic() throws SQLException {
        progress.accept("making " + scale.rows() + " rows");
        try (Stage stage = stage("stage", scale.rows());
                Traffic traffic = stage.traffic(stage.database())) {
            rows = stage.rows();
            if (isEmpty(stage)) {
                return;
            }
            StepRunner runner = new StepRunner(
                    stage.database(),
                    (step, session) -> new StepWatch(
                            stage.database(), session, sight -> seen.addAll(Sights.of(step.id(), sight))));
            for (Phase phase : play.plan().phases()) {
                for (Step step : phase.steps()) {
                    progress.accept(step.id() + " under traffic");
                    if (!step(stage, traffic, runner, phase, step)) {
                        return;
                    }
                }
                if (!gates(runner, phase)) {
                    return;
                }
            }
            try (Connection owner = stage.database().connectAsOwner()) {
                seen.addAll(Statistics.missing(play.plan(), owner));
            }
        }
    }

    /** Whether the plan can go on. */
    private boolean step(Stage stage, Traffic traffic, StepRunner runner, Phase phase, Step step) throws SQLException {
        boolean[] done = {false};
        List<Trouble> troubles = traffic.during(step.conduct().mayRun(), ROUNDS, () -> {
            if (step instanceof Step.Manual && stage.repair(stage.database())) {
                traffic.forget();
            }
            if (step instanceof Step.Backfill backfill) {
                done[0] = new KilledBackfill(stage.database(), backfill, this::attempt, this::remark).run(runner, seen);
            } else {
                done[0] = attempt(step.id(), step.title(), () -> runner.run(step));
            }
        });
        seen.addAll(Sights.troubles(step.id(), troubles));
        seen.addAll(Sights.lost(step.id(), traffic.lost(done[0] && TwoWays.areEqual(play.plan(), phase, step))));
        return done[0];
    }

    private boolean gates(StepRunner runner, Phase phase) throws SQLException {
        for (Gate gate : phase.exit()) {
            if (!attempt("end of " + phase.kind().words(), gate.statement(), () -> runner.demand(gate))) {
                return false;
            }
        }
        return true;
    }

    private void remark(String text) {
        if (!remarks.contains(text)) {
            remarks.add(text);
        }
    }

    /** Tries something, and notes it when it fails. */
    interface Attempts {
        boolean attempt(String where, String what, Traffic.Meanwhile work) throws SQLException;
    }

    /** Whether it went well; what is the server's own fault is no fault of the plan. */
    private boolean attempt(String where, String what, Traffic.Meanwhile work) throws SQLException {
        try {
            work.run();
            return true;
        } catch (SQLException refused) {
            if (ServerFailed.isServersOwn(refused.getSQLState())) {
                throw refused;
            }
            seen.add(new Observation(where, Observation.Kind.FAILED, what, "", String.valueOf(refused.getMessage())));
            return false;
        }
    }

    private void fromBoundaryToBoundary() throws SQLException {
        try (Stage stage = stage("copies", scale.rowsOfCopies())) {
            rowsOfCopies = stage.rows();
            if (isEmpty(stage)) {
                return;
            }
            MidwayPlay midway = new MidwayPlay(play.plan(), stage);
            Guarantees guarantees = new Guarantees(play.plan(), play.schema(), stage.database());
            Optional<Step> before = Optional.empty();
            for (Phase phase : play.plan().phases()) {
                for (Step step : phase.steps()) {
                    if (step instanceof Step.Backfill backfill) {
                        midway.amid(phase, backfill);
                    }
                    if (!alone(stage, step, before)) {
                        return;
                    }
                    guarantees.after(phase, step);
                    midway.after(phase, step);
                    before = Optional.of(step);
                    for (Boundary boundary : play.plan().boundaries()) {
                        if (boundary.afterStep().equals(step.id())) {
                            rest(stage, boundary, step);
                        }
                    }
                }
            }
            rollbacks.addAll(midway.rollbacks());
            seen.addAll(guarantees.missing());
        }
    }

    /** Whether the step could be run with nobody else at work. */
    private boolean alone(Stage stage, Step step, Optional<Step> before) throws SQLException {
        StepRunner runner = new StepRunner(stage.database());
        if (step instanceof Step.Manual) {
            stage.repair(stage.database());
        }
        if (step instanceof Step.Backfill backfill) {
            twiceAtOnce(stage, backfill);
        }
        return attempt(step.id(), step.title(), () -> {
            if (step instanceof Step.Sql sql) {
                TableRef table = play.plan().change().table();
                seen.addAll(new StepTrial(stage.database(), runner, table).run(sql, before));
            } else {
                runner.run(step);
            }
        });
    }

    private void twiceAtOnce(Stage stage, Step.Backfill step) throws SQLException {
        try (ThrowawayDatabase copy = stage.copy("twice")) {
            attempt(step.id(), step.title() + ", started twice at once", () -> {
                new Interrupted(copy, step).twiceAtOnce();
                new StepRunner(copy).run(step);
            });
        }
    }

    private void rest(Stage stage, Boundary boundary, Step step) throws SQLException {
        progress.accept(boundary.id() + ": every version, and both ways back");
        List<AppVersion> running = step.conduct().mayRun();
        BoundaryPlay at = new BoundaryPlay(play.plan(), stage, boundary, running);
        at.play();
        compatibility.addAll(at.compatibility());
        rollbacks.addAll(at.rollbacks());
    }
}
