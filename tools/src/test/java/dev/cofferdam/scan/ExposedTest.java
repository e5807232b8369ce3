package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that are objects of Kotlin: Exposed and Ktorm. */
class ExposedTest {

    @TempDir
    Path root;

    private static final String TABLES = """
            package app
            object Owners : IntIdTable("owners") {
                val name = varchar("last_name", 30)
                val phone: Column<String?> = varchar("telephone", 20).nullable()
                fun read(row: ResultRow) = row[phone]
            }
            object Suppliers : IntIdTable() {
                val phone = varchar("telephone", 20)
            }
            """;

    private List<String> foundInUse(String body) {
        SmallRepository repository = new SmallRepository(root)
                .file("src/main/kotlin/app/Tables.kt", TABLES)
                .file("src/main/kotlin/app/Use.kt", """
                        package app
                        class Use {
                            fun use(number: String) = transaction {
                                BODY
                            }
                        }
                        """.replace("BODY", body.replace('~', '\n')));
        return repository.found().stream()
                .filter(found -> found.startsWith("Use.kt") && !found.endsWith("POSSIBLE"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "Owners.slice(Owners.phone).select(Owners.id eq 1)          ^ READ GENERATED",
                "rows.map { it[Owners.phone] }                              ^ READ GENERATED",
                "Owners.insert { it[phone] = number }                       ^ WRITE GENERATED",
                "Owners.update({ Owners.id eq 1 }) { it[phone] = number }   ^ WRITE GENERATED",
                "Owners.insertAndGetId { row -> row[Owners.phone] = number} ^ WRITE GENERATED",
                "Owners.selectAll().toList()                                ^ READ STAR",
                "Owners.select { Owners.name eq number }                    ^ READ STAR"
            })
    void aTablesPropertyIsTheColumn(String body, String access) {
        assertThat(foundInUse(body)).containsExactly("Use.kt:use " + access + " LIKELY");
    }

    @ParameterizedTest
    @CsvSource({
        "Suppliers.insert { it[phone] = number }",
        "Suppliers.selectAll()",
        "rows.map { it[Suppliers.phone] }",
        "Owners.insert { it[name] = number }",
        "Owners.deleteWhere { Owners.id eq 1 }"
    })
    void anotherTablesPropertyIsNone(String body) {
        assertThat(foundInUse(body)).isEmpty();
    }

    @Test
    void theObjectMapsTheColumnAndItsOwnFunctionsReadIt() {
        SmallRepository repository = new SmallRepository(root).file("src/main/kotlin/app/Tables.kt", TABLES);
        assertThat(repository.found())
                .contains("Tables.kt:phone MAPPING MAPPING LIKELY", "Tables.kt:read READ GENERATED LIKELY");
        assertThat(repository.found("suppliers", "telephone")).contains("Tables.kt:phone MAPPING MAPPING LIKELY");
    }

    @Test
    void entitiesOverATableAreFollowed() {
        SmallRepository repository = new SmallRepository(root)
                .file("src/main/kotlin/app/Tables.kt", TABLES)
                .file("src/main/kotlin/app/Owner.kt", """
                        package app
                        class Owner(id: EntityID<Int>) : IntEntity(id) {
                            companion object : IntEntityClass<Owner>(Owners)
                            var name by Owners.name
                            var number by Owners.phone
                        }
                        """)
                .file("src/main/kotlin/app/Use.kt", """
                        package app
                        fun read(id: Int) = Owner.findById(id)?.number
                        fun write() = Owner.new { number = "1" }
                        fun other(id: Int) = Owner.findById(id)?.name
                        """);
        assertThat(repository.found())
                .contains("Owner.kt:- MAPPING MAPPING LIKELY")
                .filteredOn(found -> found.startsWith("Use.kt"))
                .containsExactly(
                        "Use.kt:read READ ENTITY_READ LIKELY",
                        "Use.kt:read READ ACCESSOR LIKELY",
                        "Use.kt:write WRITE ACCESSOR LIKELY",
                        "Use.kt:other READ ENTITY_READ LIKELY");
    }

    @Test
    void tablesOfKtormAreBoundToTheirEntities() {
        SmallRepository repository = new SmallRepository(root)
                .file("src/main/kotlin/app/Owner.kt", """
                        package app
                        interface Owner : Entity<Owner> { val id: Int; var number: String }
                        object Owners : Table<Owner>("owners") {
                            val phone = varchar("telephone").bindTo { it.number }
                        }
                        """)
                .file("src/main/kotlin/app/Use.kt", """
                        package app
                        fun read(o: Owner) = o.number
                        fun write(db: Database) = db.update(Owners) { set(Owners.phone, "1") }
                        """);
        assertThat(repository.found())
                .contains("Owner.kt:phone MAPPING MAPPING LIKELY")
                .filteredOn(found -> found.startsWith("Use.kt"))
                .containsExactly("Use.kt:read READ ACCESSOR LIKELY", "Use.kt:write WRITE GENERATED LIKELY");
    }
}
