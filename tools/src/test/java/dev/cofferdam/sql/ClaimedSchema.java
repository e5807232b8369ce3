package dev.cofferdam.sql;

import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database with the tables of {@code claims/schema.sql}, and with what the server's administrator has to add. */
final class ClaimedSchema {
    private ClaimedSchema() {}

    interface Use {
        void accept(ThrowawayDatabase database) throws SQLException;
    }

    /** Makes the database, uses it, and gives the server back as it was. */
    static void on(ThrowawayServer server, Use use) throws SQLException {
        try (ThrowawayDatabase tools = TestServer.freshDatabase(server)) {
            TestServer.administer(
                    server, tools, "GRANT pg_read_server_files, pg_write_server_files TO cofferdam_owner");
            if (server.majorVersion() >= 15) {
                TestServer.administer(
                        server,
                        tools,
                        "SET allow_in_place_tablespaces = on",
                        "CREATE TABLESPACE elsewhere LOCATION ''",
                        "GRANT CREATE ON TABLESPACE elsewhere TO cofferdam_owner");
            }
            try (ThrowawayDatabase database = TestServer.freshDatabase(server)) {
                TestServer.administer(
                        server, database, Claim.script("administrator.sql").toArray(String[]::new));
                make(database);
                use.accept(database);
            } finally {
                TestServer.administer(
                        server, tools, "REVOKE pg_read_server_files, pg_write_server_files FROM cofferdam_owner");
                if (server.majorVersion() >= 15) {
                    TestServer.administer(server, tools, "DROP TABLESPACE elsewhere");
                }
            }
        }
    }

    private static void make(ThrowawayDatabase database) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement()) {
            for (String sql : Claim.script("schema.sql")) {
                statement.execute(sql);
            }
        }
    }
}
