package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does with a column on behalf of a statement that does not name it. */
class BehindStatementsTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void petsThatTouchTheirOwners() {
        repository = SmallRepository.clinic(root).file("src/main/resources/db/migration/V1__objects.sql", """
                CREATE VIEW listed AS SELECT id, last_name FROM owners WHERE telephone IS NOT NULL;
                CREATE VIEW over_listed AS SELECT last_name FROM listed;
                CREATE VIEW plain AS SELECT id, last_name FROM owners;
                CREATE MATERIALIZED VIEW kept AS SELECT id FROM owners WHERE telephone IS NOT NULL;
                CREATE MATERIALIZED VIEW kept_plain AS SELECT id FROM owners;
                CREATE FUNCTION touch_owner() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE owners SET telephone = '1' WHERE id = NEW.owner_id; RETURN NEW; END $$;
                CREATE TRIGGER touch AFTER INSERT OR UPDATE OF owner_id ON pets FOR EACH ROW EXECUTE FUNCTION touch_owner();
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            select last_name from listed                | READ
            select last_name from over_listed           | READ
            refresh materialized view kept              | READ
            refresh materialized view concurrently kept | READ
            insert into pets (id, owner_id) values (1, 2) | WRITE
            update pets set owner_id = 3                | WRITE
            """)
    void aStatementReachesTheColumnByWhatTheServerDoes(String sql, String access) {
        assertThat(inJava(sql)).containsExactly("Dao.java:a " + access + " THROUGH_OBJECT CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select last_name from plain",
                "select id from kept",
                "refresh materialized view kept_plain",
                "update pets set name = 'x'",
                "delete from pets",
                "select id, owner_id from pets",
                "insert into suppliers (id) values (1)"
            })
    void whatDoesNotRunAnythingOfTheColumnIsNone(String sql) {
        assertThat(inJava(sql)).isEmpty();
    }

    @Test
    void aTriggerThatWasDroppedFiresNoMore() {
        repository.file("src/main/resources/db/migration/V2__gone.sql", "DROP TRIGGER touch ON pets;");
        assertThat(inJava("insert into pets (id, owner_id) values (1, 2)")).isEmpty();
    }

    @Test
    void savingAnEntityFiresTheTriggerOfItsTable() {
        repository
                .java("PetRepository", "interface PetRepository extends JpaRepository<Pet, Long> {}")
                .java(
                        "Service",
                        "class Service { PetRepository pets; void a(Pet p) { pets.save(p); } void b(Pet p) { pets.delete(p); } }");
        assertThat(repository.found())
                .contains("PetRepository.java:save WRITE THROUGH_OBJECT CERTAIN")
                .noneMatch(usage -> usage.startsWith("PetRepository.java:delete"));
    }

    @Test
    void mappersAndScriptsRunStatementsToo() {
        repository
                .file(
                        "src/main/resources/PetMapper.xml",
                        "<mapper namespace=\"app.PetMapper\"><insert id=\"add\">insert into pets (id, owner_id) values (1, #{o})</insert>"
                                + "<delete id=\"drop\">delete from pets</delete></mapper>")
                .file("scripts/night.sh", "psql -c \"refresh materialized view kept\"\npsql -c \"delete from pets\"\n");
        assertThat(repository.found())
                .contains("PetMapper.xml:add WRITE THROUGH_OBJECT CERTAIN", "night.sh:- READ THROUGH_OBJECT LIKELY")
                .noneMatch(usage -> usage.contains(":drop"));
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.place().file().endsWith("night.sh"))
                .allMatch(usage -> usage.place().line() == 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update owners set last_name = 'x' | Dao.java:a WRITE THROUGH_OBJECT CERTAIN
            update owners set telephone = 'x' | Dao.java:a WRITE SQL_STRING CERTAIN
            insert into owners (id) values (1) |
            """)
    void aTriggerOfTheTableItselfSetsTheColumnInTheRow(String sql, String usage) {
        repository.file("src/main/resources/db/migration/V2__own.sql", """
                CREATE FUNCTION tidy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.telephone := trim(NEW.telephone); RETURN NEW; END $$;
                CREATE TRIGGER tidy BEFORE UPDATE ON owners FOR EACH ROW EXECUTE FUNCTION tidy();
                """);
        assertThat(inJava(sql)).isEqualTo(usage == null ? List.of() : List.of(usage));
    }

    private List<String> inJava(String sql) {
        return repository
                .java("Dao", "class Dao { JdbcTemplate jdbc; void a() { jdbc.update(\"" + sql + "\"); } }")
                .found()
                .stream()
                .filter(usage -> usage.startsWith("Dao.java"))
                .toList();
    }
}
