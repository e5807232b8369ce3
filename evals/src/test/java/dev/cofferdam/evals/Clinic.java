package dev.cofferdam.evals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.cli.Main;
import dev.cofferdam.cli.Screen;
import dev.cofferdam.cli.Terminal;
import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.migrations.Histories;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.played.Shapes;
import dev.cofferdam.played.Traffic;
import dev.cofferdam.schema.ReplayedSchema;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The example clinic: its plan, its database with rows in it, and what its rows hold. */
final class Clinic {
    private static final int ROWS = 12_000;

    private Clinic() {}

    static Path repository() {
        return Path.of("examples", "clinic").toAbsolutePath();
    }

    /** The plan as a user gets it: by the command line, read back from the file that it wrote. */
    static Plan plan(Path out, String request) {
        run(List.of(
                "plan",
                "--no-rehearsal",
                request,
                "--repo",
                repository().toString(),
                "--rows",
                "owners=" + ROWS,
                "--out",
                out.toString()));
        return PlanFile.read(out.resolve("plan.yaml"));
    }

    /** What a command line prints on stdout; it must end with exit code 0. */
    static String run(List<String> arguments) {
        StringWriter said = new StringWriter();
        StringWriter progress = new StringWriter();
        Terminal terminal = new Terminal(
                new Screen(new PrintWriter(said, true), false, false),
                new Screen(new PrintWriter(progress, true), false, false));
        assertThat(Main.run(arguments, terminal)).as(said + "\n" + progress).isZero();
        return said.toString();
    }

    /** The clinic's migrations, and more owners than one batch of the backfill takes. */
    static ThrowawayDatabase database() throws SQLException {
        ThrowawayDatabase database = TestServer.freshDatabase();
        Schema schema = ReplayedSchema.of(Histories.find(repository(), Optional.empty()), database);
        assertThat(schema.unread()).isEmpty();
        run(
                database,
                "INSERT INTO owners (first_name, last_name, city, telephone) SELECT 'Ann', 'Owner ' || i, 'Delft', '555' || (100000 + i)"
                        + " FROM generate_series(1, " + ROWS + ") AS i");
        return database;
    }

    /** The clinic's schema after {@code ALTER TABLE ... RENAME}. */
    static ThrowawayDatabase renamedAtOnce(Change change) throws SQLException {
        ThrowawayDatabase database = TestServer.freshDatabase();
        ReplayedSchema.of(Histories.find(repository(), Optional.empty()), database);
        for (String sql : NaiveChange.statements(change)) {
            run(database, sql);
        }
        return database;
    }

    private static void run(ThrowawayDatabase database, String sql) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    static Traffic traffic(ThrowawayDatabase database, Plan plan, ColumnChange.RenameColumn change) {
        return new Traffic(
                database, plan.probes(), change.column(), change.newName(), (column, number) -> switch (column) {
                    case "telephone" -> "555" + (100_000 + number);
                    case "first_name", "last_name", "city", "address" -> "made up " + number % 100;
                    case "id" -> 41L + number % 40;
                    default -> "0";
                });
    }

    static boolean hasColumn(ThrowawayDatabase database, String column) throws SQLException {
        return Shapes.of(database).tables().stream()
                .anyMatch(table -> table.ref().name().equals("owners")
                        && table.findColumn(column).isPresent());
    }

    /** The column's values of these owners, by id. */
    static Map<Integer, String> values(ThrowawayDatabase database, String column, Collection<Integer> ids)
            throws SQLException {
        Map<Integer, String> values = new HashMap<>();
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement();
                ResultSet result = statement.executeQuery("SELECT id, " + column + " FROM owners WHERE id <= 40")) {
            while (result.next()) {
                if (ids.contains(result.getInt(1))) {
                    values.put(result.getInt(1), result.getString(2));
                }
            }
        }
        return values;
    }
}
