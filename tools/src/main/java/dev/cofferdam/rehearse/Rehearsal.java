package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.StartUpChecks;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.ServerFailed;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A plan, played: once with many rows while the app versions that may run read and write, and once from boundary to boundary, where every version
 * and every way back is tried on a copy. It tells what was seen; whether that is good is the validator's business.
 */
public final class Rehearsal {
    private static final String BOTH_WAYS = "every version, and both ways back";

    private final Play play;
    private final ThrowawayServer server;
    private final ThrowawayDatabase base;
    private final RehearsalScale scale;
    private final Stages stages;
    private final Consumer<String> progress;
    private final Notes notes = new Notes();
    private final List<Cell> compatibility = new ArrayList<>();
    private final List<Cell> rollbacks = new ArrayList<>();
    private long rows;
    private long rowsOfCopies;

    /**
     * What is played.
     *
     * @param naive the statements of the naive change, by which the plan's end is measured
     * @param schema what {@code base} holds
     * @param checks what instances look at when they start
     */
    public record Play(Plan plan, List<String> naive, Schema schema, StartUpChecks checks) {
        public Play {
            naive = List.copyOf(naive);
        }

        /** Nothing is known of how instances start. */
        public Play(Plan plan, List<String> naive, Schema schema) {
            this(plan, naive, schema, StartUpChecks.unknown());
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
        this.stages = new Stages(play, server, base, scale.seed());
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
            throw server.lost("the rehearsal could not go on", lost);
        }
    }

    private Rehearsed run() throws SQLException {
        progress.accept("the plan's end beside the naive change's");
        otherVersion();
        notes.addAll(DryRun.of(play.plan(), play.naive(), server, base));
        if (!notes.tellsOfFailure()) {
            inBothWays();
        }
        return new Rehearsed(
                Engine.postgresql(server.majorVersion()),
                new RehearsalScale(rows, rowsOfCopies, scale.seed()),
                notes.seen(),
                compatibility,
                rollbacks,
                notes.remarks());
    }

    /** What a server of another major version does is a hint and no more. */
    private void otherVersion() {
        Engine engine = Engine.postgresql(server.majorVersion());
        if (!engine.equals(play.plan().engine())) {
            notes.remark("played on " + engine + ", and yours is " + play.plan().engine());
        }
    }

    /** Noted as if one had come after the other, so that two runs tell the same in the same order. */
    private void inBothWays() throws SQLException {
        Notes traffic = new Notes();
        Notes copies = new Notes();
        BothAtOnce.play(
                tell -> rows = new UnderTraffic(play.plan(), stages, traffic, tell).play(scale.rows()),
                tell -> {
                    fromPlaceToPlace(copies, tell);
                    amongDirtyRows(copies, tell);
                },
                BOTH_WAYS,
                progress);
        notes.addAll(traffic);
        notes.addAll(copies);
    }

    private void fromPlaceToPlace(Notes copies, Consumer<String> tell) throws SQLException {
        FromPlaceToPlace walk = new FromPlaceToPlace(play.plan(), play.schema(), stages, copies, tell);
        rowsOfCopies = walk.play(scale.rowsOfCopies());
        compatibility.addAll(walk.compatibility());
        rollbacks.addAll(walk.rollbacks());
    }

    private void amongDirtyRows(Notes copies, Consumer<String> tell) throws SQLException {
        if (!Stage.demands(play.plan().change(), play.schema()).isEmpty()) {
            tell.accept("rows that stand in the change's way");
            try (Stage stage = stages.withDirtyRows("dirty", scale.rowsOfCopies())) {
                copies.addAll(new DirtyRows(play.plan(), stage).play());
            }
        }
    }
}
