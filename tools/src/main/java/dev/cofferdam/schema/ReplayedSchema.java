package dev.cofferdam.schema;

import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.server.ServerFailed;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** Learns a schema by running its history in a throw-away database. */
public final class ReplayedSchema {
    private ReplayedSchema() {}

    /**
     * Runs each unit as the database's owner, in its own transaction mode, and reads the catalogs. Roles, schemas and extensions that others
     * make are made when a statement fails for lack of them. A statement that fails because something else is missing here is named in {@code
     * unread} with the server's message. When it shapes the schema, the rest of its unit is skipped; grants, comments, data and extensions that
     * fail stop nothing. Later units run in any case.
     *
     * @throws dev.cofferdam.domain.UserError when a statement fails by its own fault
     * @throws ServerFailed when the connection is lost
     */
    public static Schema of(History history, ThrowawayDatabase database) {
        try (Connection connection = database.connectAsOwner()) {
            Replay replay = new Replay(connection, database, history);
            for (MigrationUnit unit : history.units()) {
                replay.run(unit);
            }
            Schema read =
                    CatalogReader.read(connection, "replayed, from " + history.layout() + ", " + history.counted());
            return read.withUnread(history.unread()).withUnread(replay.unread());
        } catch (SQLException e) {
            throw ServerFailed.connectionLost("the migrations could not be replayed", e);
        }
    }
}
