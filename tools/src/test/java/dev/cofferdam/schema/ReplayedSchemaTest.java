package dev.cofferdam.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayedSchemaTest {
    @Test
    void aFailingStatementEndsItsFileAndNoOther() throws SQLException {
        Schema schema = replay(
                true,
                "CREATE TABLE kept (id INT);\nALTER TABLE kept\n  ADD y nothing;\nCREATE TABLE skipped (id INT);",
                "CREATE TABLE next (id INT)");

        assertThat(schema.tables()).extracting(table -> table.ref().name()).containsExactly("kept", "next");
        assertThat(schema.unread()).singleElement().satisfies(unread -> {
            assertThat(unread.place()).hasToString("V1.sql:3");
            assertThat(unread.why()).isEqualTo("type \"nothing\" does not exist; the rest of the file was skipped");
        });
    }

    @Test
    void extensionsGrantsAndDataThatFailStopNothing() throws SQLException {
        Schema schema = replay(true, """
                CREATE EXTENSION postgis;
                CREATE EXTENSION pg_trgm;
                CREATE TABLE places (name TEXT);
                GRANT SELECT ON places TO nobody_here;
                INSERT INTO places VALUES (unknown_function());
                CREATE INDEX ON places USING gin (name gin_trgm_ops);
                """);

        assertThat(schema.table(TableRef.of("places")).indexes())
                .extracting(Index::name)
                .containsExactly("places_name_idx");
        assertThat(schema.unread()).extracting(unread -> unread.place().line()).containsExactly(1, 4, 5);
        assertThat(schema.routines())
                .as("what an extension brings is not the user's")
                .isEmpty();
    }

    @Test
    void eachFileFindsTheSessionAsTheFirstOneDid() throws SQLException {
        Schema schema = replay(
                false,
                "CREATE SCHEMA app; SET search_path TO app; CREATE TABLE inside (id INT);",
                "BEGIN; CREATE TABLE outside (id INT); COMMIT; SET LOCAL lock_timeout = 1;",
                "BEGIN; CREATE TABLE forgotten (id INT);",
                "CREATE INDEX CONCURRENTLY ON outside (id);");

        assertThat(schema.tables())
                .extracting(table -> table.ref().toString())
                .containsExactly("app.inside", "outside");
        assertThat(schema.unread()).isEmpty();
    }

    @Test
    void aNotNullThatIsNotValidIsToldByBothSources() throws SQLException {
        History history = history(
                true,
                "CREATE TABLE t (a INT, b INT); ALTER TABLE t ADD CONSTRAINT a_set NOT NULL a NOT VALID;"
                        + "ALTER TABLE t ADD CONSTRAINT b_set NOT NULL b NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT b_set;");
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Schema replayed = ReplayedSchema.of(history, database);

            assertThat(SchemaLines.of(replayed))
                    .contains("table t constraint a_set NOT_NULL [a] not valid")
                    .containsExactlyElementsOf(SchemaLines.of(StaticSchema.of(history)));
        }
    }

    @Test
    void definitionsAreTheServersOwn() throws SQLException {
        Schema schema = replay(true, """
                CREATE TABLE a (id INT PRIMARY KEY, x INT DEFAULT 1 + 1 CHECK (x > 0));
                CREATE TABLE b (a_id INT REFERENCES a ON DELETE CASCADE);
                CREATE VIEW v AS SELECT x FROM a WHERE id > 1;
                """);

        Table a = schema.table(TableRef.of("public", "a"));
        assertThat(a.findColumn("x").orElseThrow().defaultExpression()).contains("(1 + 1)");
        assertThat(a.constraints())
                .extracting(Constraint::definition)
                .containsExactly("PRIMARY KEY (id)", "CHECK ((x > 0))");
        assertThat(schema.foreignKeysTo(a.ref())).singleElement().satisfies(key -> {
            assertThat(key.table().ref()).hasToString("b");
            assertThat(key.constraint().definition())
                    .isEqualTo("FOREIGN KEY (a_id) REFERENCES a(id) ON DELETE CASCADE");
        });
        assertThat(schema.viewsThatRead(a.ref().column("id")))
                .extracting(view -> view.ref().name())
                .containsExactly("v");
    }

    private static Schema replay(boolean transactional, String... files) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            return ReplayedSchema.of(history(transactional, files), database);
        }
    }

    private static History history(boolean transactional, String... files) {
        List<MigrationUnit> units = IntStream.range(0, files.length)
                .mapToObj(i -> new MigrationUnit(
                        "V" + (i + 1) + ".sql",
                        Optional.of(String.valueOf(i + 1)),
                        "",
                        MigrationUnit.Kind.VERSIONED,
                        transactional,
                        files[i]))
                .toList();
        return new History("test", units, List.of());
    }
}
