package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Step;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.ServerFailed;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A plan's backfills, run by themselves: over rows of the schema's own shape, with the indexes and triggers that the plan has put there by then, and with
 * nobody else at work. A rehearsal measures beside traffic, which is nearer to life and tells less about the rows.
 */
public final class BackfillTrial {
    private static final String SIZE = "SELECT pg_total_relation_size(?::regclass)";
    private static final String LOG = "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint";
    private static final String INDEXES = "SELECT count(*) FROM pg_index WHERE indrelid = ?::regclass";
    private static final String TRIGGERS =
            "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = ?::regclass";

    private final Plan plan;
    private final ThrowawayServer server;
    private final Stage stage;
    private final Consumer<String> progress;
    private final List<Measured> measured = new ArrayList<>();

    private BackfillTrial(Plan plan, ThrowawayServer server, Stage stage, Consumer<String> progress) {
        this.plan = plan;
        this.server = server;
        this.stage = stage;
        this.progress = progress;
    }

    /**
     * What one backfill did.
     *
     * @param rows rows that it filled
     * @param tableRows rows of the table
     * @param working time spent on batches, pauses left out
     * @param walBytes write-ahead log that it made, from a checkpoint on: full-page images as after any checkpoint
     * @param grownBytes how much larger table and indexes were afterwards, before any vacuum
     * @param indexes that the table had then
     * @param triggers that the table had then, those of foreign keys left out
     */
    public record Measured(
            Step.Backfill step,
            long rows,
            long tableRows,
            Duration working,
            long walBytes,
            long grownBytes,
            int indexes,
            int triggers) {
        /** Rows per second while it worked; at least 1. */
        public long rowsPerSecond() {
            return Math.max(1, rows * 1_000_000_000L / Math.max(1, working.toNanos()));
        }
    }

    /**
     * Runs the plan as far as its last backfill.
     *
     * @param base the schema; nobody may be connected to it, and it stays as it is
     * @param progress one line for each thing that takes time
     * @return one for each backfill of the plan, in its order; none for a backfill that found nothing to fill
     * @throws ServerFailed when a step fails or the server is lost
     */
    public static List<Measured> of(
            Plan plan,
            Schema schema,
            ThrowawayServer server,
            ThrowawayDatabase base,
            RehearsalScale scale,
            Consumer<String> progress) {
        if (backfills(plan) == 0) {
            return List.of();
        }
        progress.accept("making " + scale.rows() + " rows");
        Stage.Size size = new Stage.Size(scale.rows(), scale.seed());
        try (Stage stage = new Stage(
                server, base, base.name() + "_trial", plan, schema, size, Stage.demands(plan.change(), schema))) {
            BackfillTrial trial = new BackfillTrial(plan, server, stage, progress);
            if (stage.rows() > 0) {
                trial.run();
            }
            return List.copyOf(trial.measured);
        } catch (SQLException failed) {
            throw ServerFailed.during("the backfill could not be measured", failed);
        }
    }

    private void run() throws SQLException {
        long left = backfills(plan);
        StepRunner runner = new StepRunner(stage.database());
        for (Step step : steps(plan)) {
            if (left == 0) {
                return;
            }
            if (step instanceof Step.Backfill backfill) {
                measure(backfill);
                left--;
            } else if (step instanceof Step.Manual) {
                stage.repair(stage.database());
            } else {
                runner.run(step);
            }
        }
    }

    private static long backfills(Plan plan) {
        return steps(plan).stream().filter(Step.Backfill.class::isInstance).count();
    }

    private static List<Step> steps(Plan plan) {
        return plan.phases().stream().map(Phase::steps).flatMap(List::stream).toList();
    }

    private void measure(Step.Backfill step) throws SQLException {
        progress.accept("running " + step.id());
        try (Connection owner = stage.database().connectAsOwner();
                Connection observer = stage.database().connectAsObserver()) {
            for (String sql : step.setup()) {
                execute(owner, sql);
            }
            String table = Identifiers.quoteIfNeeded(step.table());
            long rows = number(owner, "SELECT count(*) FROM " + table + " WHERE " + step.predicate());
            if (rows > 0) {
                long tableRows = number(owner, "SELECT count(*) FROM " + table);
                long bytes = number(owner, SIZE, table);
                server.checkpoint();
                long log = number(observer, LOG);
                Duration working = timed(owner, step, tableRows);
                measured.add(new Measured(
                        step,
                        rows,
                        tableRows,
                        working,
                        number(observer, LOG) - log,
                        number(owner, SIZE, table) - bytes,
                        (int) number(owner, INDEXES, table),
                        (int) number(owner, TRIGGERS, table)));
            }
            for (String sql : step.teardown()) {
                execute(owner, sql);
            }
        }
    }

    /** It pauses after each batch, as often as it walks over so many rows. */
    private Duration timed(Connection owner, Step.Backfill step, long tableRows) throws SQLException {
        Clock clock = stage.database().clock();
        Instant begun = clock.instant();
        execute(owner, step.run());
        Duration took = Duration.between(begun, clock.instant());
        long batches = (tableRows + step.batchRows() - 1) / step.batchRows();
        Duration working = took.minusMillis(batches * step.pauseMillis());
        return working.isNegative() || working.isZero() ? Duration.ofMillis(1) : working;
    }

    private static long number(Connection session, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            for (int at = 0; at < parameters.length; at++) {
                statement.setString(at + 1, parameters[at]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
