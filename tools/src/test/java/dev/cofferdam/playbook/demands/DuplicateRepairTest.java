package dev.cofferdam.playbook.demands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.played.Play;
import dev.cofferdam.played.Shapes;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person runs the statements that the plan shows for duplicates, as they stand, in the order in which they stand. */
@Tag("server")
final class DuplicateRepairTest {
    private static final String OWNERS = """
            CREATE TABLE t (id int PRIMARY KEY, a text, boss int REFERENCES t);
            INSERT INTO t SELECT i, CASE WHEN i % 7 > 0 THEN 'v' || i / 2 END FROM generate_series(1, 2600) i;
            UPDATE t SET boss = 3 WHERE id = 4;
            CREATE TABLE goes (id int PRIMARY KEY, of_t int NOT NULL REFERENCES t ON DELETE CASCADE);
            CREATE TABLE forgets (id int PRIMARY KEY, of_t int REFERENCES t ON DELETE SET NULL);
            CREATE TABLE stops (id int PRIMARY KEY, of_t int NOT NULL REFERENCES t);
            INSERT INTO goes SELECT id, id FROM t;
            INSERT INTO forgets SELECT id, id FROM t;
            INSERT INTO stops SELECT id, id FROM t;
            """;

    @Test
    void rowsGoInBatchesByTheKeyAndNothingThatReferredToThemIsLost() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, OWNERS);
            Schema before = Shapes.of(database);
            String groups = "SELECT count(DISTINCT a) + count(*) FILTER (WHERE a IS NULL) FROM t";
            String wanted = Play.ask(database, groups);

            runAll(database, statements(plan(database, "t", "a")));

            assertThat(Play.ask(database, "SELECT count(*) FROM t")).isEqualTo(wanted);
            for (String child : List.of("goes", "forgets", "stops")) {
                assertThat(Play.ask(
                                database,
                                "SELECT count(*) FROM " + child + " JOIN t ON t.id = of_t AND (of_t = " + child
                                        + ".id OR of_t = " + child + ".id - 1)"))
                        .as(child + " refer to the row that stays")
                        .isEqualTo("2600");
            }
            assertThat(Play.ask(database, "SELECT boss FROM t WHERE a = 'v2'")).isEqualTo("2");
            assertThat(Shapes.of(database)).as("nothing is left behind").isEqualTo(before);
        }
    }

    @Test
    void everyForeignKeyIsNamedWithWhatItDoesToRowsThatReferToOneThatGoes() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, OWNERS);
            assertThat(repair(plan(database, "t", "a")).instruction())
                    .contains(
                            "`goes_of_t_fkey` of `goes`, ON DELETE CASCADE",
                            "`forgets_of_t_fkey` of `forgets`, ON DELETE SET NULL",
                            "`stops_of_t_fkey` of `stops`, ON DELETE NO ACTION");
        }
    }

    /** Somebody corrects one of them by hand between the decision and the repair. */
    @Test
    void aRowThatIsNoDuplicateAnyMoreIsLeftAlone() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, OWNERS);
            List<String> statements = statements(plan(database, "t", "a"));
            int decided = 1 + indexOf(statements, "ADD PRIMARY KEY");
            runAll(database, statements.subList(0, decided));
            Drafts.run(database, "UPDATE t SET a = 'another' WHERE id = 3");
            runAll(database, statements.subList(decided, statements.size()));

            assertThat(Play.ask(database, "SELECT of_t FROM goes JOIN t ON t.id = of_t AND a = 'another'"))
                    .isEqualTo("3");
        }
    }

    @Test
    void aCompositeKeyAndAwkwardNamesAreWalkedTheSameWay() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, """
                    CREATE SCHEMA "my shop";
                    CREATE TABLE "my shop"."Order" (k int, "Part" text, "e mail" text NOT NULL, PRIMARY KEY (k, "Part"));
                    CREATE TABLE "Line" (id int PRIMARY KEY, k int, p text,
                        FOREIGN KEY (p, k) REFERENCES "my shop"."Order" ("Part", k) ON DELETE CASCADE);
                    INSERT INTO "my shop"."Order" SELECT i / 3, 'p' || i, 'm' || i % 10 FROM generate_series(1, 30) i;
                    INSERT INTO "Line" SELECT i, i / 3, 'p' || i FROM generate_series(1, 30) i
                    """);
            Plan plan = DemandedCode.draft(
                    database,
                    new ConstraintChange.AddUnique(
                            TableRef.of("my shop", "Order"), List.of("e mail"), Optional.empty()),
                    Engine.postgresql(18));

            runAll(database, statements(plan));

            assertThat(Play.ask(database, "SELECT count(*) FROM \"my shop\".\"Order\""))
                    .isEqualTo("10");
            assertThat(Play.ask(database, "SELECT count(*) FROM \"Line\"")).isEqualTo("30");
        }
    }

    @Test
    void aTableWithoutAKeyIsRepairedInOneStatement() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, "CREATE TABLE t (a int); INSERT INTO t SELECT i / 2 FROM generate_series(2, 9) i");
            runAll(database, statements(plan(database, "t", "a")));
            assertThat(Play.ask(database, "SELECT count(*) FROM t")).isEqualTo("4");
        }
    }

    private static Plan plan(ThrowawayDatabase database, String table, String column) throws SQLException {
        return DemandedCode.draft(
                database,
                new ConstraintChange.AddUnique(TableRef.of(table), List.of(column), Optional.empty()),
                Engine.postgresql(18));
    }

    private static Step.Manual repair(Plan plan) {
        return (Step.Manual) plan.findStep("backfill-1").orElseThrow();
    }

    private static List<String> statements(Plan plan) {
        return Stream.of(repair(plan).instruction().split("\n\n"))
                .filter(paragraph -> paragraph.startsWith("    "))
                .flatMap(paragraph -> SqlParser.parse(paragraph).stream())
                .map(ParsedStatement::text)
                .toList();
    }

    private static int indexOf(List<String> statements, String words) {
        return statements.indexOf(statements.stream()
                .filter(text -> text.contains(words))
                .findFirst()
                .orElseThrow());
    }

    /** One session, each statement by itself, as psql sends them. */
    private static void runAll(ThrowawayDatabase database, List<String> statements) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
