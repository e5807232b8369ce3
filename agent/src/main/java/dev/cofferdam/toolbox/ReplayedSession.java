package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.StartUpSettings;
import dev.cofferdam.playbook.Playbooks;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.rehearse.BackfillTrial;
import dev.cofferdam.rehearse.DryRun;
import dev.cofferdam.rehearse.Rehearsal;
import dev.cofferdam.rows.BackfillEstimate;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.rows.TableFacts;
import dev.cofferdam.schema.NaiveTwin;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.live.Login;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A session over a throw-away PostgreSQL that holds the schema: the repository's own migrations, replayed, or what hangs on the table in a live
 * database, rebuilt. Close it to stop the server.
 */
public final class ReplayedSession implements PlanningSession, AutoCloseable {
    /**
     * What the user asked for.
     *
     * @param reader says which change the request asks for
     * @param schemaFile replaces the repository's migrations
     * @param live the user's own database; the schema is learned there unless a schema file is given
     * @param engine the user's engine; the newest embedded PostgreSQL when not said
     * @param rows answers who counts the rows of a table
     * @param server starts the server on which everything is tried
     */
    public record Wish(
            String request,
            RequestReader reader,
            Path repository,
            Optional<Path> schemaFile,
            Optional<Engine> engine,
            Optional<Login> live,
            String consumer,
            Function<TableRef, RowCount> rows,
            OptionalLong rate,
            PlannedBy plannedBy,
            Instant made,
            Supplier<ThrowawayServer> server) {}

    private final Wish wish;
    private final Learned learned;
    private final Engine engine;
    private final ThrowawayServer server;
    private final ThrowawayDatabase database;
    private final Schema schema;
    private final Change change;
    private final Map<Change, Schema> schemasAfter = new HashMap<>();

    /** A live table grows while the plan is made, and counting costs the user's database something: once is enough. */
    private final Map<TableRef, RowCount> counted = new HashMap<>();

    private ReplayedSession(Wish wish, Learned learned) {
        this.wish = wish;
        this.learned = learned;
        this.engine = engine(wish, learned);
        this.server = learned.server();
        this.database = learned.database();
        this.schema = learned.schema();
        this.change = learned.change();
    }

    /**
     * Learns the schema and understands the request.
     *
     * @param progress one line for each thing that takes time
     * @throws dev.cofferdam.domain.UserError when there are no migrations, or the request does not fit the schema
     */
    public static ReplayedSession open(Wish wish, Consumer<String> progress) {
        Learned learned = new SchemaLesson(wish, progress).learn();
        try {
            return new ReplayedSession(wish, learned);
        } catch (RuntimeException e) {
            learned.server().close();
            throw e;
        }
    }

    /** The live server's own version is the one that counts; a flag that says otherwise is a slip. */
    private static Engine engine(Wish wish, Learned learned) {
        if (learned.liveMajor().isEmpty()) {
            return wish.engine()
                    .orElseGet(() -> Engine.postgresql(learned.server().majorVersion()));
        }
        Engine live = Engine.postgresql(learned.liveMajor().getAsInt());
        if (wish.engine().filter(said -> !said.equals(live)).isPresent()) {
            throw new UserError(
                    "the database runs " + live + ", and not " + wish.engine().orElseThrow(),
                    "--engine",
                    "leave --engine out, or plan from a schema file with --schema");
        }
        return live;
    }

    /**
     * Drafts the change without its code paths and runs it once on an empty copy of the schema, so that what the playbook cannot take
     * along shows before anything else is done.
     *
     * @throws UserError when a statement of the draft fails, or the schema would not end as the naive change leaves it
     */
    public void tryOut() {
        Plan trial = withoutCode(new RowCount(change.table(), 0, RowCount.Source.ASSUMED), OptionalLong.empty());
        List<Observation> seen = DryRun.of(trial, NaiveChange.statements(change, schema), server, database);
        if (!seen.isEmpty()) {
            throw refused(seen);
        }
    }

    /** The playbook's plan as it would be if no code used the schema: its SQL is the same. */
    private Plan withoutCode(RowCount rows, OptionalLong rate) {
        return Playbooks.draft(new PlanningInput(
                change,
                engine(),
                schema,
                schemaAfter(change),
                List.of(),
                List.of(),
                List.of(),
                BackfillEstimate.of("backfill-1", rows, rate, List.of()),
                consumer(),
                List.of(),
                new PlanningInput.Cites("", List.of(), ""),
                plannedBy(),
                made()));
    }

    /**
     * Runs the backfills of the playbook's plan alone, over rows of the schema's own shape.
     *
     * @param progress one line for each thing that takes time
     * @return one for each backfill; none when the plan has none
     * @throws dev.cofferdam.server.ServerFailed when a step fails or the server is lost
     */
    public List<BackfillTrial.Measured> measureBackfills(RehearsalScale scale, Consumer<String> progress) {
        Plan plan = withoutCode(rows(change.table()), rate());
        return BackfillTrial.of(plan, schema, server, database, scale, progress);
    }

    /**
     * Plays a plan of this session.
     *
     * @param progress one line for each thing that takes time
     * @throws dev.cofferdam.server.ServerFailed when the server is lost
     */
    public Rehearsed rehearse(Plan plan, RehearsalScale scale, Consumer<String> progress) {
        return Rehearsal.of(
                new Rehearsal.Play(
                        plan,
                        NaiveChange.statements(plan.change(), schema),
                        schema,
                        StartUpSettings.of(wish.repository())),
                server,
                database,
                scale,
                progress);
    }

    private UserError refused(List<Observation> seen) {
        Observation first = seen.get(0);
        String problem =
                switch (first.kind()) {
                    case FAILED ->
                        "tried on an empty copy of the schema, the plan stops where it is to \""
                                + first.subject().substring(0, 1).toLowerCase(Locale.ROOT)
                                + first.subject().substring(1) + "\": "
                                + first.evidence()
                                        .lines()
                                        .findFirst()
                                        .orElse("")
                                        .replaceFirst("^ERROR: ", "")
                                        .replaceAll("cofferdam_(new|old)_", "");
                    case INHERITANCE ->
                        "table `" + first.subject()
                                + "` has parents or children by inheritance, which a trigger does not see";
                    default ->
                        "the plan cannot take along everything that hangs on the column; at its end there would be "
                                + seen.stream()
                                        .limit(4)
                                        .map(one -> (one.kind() == Observation.Kind.LOST ? "no " : "still ")
                                                + one.subject())
                                        .collect(Collectors.joining("; "));
                };
        return new UserError(
                problem,
                schema.source(),
                "drop or change first what the message names, or do this part of the change by hand");
    }

    @Override
    public Path repository() {
        return wish.repository();
    }

    @Override
    public Change change() {
        return change;
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Schema schemaAfter(Change wanted) {
        Playbooks.requirePlannable(wanted, schema);
        return schemasAfter.computeIfAbsent(
                wanted,
                change -> NaiveTwin.of(
                        server,
                        database,
                        NaiveChange.besides(change, schema),
                        schema.source(),
                        refusal -> Playbooks.refused(change, schema, refusal)));
    }

    @Override
    public RowCount rows(TableRef table) {
        return counted.computeIfAbsent(table, wish.rows());
    }

    @Override
    public Optional<TableFacts> facts(TableRef table) {
        return learned.facts().filter(facts -> facts.table().isSameTable(table));
    }

    @Override
    public List<Undecided> undecided() {
        return learned.undecided();
    }

    @Override
    public List<String> concerns() {
        return learned.concerns();
    }

    @Override
    public OptionalLong rate() {
        return wish.rate();
    }

    @Override
    public String consumer() {
        return wish.consumer();
    }

    @Override
    public PlannedBy plannedBy() {
        return wish.plannedBy();
    }

    @Override
    public Instant made() {
        return wish.made();
    }

    @Override
    public void close() {
        server.close();
    }
}
