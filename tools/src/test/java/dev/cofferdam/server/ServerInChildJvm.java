package dev.cofferdam.server;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A program for {@link CrashCleanupTest}: starts a server, prints "server" and its process id, closes at end of input. */
final class ServerInChildJvm {
    private ServerInChildJvm() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        try (ThrowawayServer server = ThrowawayServer.start(Path.of(arguments[0]))) {
            try (Connection superuser = server.connect(Roles.SUPERUSER, "postgres");
                    Statement statement = superuser.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)")) {
                row.next();
                System.out.print("server " + row.getString(1) + "\n");
                System.out.flush();
            }
            while (System.in.read() >= 0) {
                // Only the end of the input matters.
            }
        }
    }
}
