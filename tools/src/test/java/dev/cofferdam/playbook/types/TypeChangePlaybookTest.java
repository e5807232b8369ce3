package dev.cofferdam.playbook.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.played.Play;
import dev.cofferdam.played.Shapes;
import dev.cofferdam.rehearse.DryRun;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every plan of this table is applied and abandoned in a real server; nothing here repeats what the playbook writes. */
@Tag("server")
@Tag("played")
final class TypeChangePlaybookTest {
    @ParameterizedTest
    @EnumSource(ChangedTable.class)
    void theWholePlanEndsWhereTheNaiveChangeWouldWithEveryValue(ChangedTable table) throws SQLException {
        try (ThrowawayDatabase database = filled(table);
                ThrowawayDatabase naive = TestServer.get().cloneDatabase(database, database.name() + "_target")) {
            for (String sql : NaiveChange.statements(table.change(), Drafts.schema(database))) {
                Drafts.run(naive, sql);
            }
            Plan plan = Drafts.draft(database, table.change());
            Play.forwards(database, plan);
            assertThat(Shapes.of(database)).isEqualTo(Shapes.of(naive));
            assertThat(Play.ask(database, table.checksum(table.columnAtTheEnd())))
                    .isEqualTo(Play.ask(naive, table.checksum(table.columnAtTheEnd())));
        }
    }

    @ParameterizedTest
    @EnumSource(ChangedTable.class)
    void abandonFromEveryBoundaryGivesTheSchemaBackWithEveryValue(ChangedTable table) throws SQLException {
        try (ThrowawayDatabase start = filled(table)) {
            Schema before = Shapes.of(start);
            String values = Play.ask(start, table.checksum(table.column()));
            Plan plan = Drafts.draft(start, table.change());
            for (Boundary boundary : plan.boundaries()) {
                if (boundary.abandon().impossibleBecause().isPresent()) {
                    continue;
                }
                try (ThrowawayDatabase database = TestServer.get()
                        .cloneDatabase(start, start.name() + "_" + boundary.id().replace('-', '_'))) {
                    Play.until(database, plan, boundary);
                    Play.back(database, boundary.abandon());
                    assertThat(Shapes.of(database)).as(boundary.id()).isEqualTo(before);
                    boolean formIsLost = boundary.id().equals("after-contract")
                            && !plan.boundaries()
                                    .get(0)
                                    .abandon()
                                    .loss()
                                    .equals(boundary.abandon().loss())
                            && boundary.abandon().loss().contains("'7' for '007'");
                    if (!formIsLost) {
                        assertThat(Play.ask(database, table.checksum(table.column())))
                                .as(boundary.id())
                                .isEqualTo(values);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ChangedTable.class)
    void theCatalogAtTheEndOfAnEmptyDatabaseIsThatOfTheNaiveChange(ChangedTable table) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, table.ddl());
            Plan plan = Drafts.draft(database, table.change());
            assertThat(DryRun.of(
                            plan,
                            NaiveChange.statements(table.change(), Drafts.schema(database)),
                            TestServer.get(),
                            database))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int PRIMARY KEY | bigint | | in constraint `t_pkey`, the primary key",
                "int GENERATED ALWAYS AS IDENTITY UNIQUE | bigint | | identity column",
                "int UNIQUE, twice int REFERENCES t (old) | bigint | | referenced by foreign key",
                "text | integer | | cannot become integer under its own name",
                "text | varchar(5) | | holds less than text",
                "bigint | integer | | holds less than bigint",
                "text | text | | is of type text already",
                "timestamp | timestamptz | fresh | depends on the time zone",
                "int, twice int GENERATED ALWAYS AS (old * 2) STORED | bigint | | generated column",
                "text COLLATE \"C\" | varchar | | would get the collation of its type instead of",
            })
    void whatCannotBeTakenAlongIsRefusedByName(String old, String type, String newName, String reason)
            throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            boolean key = old.contains("PRIMARY KEY");
            Drafts.run(database, "CREATE TABLE t (id int" + (key ? "" : " PRIMARY KEY") + ", old " + old + ")");
            ColumnChange.ChangeType change = new ColumnChange.ChangeType(
                    TableRef.of("t").column("old"), type, Optional.empty(), Optional.ofNullable(newName));
            assertThatThrownBy(() -> Drafts.draft(database, change))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(reason);
        }
    }

    /** Neither the server's words alone nor names of ours: what stands in the way, and what to do first. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CREATE VIEW v AS SELECT old FROM t; CREATE MATERIALIZED VIEW m AS SELECT 1 FROM v | bigint | | materialized view m reads it",
                "CREATE POLICY mine ON t USING (old > 0) | bigint | | policy mine decides by it",
                "CREATE RULE r AS ON UPDATE TO t WHERE old.old > 0 DO ALSO NOTHING | bigint | | rule r names it",
                "CREATE PUBLICATION p FOR TABLE t (id, old) | bigint | | publication p names it in its list",
                "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql RETURN (SELECT max(old) FROM t) | bigint | | routine f() has a body",
                "SELECT 1 | uuid | fresh | PostgreSQL has no cast from integer to uuid",
                "SELECT 1 | nothing | fresh | nothing is not a type that this database knows",
                "ALTER TABLE t ALTER old SET DEFAULT 7 | date | fresh | no cast from integer to date",
                "ALTER TABLE t ADD CHECK (old > 0) | boolean | fresh | check t_old_check computes with it in a way that boolean does not allow",
                "CREATE VIEW v AS SELECT old + 1 AS more FROM t | text | fresh | view v computes with it",
                "CREATE VIEW v AS SELECT old FROM t | text | fresh | view v shows t.old as integer",
            })
    void whatStandsInTheWayOfATypeIsNamed(String ddl, String type, String newName, String reason) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, "CREATE TABLE t (id int PRIMARY KEY, old int); " + ddl);
            ColumnChange.ChangeType change = new ColumnChange.ChangeType(
                    TableRef.of("t").column("old"), type, Optional.empty(), Optional.ofNullable(newName));
            assertThatThrownBy(() -> Drafts.draft(database, change)).isInstanceOfSatisfying(UserError.class, error -> {
                assertThat(String.valueOf(error.getMessage()).replace("`", ""))
                        .contains(reason)
                        .doesNotContain("cofferdam_", "ALTER TABLE");
                assertThat(error.fix()).isNotBlank();
            });
        }
    }

    private static ThrowawayDatabase filled(ChangedTable table) throws SQLException {
        ThrowawayDatabase database = TestServer.freshDatabase();
        Drafts.run(database, table.ddl());
        Drafts.run(database, table.fill());
        return database;
    }
}
