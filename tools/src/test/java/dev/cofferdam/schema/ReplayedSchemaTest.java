package dev.cofferdam.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
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
    void aStatementThatFailsByItsOwnFaultIsTheFilesError() {
        assertThatThrownBy(() -> replay(
                        true,
                        "CREATE TABLE kept (id INT);\nALTER TABLE kept\n  ADD y nothing;",
                        "CREATE TABLE next (id INT)"))
                .isInstanceOfSatisfying(UserError.class, error -> {
                    assertThat(error.problem())
                            .isEqualTo("`ALTER TABLE kept` cannot be replayed: type \"nothing\" does not exist");
                    assertThat(error.where()).contains("V1.sql:3");
                    assertThat(error.fix()).contains("correct the file", "--schema FILE", "--db URL");
                });
    }

    @Test
    void whatIsNamedWronglyIsTheFilesErrorAlsoInDataAndGrants() {
        String table = "CREATE TABLE owners (id INT);\n";
        for (String wrong : List.of(
                "ALTER TABLE ownrs ADD c INT",
                "INSERT INTO ownrs VALUES (1)",
                "UPDATE owners SET c = 1",
                "GRANT SELECT ON ownrs TO PUBLIC",
                "CREATE TABLE owners (id INT)",
                "ALTER TABLE owners ADD c INT DEFAULT 'x'",
                "CREATE FUNCTION f() RETURNS INT LANGUAGE plpgsq AS 'x'",
                "CREATE INDX ON owners (id)")) {
            assertThatThrownBy(() -> replay(true, table + wrong))
                    .as(wrong)
                    .isInstanceOfSatisfying(UserError.class, error -> {
                        assertThat(error.problem()).contains(wrong);
                        assertThat(error.where()).contains("V1.sql:2");
                    });
        }
    }

    @Test
    void whatFailsForLackOfAnExtensionEndsItsFileAndNoOther() throws SQLException {
        Schema schema = replay(
                true,
                "CREATE TABLE kept (id INT);\nALTER TABLE kept\n  ADD y geometry;\nCREATE TABLE skipped (id INT);",
                "CREATE TABLE next (id INT); CREATE INDEX ON skipped (id)");

        assertThat(schema.tables()).extracting(table -> table.ref().name()).containsExactly("kept", "next");
        assertThat(schema.unread()).hasSize(2).first().satisfies(unread -> {
            assertThat(unread.place()).hasToString("V1.sql:3");
            assertThat(unread.why())
                    .isEqualTo(
                            "type \"geometry\" does not exist (it comes with extension `postgis`, which is not available here);"
                                    + " the rest of the file was skipped");
        });
    }

    @Test
    void aSyntaxErrorIsTheFilesErrorWhateverIsMissing() {
        assertThatThrownBy(() -> replay(true, "CREATE EXTENSION postgis;", "CREATE TABL t (id INT);"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("syntax error at or near \"TABL\"");
    }

    @Test
    void rolesSchemasAndExtensionsOfOthersAreMadeOnDemand() throws SQLException {
        Schema schema = replay(true, """
                CREATE TABLE billing.accounts (
                    id UUID DEFAULT uuid_generate_v4() PRIMARY KEY, name CITEXT, tags HSTORE, secret TEXT DEFAULT crypt('a', gen_salt('bf')));
                CREATE INDEX names ON billing.accounts USING gin ((name::text) gin_trgm_ops);
                CREATE INDEX ids ON billing.accounts USING gist (id);
                GRANT SELECT ON billing.accounts TO reporting;
                ALTER TABLE billing.accounts OWNER TO "the boss";
                CREATE EXTENSION earthdistance;
                COMMENT ON EXTENSION earthdistance IS 'by pg_dump';
                """, "CREATE TABLE places (spot EARTH)");

        assertThat(schema.unread()).isEmpty();
        assertThat(schema.tables()).extracting(table -> table.ref().name()).containsExactly("accounts", "places");
        assertThat(schema.table(TableRef.of("billing", "accounts")).indexes())
                .extracting(Index::name)
                .contains("names", "ids");
    }

    @Test
    void aTableOfSomebodyElsesSchemaIsNotTheFilesError() throws SQLException {
        Schema schema = replay(
                true,
                "CREATE TABLE own (id INT);\nALTER TABLE own ADD FOREIGN KEY (id) REFERENCES billing.accounts (id);");

        assertThat(schema.tables()).hasSize(1);
        assertThat(schema.unread()).singleElement().satisfies(unread -> assertThat(unread.why())
                .startsWith("relation \"billing.accounts\" does not exist"));
    }

    @Test
    void anExtensionThatReachesFilesIsNotInstalled() throws SQLException {
        Schema schema = replay(true, "CREATE EXTENSION file_fdw;");

        assertThat(schema.unread()).singleElement().satisfies(unread -> assertThat(unread.why())
                .contains("permission denied"));
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
        assertThat(schema.unread()).extracting(unread -> unread.place().line()).containsExactly(1, 5);
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
