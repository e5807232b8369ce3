package dev.cofferdam.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.View;
import dev.cofferdam.schema.live.LiveDatabase;
import dev.cofferdam.schema.live.LiveSchema;
import dev.cofferdam.schema.live.UsersDatabase;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The slice around a table of a live database, rebuilt elsewhere: the same catalog, or the difference by name. */
@Tag("server")
final class RebuiltSchemaTest {
    private static final TableRef OWNERS = TableRef.of("owners");

    @Test
    void aRichSliceIsRebuiltToTheLastLineOfTheCatalog() throws SQLException, IOException {
        try (UsersDatabase users = UsersDatabase.with(script("rich.sql"))) {
            Rebuilt rebuilt = rebuild(users, OWNERS);

            assertThat(rebuilt.schema().unread()).isEmpty();
            try (Connection owner = users.database().connectAsOwner()) {
                SortedSet<String> live = CatalogLines.read(owner);
                assertThat(live).hasSizeGreaterThan(80);
                assertThat(rebuilt.catalog()).containsExactlyElementsOf(live);
            }
        }
    }

    @Test
    void whatHasNothingToDoWithTheTableStaysAway() throws SQLException {
        try (UsersDatabase users = UsersDatabase.with("CREATE TABLE owners (id int PRIMARY KEY, telephone text);"
                + "CREATE TABLE pets (id int PRIMARY KEY, owner int REFERENCES owners);"
                + "CREATE TABLE visits (id int PRIMARY KEY, pet int REFERENCES pets);"
                + "CREATE VIEW other AS SELECT id FROM visits; CREATE FUNCTION unused() RETURNS int LANGUAGE sql AS 'SELECT 1';"
                + "CREATE FUNCTION pet_note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                + "CREATE TRIGGER note BEFORE INSERT ON pets FOR EACH ROW EXECUTE FUNCTION pet_note()")) {
            Rebuilt rebuilt = rebuild(users, OWNERS);

            assertThat(String.join("\n", rebuilt.catalog()))
                    .contains("pets", "REFERENCES owners")
                    .doesNotContain("visits", "other", "unused", "pet_note");
            assertThat(rebuilt.schema().tables())
                    .as("the code is read against the whole schema")
                    .extracting(table -> table.ref().name())
                    .contains("visits");
        }
    }

    @Test
    void whatTheThrowAwayServerLacksIsCutOutByName() throws SQLException {
        try (UsersDatabase users = UsersDatabase.with("SELECT 1")) {
            users.administer(
                    "CREATE TYPE point4 AS (a int); CREATE TABLE owners (id int PRIMARY KEY, telephone text, spot text);"
                            + "CREATE FUNCTION home(text) RETURNS text LANGUAGE internal IMMUTABLE STRICT AS 'textin';"
                            + "CREATE INDEX owners_home ON owners (home(spot)); CREATE VIEW homes AS SELECT home(spot), telephone FROM owners;"
                            + "COMMENT ON VIEW homes IS 'where they live'");
            Rebuilt rebuilt = rebuild(users, OWNERS);

            assertThat(rebuilt.schema().unread())
                    .extracting(Undecided::what)
                    .containsExactlyInAnyOrder(
                            "function public.home(text), cut out of the copy that is tried",
                            "index public.owners_home, cut out of the copy that is tried",
                            "view public.homes, cut out of the copy that is tried");
            assertThat(rebuilt.schema().unread().get(0).why()).isEqualTo("permission denied for language internal");
            assertThat(rebuilt.schema().views()).extracting(View::ref).isEmpty();
            assertThat(rebuilt.schema().table(OWNERS).findColumn("spot")).isPresent();
        }
    }

    @Test
    void aColumnOfATypeThatIsNotToBeHadIsCutOutAlone() throws SQLException {
        try (UsersDatabase users = UsersDatabase.with("SELECT 1")) {
            users.administer(
                    "CREATE TYPE shape; CREATE FUNCTION shape_in(cstring) RETURNS shape LANGUAGE internal IMMUTABLE STRICT AS 'textin';"
                            + "CREATE FUNCTION shape_out(shape) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';"
                            + "CREATE TYPE shape (INPUT = shape_in, OUTPUT = shape_out, LIKE = text);"
                            + "CREATE TABLE owners (id int PRIMARY KEY, area shape, telephone text NOT NULL)");
            Rebuilt rebuilt = rebuild(users, OWNERS);

            assertThat(rebuilt.schema().table(OWNERS).columns())
                    .extracting(column -> column.name())
                    .containsExactly("id", "telephone");
            assertThat(rebuilt.schema().unread())
                    .extracting(Undecided::what)
                    .anyMatch(what -> what.startsWith("type public.shape,"))
                    .anyMatch(what -> what.startsWith("column public.owners.area,"));
        }
    }

    @Test
    void aTableThatCannotBeRebuiltIsTheCallersToGiveOtherwise() throws SQLException {
        try (UsersDatabase users = UsersDatabase.with("SELECT 1")) {
            users.administer("CREATE FUNCTION bad(int) RETURNS int LANGUAGE internal IMMUTABLE AS 'int4abs';"
                    + "CREATE TABLE owners (id int, telephone text) PARTITION BY RANGE (bad(id))");

            UserError error = catchThrowableOfType(UserError.class, () -> rebuild(users, OWNERS));

            assertThat(error.problem())
                    .startsWith("table `owners` cannot be rebuilt in a throw-away PostgreSQL")
                    .contains("bad");
            assertThat(error.fix()).contains("--schema FILE");
        }
    }

    private record Rebuilt(Schema schema, SortedSet<String> catalog) {}

    private static Rebuilt rebuild(UsersDatabase users, TableRef table) throws SQLException {
        try (LiveDatabase live = LiveDatabase.open(users.login());
                ThrowawayDatabase copy = TestServer.freshDatabase()) {
            Schema schema = LiveSchema.rebuild(live, LiveSchema.read(live), table, TestServer.get(), copy);
            try (Connection owner = copy.connectAsOwner()) {
                return new Rebuilt(schema, CatalogLines.read(owner));
            }
        }
    }

    private static String script(String name) throws IOException {
        try (InputStream stream = RebuiltSchemaTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
