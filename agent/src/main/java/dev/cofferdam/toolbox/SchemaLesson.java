package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.intent.Requests;
import dev.cofferdam.migrations.Histories;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.rows.LiveFacts;
import dev.cofferdam.rows.TableFacts;
import dev.cofferdam.schema.Drift;
import dev.cofferdam.schema.ReplayedSchema;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.live.LiveDatabase;
import dev.cofferdam.schema.live.LiveSchema;
import dev.cofferdam.schema.live.Login;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Learns the schema: from a schema file when one is named, else from the live database when there is one, else from the repository's
 * migrations. A live schema is compared with what the migrations make.
 */
final class SchemaLesson {
    private final ReplayedSession.Wish wish;
    private final Consumer<String> progress;

    SchemaLesson(ReplayedSession.Wish wish, Consumer<String> progress) {
        this.wish = wish;
        this.progress = progress;
    }

    Learned learn() {
        Optional<Login> live = wish.live().filter(login -> wish.schemaFile().isEmpty());
        return live.map(this::fromLiveDatabase).orElseGet(this::fromHistory);
    }

    private Learned fromHistory() {
        History history = found();
        ThrowawayServer server = wish.server().get();
        try {
            ThrowawayDatabase database = server.createDatabase("replayed");
            Schema schema = replay(history, server, database);
            Change change = wish.reader().read(wish.request(), wish.repository(), schema);
            Optional<TableFacts> facts = wish.live().map(login -> facts(login, change));
            return new Learned(
                    server,
                    database,
                    schema,
                    change,
                    OptionalInt.empty(),
                    facts,
                    facts.map(FactWords::undecided).orElse(List.of()),
                    facts.map(FactWords::concerns).orElse(List.of()));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static TableFacts facts(Login login, Change change) {
        try (LiveDatabase live = LiveDatabase.open(login)) {
            return LiveFacts.of(live, change.table(), change.columns());
        }
    }

    private Learned fromLiveDatabase(Login login) {
        ThrowawayServer server = null;
        try (LiveDatabase live = LiveDatabase.open(login)) {
            progress.accept("reading the schema of " + live.shown() + ", PostgreSQL " + live.majorVersion());
            Schema whole = LiveSchema.read(live);
            Change change = wish.reader().read(wish.request(), wish.repository(), whole);
            TableFacts facts = LiveFacts.of(live, change.table(), change.columns());
            server = wish.server().get();
            progress.accept("rebuilding what hangs on " + change.table() + " in a throw-away PostgreSQL "
                    + server.majorVersion());
            ThrowawayDatabase database = server.createDatabase("rebuilt");
            Schema schema = LiveSchema.rebuild(live, whole, change.table(), server, database);
            schema.unread().forEach(part -> progress.accept(part.what() + ": " + part.why()));
            return compared(live, server, database, schema, change, facts);
        } catch (RuntimeException e) {
            if (server != null) {
                server.close();
            }
            throw e;
        }
    }

    private Learned compared(
            LiveDatabase live,
            ThrowawayServer server,
            ThrowawayDatabase database,
            Schema schema,
            Change change,
            TableFacts facts) {
        List<Undecided> undecided = new ArrayList<>(FactWords.undecided(facts));
        List<String> concerns = new ArrayList<>(FactWords.concerns(facts));
        if (live.majorVersion() != server.majorVersion()) {
            concerns.add("how PostgreSQL " + live.majorVersion()
                    + ", which the live database runs, differs from PostgreSQL " + server.majorVersion()
                    + ", on which the SQL was tried");
        }
        try {
            drift(server, schema, change).ifPresent(undecided::add);
        } catch (UserError nothingToCompare) {
            concerns.add("whether the repository's migrations make the schema that the live database has: "
                    + nothingToCompare.problem());
        }
        undecided.forEach(one -> progress.accept("to decide: " + one.what()));
        concerns.forEach(one -> progress.accept("not known: " + one));
        return new Learned(
                server,
                database,
                schema,
                change,
                OptionalInt.of(live.majorVersion()),
                Optional.of(facts),
                undecided,
                concerns);
    }

    private Optional<Undecided> drift(ThrowawayServer server, Schema schema, Change change) {
        History history = found();
        try (ThrowawayDatabase compared = server.createDatabase("compared")) {
            Schema migrated = replay(history, server, compared);
            return Drift.undecided(Drift.between(schema, migrated, change.table()), change.table());
        }
    }

    private Schema replay(History history, ThrowawayServer server, ThrowawayDatabase database) {
        progress.accept("replaying them in a throw-away PostgreSQL " + server.majorVersion());
        return ReplayedSchema.of(history, database);
    }

    private History found() {
        History history = beforeTheRequest(Histories.find(wish.repository(), wish.schemaFile()));
        progress.accept("found " + history.counted() + " (" + history.layout() + ")");
        return history;
    }

    /** A migration that is itself the request has not run yet, although it lies in the folder of those that have. */
    private History beforeTheRequest(History history) {
        Optional<Path> requested =
                Requests.findFile(wish.request(), wish.repository()).map(Path::normalize);
        List<MigrationUnit> earlier = history.units().stream()
                .filter(unit -> !requested.equals(
                        Optional.of(wish.repository().resolve(unit.file()).normalize())))
                .toList();
        if (earlier.size() == history.units().size()) {
            return history;
        }
        progress.accept("left out " + wish.request().strip() + ": it is the request");
        return new History(history.layout(), earlier, history.unread(), history.searchPath());
    }
}
