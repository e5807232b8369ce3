package dev.cofferdam.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cofferdam.migrations.Histories;
import dev.cofferdam.migrations.History;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Liquibase is the judge of our rendering: for every changelog of the fixtures, the database that it leaves behind is compared with
 * the one that our own SQL leaves behind, object by object and row by row (decision 0005).
 */
@Tag("server")
class LiquibaseOracleTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    /** Held here, because the root of loggers holds them weakly. */
    private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

    /** What Liquibase is told at run time: its own configuration, of which it reads none from Spring's files. */
    private record Run(String name, Path root, String changelog, String contexts, String labels) {}

    private static final List<Run> RUNS = List.of(
            run("liquibase-xml", "src/main/resources", "db/changelog.xml"),
            run("liquibase-types", "src/main/resources", "db/changelog/db.changelog-master.xml"),
            run("liquibase-yaml", "src/main/resources", "db/changelog/master.yaml"),
            run("liquibase-sql", "", "db/changelog.sql"),
            run("liquibase-include-all", "src/main/resources", "migrations.xml"),
            new Run(
                    "liquibase-contexts",
                    RESOURCES.resolve("histories/liquibase-contexts"),
                    "src/main/resources!config/liquibase/master.xml",
                    "prod, eu",
                    "!slow"),
            new Run("queries", RESOURCES.resolve("liquibase/queries"), "!changelog.sql", "", ""));

    private static Run run(String name, String classpath, String changelog) {
        return new Run(name, RESOURCES.resolve("histories").resolve(name), classpath + "!" + changelog, "", "");
    }

    @TestFactory
    Stream<DynamicTest> ourSqlLeavesWhatLiquibaseLeaves() {
        return RUNS.stream().map(run -> dynamicTest(run.name(), () -> compare(run)));
    }

    @TestFactory
    Stream<DynamicTest> noFixtureIsForgotten() throws IOException {
        try (Stream<Path> folders = Files.list(RESOURCES.resolve("histories"))) {
            List<String> names = folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.startsWith("liquibase"))
                    .toList();
            return names.stream()
                    .map(name -> dynamicTest(
                            name, () -> assertThat(RUNS).extracting(Run::name).contains(name)));
        }
    }

    private static void compare(Run run) throws Exception {
        List<String> theirs = byLiquibase(run);
        History history = Histories.find(run.root(), Optional.empty());
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Schema schema = ReplayedSchema.of(history, database);
            assertThat(schema.unread()).as("what was passed over").isEmpty();
            try (Connection connection = database.connectAsOwner()) {
                assertThat(differences(CatalogText.of(connection), theirs)).isEmpty();
            }
        }
    }

    private static List<String> differences(List<String> ours, List<String> theirs) {
        List<String> lines = new ArrayList<>();
        ours.stream().filter(line -> !theirs.contains(line)).forEach(line -> lines.add("only ours: " + line));
        theirs.stream().filter(line -> !ours.contains(line)).forEach(line -> lines.add("only Liquibase's: " + line));
        return lines;
    }

    private static List<String> byLiquibase(Run run) throws Exception {
        String[] paths = run.changelog().split("!", 2);
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            // It holds nothing open between its calls.
            DirectoryResourceAccessor files =
                    new DirectoryResourceAccessor(run.root().resolve(paths[0]));
            quietly(() -> update(run, paths[1], database, files));
            try (Connection connection = database.connectAsOwner()) {
                List<String> lines = CatalogText.of(connection);
                assertThat(lines).hasSizeGreaterThan(3);
                return lines;
            }
        }
    }

    private static void update(Run run, String changelog, ThrowawayDatabase database, DirectoryResourceAccessor files)
            throws SQLException, LiquibaseException {
        try (Connection connection = database.connectAsOwner()) {
            Database target =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Liquibase liquibase = new Liquibase(changelog, files, target);
            if (run.name().equals("liquibase-yaml")) {
                liquibase.setChangeLogParameter("prefix", "shop");
            }
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            liquibase.update(new Contexts(run.contexts()), new LabelExpression(run.labels()));
        }
    }

    /** Neither prints, nor logs, nor tells its makers. */
    private static void quietly(Scope.ScopedRunner<?> runner) throws Exception {
        LIQUIBASE.setLevel(Level.OFF);
        Scope.child(
                Map.of(
                        Scope.Attr.ui.name(),
                        new LoggerUIService(),
                        "liquibase.analytics.enabled",
                        "false",
                        "liquibase.showBanner",
                        "false"),
                runner);
    }

    /** A database as sorted lines, whatever made it. */
    private static final class CatalogText {
        private static final String OURS =
                " JOIN pg_namespace n ON n.nspname = 'public' AND n.oid = c.relnamespace AND c.relname NOT LIKE 'databasechangelog%' ";

        private static final List<String> QUERIES = List.of(
                "SELECT 'column', c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,"
                        + " a.attgenerated, pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum)"
                        + " FROM pg_class c" + OURS
                        + "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
                        + " LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind IN ('r', 'v', 'm')",
                "SELECT 'constraint', c.relname, k.conname, pg_get_constraintdef(k.oid), k.convalidated FROM pg_class c"
                        + OURS + "JOIN pg_constraint k ON k.conrelid = c.oid",
                "SELECT 'index', pg_get_indexdef(i.indexrelid) FROM pg_class c" + OURS
                        + "JOIN pg_index i ON i.indrelid = c.oid",
                "SELECT 'table', c.relname, c.relkind, obj_description(c.oid) FROM pg_class c" + OURS
                        + "WHERE c.relkind IN ('r', 'S')",
                "SELECT 'view', c.relname, pg_get_viewdef(c.oid) FROM pg_class c" + OURS
                        + "WHERE c.relkind IN ('v', 'm')",
                "SELECT 'sequence', s.sequencename, s.data_type, s.start_value, s.min_value, s.max_value, s.increment_by, s.cycle,"
                        + " s.cache_size, s.last_value FROM pg_sequences s",
                "SELECT 'owned', c.relname, d.refobjid::regclass, d.refobjsubid FROM pg_class c" + OURS
                        + "JOIN pg_depend d ON d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')"
                        + " WHERE c.relkind = 'S'",
                "SELECT 'trigger', pg_get_triggerdef(t.oid) FROM pg_class c" + OURS
                        + "JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal",
                "SELECT 'routine', p.proname, p.prokind, p.prorettype::regtype, btrim(p.prosrc) FROM pg_proc p"
                        + " JOIN pg_namespace n ON n.nspname = 'public' AND n.oid = p.pronamespace");

        static List<String> of(Connection connection) throws SQLException {
            List<String> lines = new ArrayList<>();
            for (String query : QUERIES) {
                lines.addAll(rows(connection, query));
            }
            List<String> tables =
                    rows(connection, "SELECT quote_ident(c.relname) FROM pg_class c" + OURS + "WHERE c.relkind = 'r'");
            for (String table : tables) {
                rows(connection, "SELECT t::text FROM " + table + " t")
                        .forEach(row -> lines.add(table + " holds " + row));
            }
            lines.sort(null);
            return lines;
        }

        private static List<String> rows(Connection connection, String query) throws SQLException {
            List<String> lines = new ArrayList<>();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    List<String> cells = new ArrayList<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        cells.add(String.valueOf(rows.getString(i)));
                    }
                    lines.add(String.join(" | ", cells));
                }
            }
            return lines;
        }
    }
}
