package dev.cofferdam.cli;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.intent.Requests;
import dev.cofferdam.loop.PlaybookModel;
import dev.cofferdam.migrations.Histories;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.StaticSchema;
import dev.cofferdam.schema.live.LiveDatabase;
import dev.cofferdam.schema.live.LiveSchema;
import dev.cofferdam.schema.live.Login;
import dev.cofferdam.toolbox.Briefing;
import dev.cofferdam.toolbox.Premises;
import dev.cofferdam.toolbox.ReplayedSession;
import dev.cofferdam.toolbox.RequestReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a conversation stands on, as the options of the command say it. */
final class ChatPremises implements Premises {
    /** Of the embedded server; a session of planning says its own once it runs. */
    private static final Engine EMBEDDED = Engine.postgresql(18);

    private final ChatDesk.Given given;
    private final ChatDesk.Options options;
    private final Clock clock;
    private final Consumer<String> progress;
    private final Supplier<Optional<String>> model;
    private final Optional<Login> live;
    private final Schema schema;
    private final Engine engine;
    private final List<RowCount> rows;
    private final Map<TableRef, RowCount> counted = new HashMap<>();

    ChatPremises(
            ChatDesk.Given given,
            ChatDesk.Options options,
            Clock clock,
            Consumer<String> progress,
            Supplier<Optional<String>> model) {
        this.given = given;
        this.options = options;
        this.clock = clock;
        this.progress = progress;
        this.model = model;
        this.rows = given.rows();
        this.live = options.database().login(progress);
        Optional<Login> learned = live.filter(login -> given.schemaFile().isEmpty());
        if (learned.isPresent()) {
            try (LiveDatabase database = LiveDatabase.open(learned.get())) {
                this.schema = LiveSchema.read(database);
                this.engine = Engine.postgresql(database.majorVersion());
            }
        } else {
            this.schema = StaticSchema.of(Histories.find(given.repository(), given.schemaFile()));
            this.engine = given.engine().orElse(EMBEDDED);
        }
    }

    @Override
    public Path repository() {
        return given.repository();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public RowCount rows(TableRef table) {
        return counted.computeIfAbsent(table, this::count);
    }

    private RowCount count(TableRef table) {
        return rows.stream()
                .filter(count -> count.table().isSameTable(table))
                .findFirst()
                .map(count -> new RowCount(table, count.rows(), count.source()))
                .or(() -> live.map(login -> options.database().count(login, table)))
                // Unlike a single plan, a conversation may come to tables of which nobody thought at its start.
                .orElseGet(() -> RowCount.assumed(table));
    }

    @Override
    public OptionalLong rate() {
        return given.rate();
    }

    @Override
    public String consumer() {
        return given.consumer();
    }

    @Override
    public PlannedBy plannedBy() {
        String version = Build.current().version();
        return model.get()
                .map(name -> new PlannedBy(
                        "language model", Optional.of(name), version, Optional.of(Briefing.promptsHash())))
                .orElseGet(() -> new PlannedBy(PlaybookModel.NAME, Optional.empty(), version, Optional.empty()));
    }

    @Override
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public boolean canRehearse() {
        return options.rehearsal().isWanted();
    }

    @Override
    public Opened open(String words, boolean byPerson) {
        String request = byPerson
                ? Requests.movedTo(given.repository(), words, Path.of("").toAbsolutePath())
                : words;
        RequestReader reader = byPerson ? RequestReader.GRAMMAR : ChatPremises::withoutFiles;
        progress.accept("learning the schema");
        ReplayedSession session = ReplayedSession.open(wish(request, reader), progress);
        try {
            progress.accept("trying the SQL on an empty copy");
            session.tryOut();
            return new Opened(session, options.rehearsal().rehearser(session, progress), session::close);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** No file is ever read on the word of a model. */
    private static Change withoutFiles(String words, Path repository, Schema schema) {
        return Requests.understand(words, schema);
    }

    private ReplayedSession.Wish wish(String request, RequestReader reader) {
        return new ReplayedSession.Wish(
                request,
                reader,
                given.repository(),
                given.schemaFile(),
                given.engine(),
                live,
                given.consumer(),
                this::rows,
                rate(),
                plannedBy(),
                now(),
                () -> options.scratch().start(live, progress));
    }
}
