package dev.cofferdam.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.samples.SamplePlan;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files as a real server takes them, statement by statement, as psql sends them. */
class PlanFilesOnServerTest {
    private static final SortedMap<String, String> FILES = PlanFiles.of(SamplePlan.rehearsed(), List.of());
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$[a-z0-9]+\\$");
    private static final String TABLE =
            "CREATE TABLE owners (id serial PRIMARY KEY, last_name text, telephone varchar(20))";
    private static final String COLUMNS = """
            SELECT string_agg(column_name, ' ' ORDER BY column_name) FROM information_schema.columns
            WHERE table_name = 'owners'""";

    @Test
    void theWholeSequenceRunsThroughOnAnEmptyTable() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner()) {
            execute(owner, TABLE);
            runAll(owner, "sql/");
            assertThat(ask(owner, COLUMNS)).isEqualTo("id last_name phone_number");
            assertThat(ask(owner, "SELECT to_regclass('cofferdam_backfill_1') IS NULL"))
                    .isEqualTo("t");
        }
    }

    @Test
    void theWholeSequenceKeepsEveryRow() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner()) {
            fill(owner);
            runAll(owner, "sql/");
            assertThat(ask(owner, "SELECT count(*) FROM owners WHERE phone_number = 'n' || id"))
                    .isEqualTo("7000");
        }
    }

    @Test
    void aClosedGateStopsTheFileBeforeItChangesAnything() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner()) {
            fill(owner);
            runAll(owner, "sql/01-expand/");
            assertThatThrownBy(() -> runAll(owner, "sql/05-contract/"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("gate before contract-1 does not hold: Old and new column are equal")
                    .hasMessageContaining("expected 0, found 7000");
            execute(owner, "ROLLBACK");
            assertThat(ask(owner, COLUMNS)).isEqualTo("id last_name phone_number telephone");
            assertThat(ask(owner, "SELECT count(*) FROM pg_trigger WHERE tgname = 'owners_phone_sync'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void anAbandonGivesTheEarlierSchemaBack() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner()) {
            fill(owner);
            runAll(owner, "sql/01-expand/");
            runAll(owner, "rollback/after-expand/abandon/");
            assertThat(ask(owner, COLUMNS)).isEqualTo("id last_name telephone");
        }
    }

    @Test
    void aFileLeavesTheSessionsTimeoutsAsTheyWere() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner()) {
            execute(owner, TABLE);
            String before = ask(owner, "SHOW lock_timeout") + ask(owner, "SHOW statement_timeout");
            runAll(owner, "sql/");
            assertThat(ask(owner, "SHOW lock_timeout") + ask(owner, "SHOW statement_timeout"))
                    .isEqualTo(before);
        }
    }

    private static void fill(Connection owner) throws SQLException {
        execute(owner, TABLE);
        execute(
                owner,
                "INSERT INTO owners (last_name, telephone) SELECT 'x', 'n' || i FROM generate_series(1, 7000) i");
    }

    private static void runAll(Connection owner, String folder) throws SQLException {
        List<String> paths = FILES.keySet().stream()
                .filter(path -> path.startsWith(folder) && path.endsWith(".sql"))
                .toList();
        assertThat(paths).isNotEmpty();
        for (String path : paths) {
            for (String statement : statements(Objects.requireNonNull(FILES.get(path)))) {
                execute(owner, statement);
            }
        }
    }

    /** Cuts behind a semicolon at a line's end, outside dollar quotes. */
    private static List<String> statements(String file) {
        List<String> statements = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String line : file.lines().toList()) {
            open.append(line).append("\n");
            boolean quoted = DOLLAR_QUOTE.matcher(open).results().count() % 2 == 1;
            if (!quoted && line.endsWith(";")) {
                statements.add(open.toString());
                open.setLength(0);
            }
        }
        return statements;
    }

    private static void execute(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            assertThat(answer.next()).isTrue();
            return answer.getString(1);
        }
    }
}
