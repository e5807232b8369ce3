package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.schema.live.UsersDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --db}: how much a hazard weighs on tables of the size that they really have. */
@Tag("server")
final class CheckWithDatabaseTest {
    @TempDir
    private Path folder;

    @Test
    void sizesOfTheCatalogsWeighHazardsAndNothingElse() throws SQLException, IOException {
        String tables = """
                CREATE TABLE owners (id bigint, telephone text);
                CREATE TABLE parts (id bigint, note text) PARTITION BY RANGE (id);
                CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (1000000);
                INSERT INTO owners SELECT i, repeat('x', 900) FROM generate_series(1, 20000) i;
                INSERT INTO parts SELECT i, 'x' FROM generate_series(1, 50) i;
                ANALYZE owners; ANALYZE parts;
                """;
        Path file = Files.writeString(folder.resolve("change.sql"), """
                CREATE INDEX by_phone ON owners (telephone);
                CREATE INDEX by_note ON parts_1 (note);
                ALTER TABLE parts_1 DROP COLUMN note;
                """);
        try (UsersDatabase users = UsersDatabase.with(tables)) {
            Desk desk = SmallService.run(List.of("check", file.toString(), "--db", users.url()));

            assertThat(desk.err()).doesNotContain("error");
            assertThat(desk.out())
                    .contains("change.sql:1:1 error index-create-blocking")
                    .contains("change.sql:2:1 warning index-create-blocking", "has 50 rows (the database)")
                    .contains("error column-drop");
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsToldAndNothingIsJudged() throws IOException {
        Path file = Files.writeString(folder.resolve("change.sql"), "DROP TABLE owners;\n");

        Desk desk =
                SmallService.run(List.of("check", file.toString(), "--db", "postgresql://reader@127.0.0.1:1/clinic"));

        assertThat(desk.out()).isEmpty();
        assertThat(desk.exitCode()).isEqualTo(ExitCode.CALLER);
    }
}
