package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changelogs, schema objects, scripts and other languages. */
class OutsideJavaTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void anEmptyRepository() {
        repository = new SmallRepository(root);
    }

    private void changelog(String change) {
        repository.file("src/main/resources/db/changelog/a.xml", """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">
                <changeSet id="7" author="a">
                """ + change + "\n</changeSet>\n</databaseChangeLog>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<addColumn tableName='owners'>~<column name='telephone' type='varchar(20)'/></addColumn>            | 4 | DDL",
                "<createTable tableName='owners'><column name='id' type='int'/>~<column name='telephone' type='varchar(20)'/></createTable> | 4 | DDL",
                "<dropColumn tableName='owners' columnName='telephone'/>                                              | 3 | DDL",
                "<renameColumn tableName='owners' oldColumnName='phone' newColumnName='telephone'/>                   | 3 | DDL",
                "<modifyDataType tableName='owners' columnName='telephone' newDataType='text'/>                       | 3 | DDL",
                "<createIndex tableName='owners' indexName='i'>~<column name='telephone'/></createIndex>              | 4 | DDL",
                "<addNotNullConstraint tableName='owners' columnName='telephone'/>                                    | 3 | DDL",
                "<addForeignKeyConstraint constraintName='f' baseTableName='pets' baseColumnNames='name' referencedTableName='owners' referencedColumnNames='telephone'/> | 3 | DDL",
                "<insert tableName='owners'><column name='id' value='1'/>~<column name='telephone' value='x'/></insert> | 4 | WRITE",
                "<update tableName='owners'><column name='telephone' value='x'/></update>                             | 3 | WRITE",
                "<sql>~update pets set name = 'x';~update owners set telephone = null</sql>                           | 5 | WRITE",
                "<createView viewName='v'>select telephone from owners</createView>                                   | 3 | READ"
            })
    void aChangeIsHistoryAtTheLineThatNamesTheColumn(String change, int line, String access) {
        changelog(change.replace('~', '\n'));
        assertThat(repository.scan().usages()).singleElement().satisfies(usage -> {
            assertThat(SmallRepository.words(usage)).startsWith("a.xml:- " + access + " MIGRATION");
            assertThat(usage.place().line()).isEqualTo(line);
            assertThat(usage.reason()).contains("change set `7`");
            assertThat(usage.needsEdit()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<addColumn tableName='suppliers'><column name='telephone' type='varchar(20)'/></addColumn>",
                "<dropColumn tableName='owners' columnName='city'/>",
                "<comment>owners telephone</comment>",
                "<createTable tableName='pets'><column name='telephone' type='int'><constraints foreignKeyName='f' references='owners(id)'/></column></createTable>"
            })
    void aChangeOfAnotherColumnIsNone(String change) {
        changelog(change);
        assertThat(repository.found()).isEmpty();
    }

    /** Another product's procedure that adds a column is read by its words. */
    @Test
    void anAlterTableInsideABodyIsDdl() {
        repository.file("src/main/resources/upgrade.sql", """
                d//
                CREATE PROCEDURE uc_owners() BEGIN
                IF NOT EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_NAME='owners') THEN
                alter table owners add `telephone` tinyint DEFAULT '0' AFTER `city`;
                END IF; END;
                """);
        assertThat(repository.found()).containsExactly("upgrade.sql:- DDL SQL_FILE LIKELY");
    }

    @Test
    void aTextOfAnyLengthEndsNoScan() {
        repository.file(
                "locale.json",
                "{\"a\": \"select telephone from owners\", \"b\": \"" + "update \\\"owners\\\" ".repeat(20_000)
                        + "\"}");
        repository.file("job.py", "run(\"select telephone from owners\")\n");

        assertThat(repository.found()).contains("job.py:- READ SQL_STRING LIKELY");
    }

    @Test
    void yamlAndJsonAreChangelogsToo() {
        repository
                .file(
                        "db/changelog/a.yaml",
                        "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n    changes:\n    - addColumn:\n        tableName: owners\n        columns:\n        - column:\n            name: telephone\n            type: text\n")
                .file(
                        "db/changelog/b.json",
                        "{\"databaseChangeLog\": [{\"changeSet\": {\"id\": \"2\", \"author\": \"a\", \"changes\": [{\"dropColumn\": {\"tableName\": \"owners\", \"columnName\": \"telephone\"}}]}}]}");
        assertThat(repository.found())
                .containsExactly("a.yaml:- DDL MIGRATION CERTAIN", "b.json:- DDL MIGRATION CERTAIN");
    }

    @Test
    void aMigrationInJavaIsHistory() {
        repository.java(
                "V3__Fill",
                "public class V3__Fill extends BaseJavaMigration { public void migrate(Context c) { c.execute(\"update owners set telephone = 'x'\"); } }");
        assertThat(repository.found()).containsExactly("V3__Fill.java:migrate WRITE MIGRATION CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE VIEW v AS SELECT telephone FROM owners                                    | READ SCHEMA_OBJECT CERTAIN",
                "CREATE MATERIALIZED VIEW v AS SELECT * FROM owners                               | READ SCHEMA_OBJECT CERTAIN",
                "CREATE UNIQUE INDEX i ON owners (lower(telephone))                               | DDL MIGRATION CERTAIN",
                "CREATE INDEX i ON owners (id) WHERE telephone IS NOT NULL                        | DDL MIGRATION CERTAIN",
                "ALTER TABLE owners ADD CONSTRAINT c CHECK (telephone <> '')                      | DDL MIGRATION CERTAIN",
                "ALTER TABLE pets ADD CONSTRAINT f FOREIGN KEY (name) REFERENCES owners (telephone) | DDL MIGRATION CERTAIN",
                "ALTER TABLE owners ADD COLUMN t2 text GENERATED ALWAYS AS (lower(telephone)) STORED | DDL MIGRATION CERTAIN",
                "CREATE POLICY p ON owners USING (telephone = current_user)                       | DDL SCHEMA_OBJECT LIKELY",
                "CREATE PUBLICATION p FOR TABLE owners (id, telephone)                            | DDL SCHEMA_OBJECT CERTAIN",
                "COMMENT ON COLUMN owners.telephone IS 'x'                                        | DDL MIGRATION LIKELY",
                "CREATE TRIGGER t BEFORE UPDATE OF telephone ON owners FOR EACH ROW EXECUTE FUNCTION f() | DDL SCHEMA_OBJECT CERTAIN"
            })
    void aSchemaObjectIsAUsageAtItsMigration(String statement, String expected) {
        repository.file("src/main/resources/db/migration/V2__b.sql", "SELECT 1;\n" + statement + ";\n");
        assertThat(repository.found()).containsExactly("V2__b.sql:- " + expected);
    }

    @Test
    void aTriggersFunctionReachesTheColumnThroughItsRow() {
        String body =
                "RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  NEW.telephone := trim(OLD.telephone);\n  RETURN NEW;\nEND $$;\n";
        repository.file(
                "src/main/resources/db/migration/V2__b.sql",
                "CREATE FUNCTION f() " + body + "CREATE FUNCTION g() " + body
                        + "CREATE TRIGGER t BEFORE UPDATE ON owners FOR EACH ROW EXECUTE FUNCTION f();\n"
                        + "CREATE TRIGGER t BEFORE UPDATE ON suppliers FOR EACH ROW EXECUTE FUNCTION g();\n");
        assertThat(repository.scan().usages())
                .allSatisfy(usage -> assertThat(usage.place().line()).isEqualTo(3))
                .extracting(SmallRepository::words)
                .containsExactlyInAnyOrder(
                        "V2__b.sql:- WRITE SCHEMA_OBJECT CERTAIN", "V2__b.sql:- READ SCHEMA_OBJECT CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "a.kt^val sql = \"select telephone from owners\"^READ SQL_STRING LIKELY",
                "a.kt^val sql = \"\"\"~  update owners~  set telephone = $x~\"\"\"^WRITE SQL_STRING LIKELY",
                "a.groovy^sql.rows('select telephone from owners')^READ SQL_STRING LIKELY",
                "a.scala^sql\"\"\"select * from owners\"\"\"^READ STAR LIKELY",
                "a.py^cur.execute(\"select id, \"~    \"telephone from owners where id = %s\", x)^READ SQL_STRING LIKELY",
                "a.ts^await db.query(`update owners set telephone = ${t}`)^WRITE SQL_STRING LIKELY",
                "a.js^db.query('insert into owners values (1, 2)')^WRITE STAR LIKELY",
                "a.sh^psql -c \"select telephone from owners\"^READ SQL_STRING LIKELY",
                "a.sh^psql <<SQL~select telephone from owners;~SQL~^READ SQL_STRING LIKELY",
                "a.yml^report:~  query: select telephone from owners~^READ SQL_STRING LIKELY",
                "a.yml^report:~  query: |~    select telephone~    from owners~^READ SQL_STRING LIKELY",
                "a.properties^report.sql=select telephone from owners^READ SQL_STRING LIKELY"
            })
    void sqlInAnotherLanguageIsReadWithLessConfidence(String file, String text, String expected) {
        repository.file("tool/" + file, text.replace('~', '\n'));
        assertThat(repository.found()).contains(file + ":- " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "a.py^cur.execute('select telephone from suppliers')",
                "a.ts^db.query('select s.telephone from owners o join suppliers s on s.id = o.id')",
                "a.sh^# psql -c \"select telephone from owners\""
            })
    void sqlOnAnotherTableIsNone(String file, String text) {
        repository.file("tool/" + file, text);
        assertThat(repository.found()).noneMatch(found -> !found.endsWith("POSSIBLE"));
    }

    @Test
    void kotlinEntitiesAndRepositoriesAreReadByTheirWords() {
        repository
                .file("src/main/kotlin/app/Owner.kt", """
                        package app
                        @MappedSuperclass
                        open class Person { @Column(name = "last_name") var lastName = "" }
                        @Entity
                        @Table(name = "owners")
                        class Owner : Person() {
                            @field:NotEmpty
                            var telephone = ""
                            @Column(name = "city") lateinit var town: String
                        }
                        """)
                .file(
                        "src/main/kotlin/app/Supplier.kt",
                        "package app\n@Entity @Table(name = \"suppliers\") class Supplier { var telephone = \"\" }\n")
                .file("src/main/kotlin/app/OwnerRepository.kt", """
                        package app
                        interface OwnerRepository : Repository<Owner, Int> {
                            fun findByTelephone(t: String): Owner
                            @Query("SELECT o.id FROM Owner o WHERE o.telephone = :t")
                            fun ids(t: String): List<Int>
                            fun save(owner: Owner)
                            fun countByLastName(n: String): Long
                        }
                        """)
                .file(
                        "src/main/kotlin/app/Use.kt",
                        "package app\nfun a(o: Owner, s: Supplier) {\n  println(o.telephone)\n  o.telephone = \"\"\n  println(s.telephone)\n}\n");
        assertThat(repository.found())
                .filteredOn(found -> !found.endsWith("POSSIBLE"))
                .containsExactlyInAnyOrder(
                        "Owner.kt:telephone MAPPING MAPPING LIKELY",
                        "OwnerRepository.kt:findByTelephone READ DERIVED_QUERY LIKELY",
                        "OwnerRepository.kt:ids READ JPQL LIKELY",
                        "OwnerRepository.kt:save WRITE ENTITY_WRITE LIKELY",
                        "Use.kt:a READ ACCESSOR LIKELY",
                        "Use.kt:a WRITE ACCESSOR LIKELY");
        assertThat(repository.found("owners", "city")).contains("Owner.kt:town MAPPING MAPPING LIKELY");
        assertThat(repository.found("owners", "last_name")).contains("Owner.kt:lastName MAPPING MAPPING LIKELY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "a.graphqls^type Owner {~  id: ID!~  telephone: String~}~type Supplier {~  telephone: String~}^3",
                "a.proto^message Supplier {~  string telephone = 1;~}~message OwnerDto {~  string telephone = 2;~}^5",
                "a.yaml^openapi: 3.0.0~components:~  schemas:~    Supplier:~      properties:~        telephone:~          type: string~    Owner:~      properties:~        telephone:~          type: string^10"
            })
    void aContractOfTheEntityExposesTheColumn(String file, String text, int line) {
        repository.java("Owner", SmallRepository.OWNER).file("src/main/resources/" + file, text.replace('~', '\n'));
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.place().file().endsWith(file))
                .singleElement()
                .satisfies(usage -> {
                    assertThat(SmallRepository.words(usage)).isEqualTo(file + ":- EXPOSURE API_NAME LIKELY");
                    assertThat(usage.place().line()).isEqualTo(line);
                });
    }
}
