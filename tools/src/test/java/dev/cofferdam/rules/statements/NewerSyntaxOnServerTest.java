package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule about newer grammar names just the statements that a server of the version refuses. */
@Tag("server")
final class NewerSyntaxOnServerTest {
    private static final String RULE = "syntax-of-newer-server";
    private static final Path EVERY_FEATURE = SqlFixture.ROOT.resolve(RULE).resolve("bad-every-feature.sql");

    static List<Integer> majors() {
        return TestServer.majors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void theServerRefusesWhatTheRuleNames(int major) throws SQLException {
        SqlFixture fixture = SqlFixture.read(EVERY_FEATURE);
        MigrationUnit deployed = fixture.units().get(1);
        MigrationUnit change = fixture.units().get(2);
        Set<Integer> named = new SqlFixture(Engine.postgresql(major), fixture.units())
                .findings(RULE).stream()
                        .map(found -> found.place().line())
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<Integer> refused = new TreeSet<>();
        TestServer.on(major, server -> {
            try (ThrowawayDatabase database = TestServer.freshDatabase(server);
                    Connection connection = database.connectAsOwner();
                    Statement statement = connection.createStatement()) {
                for (ParsedStatement made : SqlParser.parse(deployed.sql())) {
                    statement.execute(made.text());
                }
                for (ParsedStatement asked : SqlParser.parse(change.sql())) {
                    if (isRefused(statement, asked.text())) {
                        refused.add(asked.line());
                    }
                }
            }
        });
        assertThat(named).isEqualTo(refused);
    }

    private static boolean isRefused(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return false;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(sql).isIn("42601", "22023", "42704");
            return true;
        }
    }
}
