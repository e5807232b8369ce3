package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done with the column where the statement stands inside of another thing. */
class AccessKindsTest {

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update owners set telephone = '1';                            | WRITE CERTAIN",
                "execute format('update %I set telephone = 1', 'owners');      | WRITE LIKELY",
                "execute 'delete from owners where telephone is null';         | READ CERTAIN",
                "perform telephone from owners;                                | READ CERTAIN"
            })
    void aRoutineDoesWhatItsBodyRuns(String body, String found) {
        SmallRepository repository =
                new SmallRepository(root).file("src/main/resources/db/migration/V2__routine.sql", """
                        create procedure tidy(t text) language plpgsql as $$ begin
                          %s
                        end $$;
                        """.formatted(body));

        assertThat(repository.found()).containsExactly("V2__routine.sql:- " + found.replace(" ", " SCHEMA_OBJECT "));
        assertThat(repository.scan().usages().get(0).place().line()).isEqualTo(2);
    }

    @Test
    void aBlockInAStringDoesSoToo() {
        SmallRepository repository = new SmallRepository(root).java("Use", """
                class Use {
                    JdbcTemplate jdbc;
                    void run() { jdbc.execute("do $$ begin update owners set telephone = 1; end $$"); }
                }
                """);

        assertThat(repository.found()).containsExactly("Use.java:run WRITE SQL_STRING CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dsl.insertInto(OWNERS).set(Map.of(OWNERS.TELEPHONE, 1)).execute()           | WRITE",
                "dsl.insertInto(OWNERS).set(Map.of(OWNERS.ID, OWNERS.TELEPHONE)).execute()   | READ",
                "dsl.update(OWNERS).set(Map.ofEntries(Map.entry(OWNERS.TELEPHONE, 1)))       | WRITE",
                "dsl.loadInto(OWNERS).loadCSV(x).fields(OWNERS.ID, OWNERS.TELEPHONE)         | WRITE"
            })
    void theKeysOfAMapAndTheFieldsOfALoaderAreWritten(String code, String access) {
        SmallRepository repository = new SmallRepository(root).java("Use", """
                package app;
                import org.jooq.*;
                import static app.gen.Tables.*;
                class Use { DSLContext dsl; void run(String x) { %s; } }
                """.formatted(code));

        assertThat(repository.found()).contains("Use.java:run " + access + " GENERATED CERTAIN");
    }

    @Test
    void anOrderThatIsShownIsDecided() {
        SmallRepository repository = SmallRepository.clinic(root)
                .java("Owners", "interface Owners extends JpaRepository<Owner, Long> {}")
                .java("Use", """
                        class Use {
                            Owners owners;
                            Object shown() { return owners.findAll(Sort.by(Sort.Order.desc("telephone"))); }
                            Object open(String by) { return owners.findAll(Sort.by(Sort.Order.desc(by))); }
                        }
                        """);

        assertThat(repository.scan().undecided())
                .singleElement()
                .satisfies(open -> assertThat(open.toString()).contains("open").doesNotContain("shown"));
    }
}
