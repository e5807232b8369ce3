package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The two lists of functions against the server's own mark of each. */
@Tag("server")
final class VolatilityClaimsTest {
    static List<Integer> majors() {
        return TestServer.majors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void theServerMarksTheFunctionsAsTheListsDo(int major) throws SQLException {
        TestServer.on(major, server -> {
            try (ThrowawayDatabase database = TestServer.freshDatabase(server)) {
                TestServer.administer(server, database, "CREATE EXTENSION \"uuid-ossp\"", "CREATE EXTENSION pgcrypto");
                Set<String> wronglyCalm = functions(
                        database,
                        // AT TIME ZONE of a time of day is volatile before 15, and no column's default.
                        "p.provolatile = 'v' AND NOT 'timetz'::regtype = ANY (p.proargtypes)");
                wronglyCalm.retainAll(Volatility.NOT_VOLATILE);
                assertThat(wronglyCalm).isEmpty();
                Set<String> wronglyVolatile = functions(database, "true");
                wronglyVolatile.retainAll(Volatility.VOLATILE);
                wronglyVolatile.removeAll(functions(database, "p.provolatile = 'v'"));
                assertThat(wronglyVolatile).isEmpty();
            }
        });
    }

    private static Set<String> functions(ThrowawayDatabase database, String condition) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT p.proname FROM pg_proc p WHERE p.prokind = 'f' AND " + condition)) {
            while (row.next()) {
                names.add(String.valueOf(row.getString(1)));
            }
        }
        return names;
    }
}
