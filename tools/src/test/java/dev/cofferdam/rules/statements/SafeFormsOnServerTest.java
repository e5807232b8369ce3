package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every safe form that a fixture shows leads to the catalogs that the statement as written leads to. */
@Tag("server")
final class SafeFormsOnServerTest {
    /** Columns, constraints and indexes of the user's tables, as the server words them. */
    private static final String CATALOG = """
            SELECT coalesce(string_agg(line, E'\\n' ORDER BY line), '') FROM (
              SELECT a.attrelid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
                     || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS line
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
              WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'm') AND c.relnamespace = 'public'::regnamespace
              UNION ALL
              SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated
              FROM pg_constraint WHERE connamespace = 'public'::regnamespace
              UNION ALL
              SELECT pg_get_indexdef(indexrelid) || ' ' || indisvalid || ' ' || indisunique
              FROM pg_index JOIN pg_class i ON i.oid = indexrelid WHERE i.relnamespace = 'public'::regnamespace) AS lines
            """;

    /** What the safe way leaves besides, by fixture: each is harmless, and documented or asked for. */
    private static final Map<String, String> BESIDES = Map.of(
            // VALIDATE is half of the safe way, and what it proves stays proved.
            "not-null-set-scan/bad-check-is-not-valid-yet.sql",
            "owners owners_telephone_present CHECK ((telephone IS NOT NULL)) true",
            // DETACH ... CONCURRENTLY leaves the partition's bounds as a CHECK (PostgreSQL docs, ALTER TABLE).
            "partition-detach-blocking/bad-plain.sql",
            "visits_2024 visits_2024_visited_on_check CHECK (((visited_on IS NOT NULL) AND (visited_on >="
                    + " '2024-01-01'::date) AND (visited_on < '2025-01-01'::date))) true");

    @TestFactory
    Stream<DynamicTest> theSameCatalogsByTheSafeWay() {
        return StatementRules.infos().stream().map(RuleInfo::id).flatMap(rule -> SqlFixture.of(rule, "bad-").stream()
                .filter(fixture -> canRun(SqlFixture.read(fixture), rule))
                .map(fixture -> dynamicTest(rule + "/" + fixture.getFileName(), () -> assertSame(fixture, rule))));
    }

    /** The server is the newest one; a fixture for an older one may lead elsewhere, and one without a past has no tables. */
    private static boolean canRun(SqlFixture fixture, String rule) {
        return fixture.engine().equals(Engine.postgresql(18))
                && fixture.units().get(0).description().equals("deployed")
                && fixture.findings(rule).stream()
                        .anyMatch(found -> found.safeForm().isPresent());
    }

    private static void assertSame(Path file, String rule) throws SQLException {
        SqlFixture fixture = SqlFixture.read(file);
        List<StatementFinding> findings = fixture.findings(rule);

        String asWritten = catalogAfter(fixture, List.of());
        String bySafeForms = catalogAfter(fixture, findings);

        String besides = BESIDES.getOrDefault(rule + "/" + file.getFileName(), "");
        assertThat(asWritten).as("the fixture makes something").isNotEmpty();
        assertThat(without(besides, bySafeForms))
                .isEqualTo(without(besides.replace(" true", " NOT VALID false"), asWritten));
        assertThat(bySafeForms).as("what it leaves besides").contains(besides);
    }

    private static String without(String line, String lines) {
        return lines.lines().filter(each -> !each.equals(line)).collect(Collectors.joining("\n"));
    }

    private static String catalogAfter(SqlFixture fixture, List<StatementFinding> replaced) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner()) {
            for (MigrationUnit unit : fixture.units()) {
                boolean deployed = unit.description().equals("deployed");
                for (ParsedStatement statement : SqlParser.parse(unit.sql())) {
                    for (String sql : deployed ? List.of(statement.text()) : forms(statement, replaced)) {
                        execute(owner, sql);
                    }
                }
            }
            return ask(owner);
        }
    }

    private static List<String> forms(ParsedStatement statement, List<StatementFinding> replaced) {
        return replaced.stream()
                .filter(found -> found.statement().equals(statement.text()))
                .flatMap(found -> found.safeForm().stream())
                .findFirst()
                .map(form -> form.statements())
                .orElse(List.of(statement.text()));
    }

    private static void execute(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet answer = statement.executeQuery(CATALOG)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
