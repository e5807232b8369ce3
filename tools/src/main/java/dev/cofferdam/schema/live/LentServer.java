package dev.cofferdam.schema.live;

import dev.cofferdam.domain.UserError;
import dev.cofferdam.server.ScratchServer;
import dev.cofferdam.server.ThrowawayServer;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A server that the user lends for rehearsals, and that must not be the one whose schema is to change. */
public final class LentServer {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private LentServer() {}

    /**
     * Begins a rehearsal there.
     *
     * @param live the user's own database, when it is known
     * @throws UserError when it is the server of that database, under whatever name, or not fit for a rehearsal
     */
    public static ThrowawayServer enter(Login scratch, Optional<Login> live) {
        if (live.isPresent()) {
            requireAnother(scratch, live.get());
        }
        return ThrowawayServer.on(new ScratchServer(
                scratch.url().hosts(),
                scratch.url().database(),
                scratch.url().parameters(),
                scratch.user(),
                scratch.password()));
    }

    /** Names differ, and lead to one server all the same; what it says of itself does not. */
    private static void requireAnother(Login scratch, Login live) {
        if (hosts(live).anyMatch(host -> hosts(scratch).anyMatch(host::equals))
                || identity(scratch).equals(identity(live))) {
            throw new UserError(
                    "`" + scratch.url().shown() + "` is on the server of your own database, `"
                            + live.url().shown() + "`, and a rehearsal writes, locks and loads",
                    "--rehearse-on",
                    "lend another server, or leave --rehearse-on out: then a PostgreSQL of our own is started for it");
        }
    }

    private static Stream<String> hosts(Login login) {
        return List.of(login.url().hosts().split(",", -1)).stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .map(host -> host.replaceFirst("^(127\\.[0-9.]+|\\[::1])(?=:\\d+$)", "localhost"));
    }

    /** A copy of a server made from its files has its number too, but did not start in the same microsecond. */
    private static String identity(Login login) {
        try (LiveDatabase session = LiveDatabase.open(login)) {
            return session.read("asking which server this is", LIMIT, connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(
                                "SELECT (pg_control_system()).system_identifier || ' ' || extract(epoch FROM pg_postmaster_start_time())")) {
                    row.next();
                    return String.valueOf(row.getString(1));
                }
            });
        }
    }
}
