package dev.cofferdam.schema.live;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Attached;
import dev.cofferdam.schema.CatalogReader;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.schema.View;
import dev.cofferdam.server.ServerFailed;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Learns a schema from the user's database, and rebuilds the part around one table where it may be changed. */
public final class LiveSchema {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private LiveSchema() {}

    /** Everything that users made in the database, read from its catalogs. */
    public static Schema read(LiveDatabase database) {
        return database.read(
                "reading the schema",
                LIMIT,
                session -> CatalogReader.read(
                        session, "live, PostgreSQL " + database.majorVersion() + " at " + database.shown()));
    }

    /**
     * Rebuilds the slice around a table.
     *
     * @param live what {@link #read} gave
     * @param wanted the table
     * @param copy an empty database of the server
     * @return the live schema, in which the table and what depends on it stand in the words of the throw-away server, and what had to be cut
     *     out of the copy stands among the unread
     * @throws UserError when the table itself cannot be rebuilt
     */
    public static Schema rebuild(
            LiveDatabase database, Schema live, TableRef wanted, ThrowawayServer server, ThrowawayDatabase copy) {
        TableRef table = live.table(wanted).ref();
        SliceDump dump =
                database.read("reading what hangs on `" + table + "`", LIMIT, session -> SliceDump.of(session, table));
        dump.roles().forEach(server::createRole);
        List<Undecided> cut = Rebuild.of(dump, copy);
        Schema rebuilt = readBack(copy, live.source());
        if (rebuilt.findTable(table).isEmpty()) {
            String why = cut.stream()
                    .filter(part -> part.what().startsWith("table "))
                    .map(Undecided::why)
                    .findFirst()
                    .orElse("it needs what the throw-away server does not have");
            throw new UserError(
                    "table `" + table + "` cannot be rebuilt in a throw-away PostgreSQL " + server.majorVersion() + ": "
                            + why,
                    live.source(),
                    "give the schema as SQL without what the message names, with --schema FILE");
        }
        return joined(live, rebuilt, table).withUnread(cut);
    }

    private static Schema readBack(ThrowawayDatabase copy, String source) {
        try (Connection owner = copy.connectAsOwner()) {
            return CatalogReader.read(owner, source);
        } catch (SQLException e) {
            throw ServerFailed.connectionLost("the rebuilt schema could not be read", e);
        }
    }

    /**
     * Before and after the change have to be told in the same words, so what hangs on the table is taken from the copy. The tables around it
     * are only there to be pointed at, and are told as they are.
     */
    private static Schema joined(Schema live, Schema rebuilt, TableRef table) {
        List<Table> tables = live.tables().stream()
                .map(each -> each.ref().isSameTable(table) ? rebuilt.table(table) : each)
                .toList();
        List<View> dependent = live.viewsOver(table);
        List<View> views = new ArrayList<>();
        for (View view : live.views()) {
            Optional<View> twin = rebuilt.views().stream()
                    .filter(other -> other.ref().equals(view.ref()))
                    .findFirst();
            if (dependent.contains(view)) {
                // One that could not be rebuilt is named among what was cut out.
                twin.ifPresent(views::add);
            } else {
                views.add(view);
            }
        }
        List<Attached> attached = Stream.concat(
                        live.attached().stream()
                                .filter(one -> !one.column().table().isSameTable(table)),
                        rebuilt.attached().stream()
                                .filter(one -> one.column().table().isSameTable(table)))
                .toList();
        return new Schema(live.source(), tables, views, live.routines(), live.unread(), attached);
    }
}
