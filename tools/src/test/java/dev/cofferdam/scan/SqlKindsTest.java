package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds of statements that reach a column without naming it, or name it for another. */
class SqlKindsTest {

    @TempDir
    Path root;

    private List<String> found(String sql) {
        return new SmallRepository(root).file("db/a.sql", sql + ";\n").found();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "TABLE owners                                                             ^ READ STAR CERTAIN",
                "select o.id from owners o natural join suppliers                         ^ READ STAR LIKELY",
                "select 1 from owners join suppliers using (telephone)                    ^ READ SQL_FILE CERTAIN",
                "create publication p for table owners                                    ^ DDL STAR CERTAIN",
                "create publication p for table pets, owners                              ^ DDL STAR CERTAIN",
                "alter publication p add table owners                                     ^ DDL STAR CERTAIN",
                "create publication p for table owners (id, telephone)                    ^ DDL SQL_FILE CERTAIN",
                "create publication p for all tables                                      ^ DDL SQL_FILE LIKELY",
                "create publication p for tables in schema public                         ^ DDL SQL_FILE LIKELY",
                "copy owners to stdout                                                    ^ READ STAR CERTAIN",
                "copy owners from stdin                                                   ^ WRITE STAR CERTAIN",
                "copy owners (id, telephone) from stdin                                   ^ WRITE SQL_FILE CERTAIN",
                "copy (select telephone from owners) to stdout                            ^ READ SQL_FILE CERTAIN",
                "\\copy owners to 'x.csv' csv                                             ^ READ STAR CERTAIN",
                "insert into owners values (1, 'a')                                       ^ WRITE STAR CERTAIN",
                "insert into owners select * from suppliers                               ^ WRITE STAR CERTAIN",
                "merge into owners o using pets p on o.id = p.id when matched then update set telephone = p.name ^ WRITE SQL_FILE CERTAIN",
                "delete from owners returning *                                           ^ READ STAR CERTAIN",
                "select owners from owners                                                ^ READ STAR CERTAIN",
                "select to_jsonb(o) from owners o                                         ^ READ STAR CERTAIN",
                "grant select (telephone) on owners to bob                                ^ DDL SQL_FILE LIKELY"
            })
    void isAUsage(String sql, String found) {
        assertThat(found(sql)).containsExactly("a.sql:- " + found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "TABLE pets",
                "select o.id from owners o natural join pets",
                "select 1 from owners join pets using (id)",
                "create publication p for table owners (id, city)",
                "create publication p for table pets",
                "create publication p for tables in schema audit",
                "copy owners (id, city) from stdin",
                "copy (select city from owners) to stdout",
                "insert into pets select * from suppliers",
                "merge into pets p using owners o on o.id = p.id when matched then update set name = o.city",
                "select (o).city from owners o",
                "select to_jsonb(p) from pets p join owners o on o.id = p.id",
                "grant select (city) on owners to bob"
            })
    void isNone(String sql) {
        assertThat(found(sql)).isEmpty();
    }

    @Test
    void aFieldOfARowIsAReadOfIt() {
        assertThat(found("select (o).telephone from owners o"))
                .singleElement()
                .asString()
                .startsWith("a.sql:- READ ");
    }

    /** Scripts for a splitter of their own leave the semicolon out. */
    @Test
    void aPolicyInsideABlockIsDdl() {
        assertThat(found("DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_policies WHERE tablename = 'owners') THEN "
                        + "CREATE POLICY p ON owners USING (telephone = current_user); END IF; END $$"))
                .containsExactly("a.sql:- DDL SQL_FILE LIKELY");
    }

    @ParameterizedTest
    @CsvSource({
        "V1__a.sql, MIGRATION",
        "R__view.sql, SQL_FILE",
        "afterMigrate.sql, SQL_FILE",
        "afterMigrate__rights.sql, SQL_FILE",
        "beforeEachMigrate.sql, SQL_FILE"
    })
    void whatFlywayRunsAgainIsNoHistory(String name, String style) {
        SmallRepository repository = new SmallRepository(root)
                .file("src/main/resources/db/migration/" + name, "update owners set telephone = trim(telephone);\n");
        assertThat(repository.found()).contains(name + ":- WRITE " + style + " CERTAIN");
    }
}
