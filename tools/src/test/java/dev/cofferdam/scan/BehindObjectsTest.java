package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Views and routines between the code and the column, and which of their definitions are in force. */
class BehindObjectsTest {

    private static final String MIGRATIONS = "src/main/resources/db/migration/";

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void ownersAreShownByViewsAndReachedByRoutines() {
        repository = new SmallRepository(root).file(MIGRATIONS + "V1__objects.sql", """
                        CREATE VIEW reachable AS SELECT id, last_name, telephone AS phone FROM owners;
                        CREATE VIEW near AS SELECT r.phone AS dial, r.id FROM reachable r;
                        CREATE VIEW counted (area, n) AS SELECT left(telephone, 3), count(*) FROM owners GROUP BY 1;
                        CREATE MATERIALIZED VIEW longest AS SELECT max(length(telephone)) m FROM owners;
                        CREATE VIEW whole AS SELECT * FROM owners;
                        CREATE VIEW inner_one AS SELECT x.t AS outside FROM (SELECT telephone t FROM owners) x;
                        CREATE VIEW mixed AS SELECT p.*, (SELECT o.telephone FROM owners o WHERE o.id = p.owner_id) AS keeper FROM pets p;
                        CREATE VIEW silent AS SELECT id FROM owners WHERE telephone IS NOT NULL;
                        CREATE FUNCTION phone_of(i bigint) RETURNS text LANGUAGE sql AS $$ SELECT telephone FROM owners WHERE id = i $$;
                        CREATE PROCEDURE forget_phone(i bigint) LANGUAGE plpgsql AS $$ BEGIN UPDATE owners SET telephone = NULL WHERE id = i; END $$;
                        CREATE PROCEDURE forget_all() LANGUAGE plpgsql AS $$ BEGIN CALL forget_phone(1); END $$;
                        CREATE FUNCTION rename_pet(i bigint) RETURNS void LANGUAGE sql AS $$ UPDATE pets SET name = 'x' $$;
                        CREATE FUNCTION purge() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'DELETE FROM owners WHERE telephone IS NULL'; END $$;
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select phone from reachable                     | READ",
                "select dial from near                           | READ",
                "select area from counted                        | READ",
                "select m from longest                           | READ",
                "select * from whole                             | READ",
                "select outside from inner_one                   | READ",
                "select keeper from mixed                        | READ",
                "update reachable set phone = 'x'                | WRITE",
                "select phone_of(1)                              | READ",
                "{call forget_phone(?)}                          | WRITE",
                "call forget_all()                               | WRITE",
                "select purge()                                  | READ",
                "select id from silent                           | READ"
            })
    void codeThatGoesThroughAnObjectIsAUsage(String sql, String access) {
        repository.java("Dao", "class Dao { JdbcTemplate jdbc; void a() { jdbc.update(\"" + sql + "\"); } }");
        assertThat(inJava()).singleElement().isEqualTo("Dao.java:a " + access + " THROUGH_OBJECT CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select last_name from reachable",
                "select id from near",
                "select n from counted",
                "select name, telephone from mixed",
                "select rename_pet(1)",
                "select phone from other"
            })
    void whatDoesNotShowTheColumnIsNone(String sql) {
        repository.java("Dao", "class Dao { JdbcTemplate jdbc; void a() { jdbc.queryForList(\"" + sql + "\"); } }");
        assertThat(inJava()).isEmpty();
    }

    @Test
    void anEntityMayBeMappedToAView() {
        repository
                .java(
                        "Reachable",
                        "import jakarta.persistence.*; @Entity @Table(name = \"reachable\") class Reachable { @Id Long id; String phone; }")
                .java(
                        "ReachableRepository",
                        "interface ReachableRepository extends JpaRepository<Reachable, Long> { List<Reachable> findByPhone(String p); }");
        assertThat(inJava())
                .contains(
                        "Reachable.java:phone MAPPING THROUGH_OBJECT CERTAIN",
                        "ReachableRepository.java:findByPhone READ THROUGH_OBJECT CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Procedure(\"forget_phone\") void x(Long i);",
                "@Procedure(procedureName = \"forget_phone\") void x(Long i);",
                "@Procedure void forget_phone(Long i);"
            })
    void springDataCallsAProcedureByItsName(String method) {
        repository.java("Calls", "interface Calls extends JpaRepository<Owner, Long> { " + method + " }");
        assertThat(inJava()).singleElement().asString().endsWith("WRITE THROUGH_OBJECT CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "em.createStoredProcedureQuery(\"forget_phone\").execute();",
                "new SimpleJdbcCall(ds).withProcedureName(\"forget_phone\").execute(1);",
                "con.prepareCall(\"{call forget_phone(?)}\").execute();",
                "Routines.forgetPhone(ctx.configuration(), 1L);"
            })
    void callsTakeTheName(String call) {
        repository.java("Dao", "class Dao { void a() { " + call + " } }");
        assertThat(inJava()).singleElement().isEqualTo("Dao.java:a WRITE THROUGH_OBJECT CERTAIN");
    }

    @Test
    void theReasonSaysThroughWhich() {
        repository.java(
                "Dao", "class Dao { JdbcTemplate jdbc; void a() { jdbc.queryForList(\"select dial from near\"); } }");
        assertThat(usages().stream().filter(usage -> usage.style() == Style.THROUGH_OBJECT))
                .singleElement()
                .satisfies(
                        usage -> assertThat(usage.reason())
                                .contains(
                                        "SQL string through view `near` over view `reachable`, whose `dial` shows owners.telephone"));
    }

    @Test
    void onlyTheLastDefinitionIsInForce() {
        repository
                .file(
                        MIGRATIONS + "V2__again.sql",
                        "CREATE OR REPLACE VIEW reachable AS SELECT id, telephone AS phone FROM owners;")
                .file(MIGRATIONS + "V10__gone.sql", "DROP VIEW whole; DROP MATERIALIZED VIEW IF EXISTS longest;")
                .file(
                        MIGRATIONS + "V3__policy.sql",
                        "CREATE POLICY p ON owners USING (telephone IS NOT NULL); CREATE INDEX i ON owners (telephone);");
        List<String> objects = usages().stream()
                .filter(usage -> usage.style() == Style.SCHEMA_OBJECT || usage.style() == Style.MIGRATION)
                .map(usage -> usage.place().file().replaceAll(".*/(V\\d+).*", "$1") + ":"
                        + usage.place().line() + " " + usage.style())
                .sorted()
                .toList();
        assertThat(objects)
                .contains(
                        "V1:1 MIGRATION",
                        "V1:3 SCHEMA_OBJECT",
                        "V1:4 MIGRATION",
                        "V1:5 MIGRATION",
                        "V1:8 SCHEMA_OBJECT",
                        "V2:1 SCHEMA_OBJECT",
                        "V3:1 MIGRATION",
                        "V3:1 SCHEMA_OBJECT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXECUTE format('UPDATE %I SET telephone = NULL', t);",
                "EXECUTE 'UPDATE owners SET ' || c || ' = NULL';",
                "EXECUTE c;",
                "s := 'SELECT * FROM ' || t; EXECUTE s;"
            })
    void aRoutineThatPutsItsSqlTogetherIsAsked(String body) {
        repository.file(MIGRATIONS + "V2__dynamic.sql", routine(body));
        assertThat(repository.scan().undecided()).singleElement().satisfies(one -> assertThat(one.what())
                .startsWith("`dynamic` executes SQL"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXECUTE format('UPDATE pets SET %I = NULL', c);",
                "EXECUTE format('SELECT count(*) FROM %I', t);",
                "EXECUTE 'DELETE FROM owners';"
            })
    void aRoutineThatNamesAnotherTableIsNotAsked(String body) {
        repository.file(MIGRATIONS + "V2__dynamic.sql", routine(body));
        assertThat(repository.scan().undecided()).isEmpty();
    }

    @Test
    void aRoutineThatWasReplacedIsNotAsked() {
        repository
                .file(MIGRATIONS + "V2__dynamic.sql", routine("EXECUTE c;"))
                .file(MIGRATIONS + "V3__static.sql", routine("PERFORM 1;"));
        assertThat(repository.scan().undecided()).isEmpty();
    }

    private static String routine(String body) {
        return "CREATE OR REPLACE FUNCTION dynamic(t text, c text) RETURNS void LANGUAGE plpgsql AS $$ DECLARE s text; BEGIN "
                + body + " END $$;";
    }

    private List<Usage> usages() {
        return repository.scan().usages();
    }

    private List<String> inJava() {
        return usages().stream()
                .filter(usage -> usage.place().file().endsWith(".java"))
                .map(SmallRepository::words)
                .toList();
    }
}
