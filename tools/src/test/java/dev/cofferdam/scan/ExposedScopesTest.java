package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bare names of columns where a table of Exposed is in scope, and entities that are loaded whole. */
final class ExposedScopesTest {
    private static final String TABLES = """
            package app
            object Owners : LongIdTable("owners") { val phone = varchar("telephone", 20); val city = varchar("city", 20) }
            object Suppliers : LongIdTable("suppliers") { val phone = varchar("telephone", 20) }
            class Owner(id: EntityID<Long>) : LongEntity(id) { companion object : LongEntityClass<Owner>(Owners) }
            class Supplier(id: EntityID<Long>) : LongEntity(id) { companion object : LongEntityClass<Supplier>(Suppliers) }
            """;

    @TempDir
    private Path root;

    private SmallRepository with(String body) {
        return new SmallRepository(root)
                .file("src/main/kotlin/app/Tables.kt", TABLES)
                .file(
                        "src/main/kotlin/app/Use.kt",
                        "package app\nfun use(list: List<String>) {\n    " + body + "\n}\n");
    }

    private List<String> found(String body) {
        return with(body).found().stream()
                .filter(found -> found.startsWith("Use.kt"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '\0', textBlock = """
            with(Owners) { slice(phone).selectAll() }            ^ READ GENERATED
            with(Owners) { select(phone).where { city eq "x" } } ^ READ GENERATED
            Owners.run { slice(phone) }                          ^ READ GENERATED
            Owners.apply { update { it[phone] = "1" } }          ^ WRITE GENERATED
            Owners.deleteWhere { phone eq "1" }                  ^ READ GENERATED
            with(Owners) { selectAll() }                         ^ READ STAR
            Owner.findById(1)                                    ^ READ ENTITY_READ
            Owner[1]                                             ^ READ ENTITY_READ
            Owner.all().toList()                                 ^ READ ENTITY_READ
            """)
    void theTableInScopeLendsItsNames(String body, String use) {
        assertThat(found(body)).containsExactly("Use.kt:use " + use + " LIKELY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with(Suppliers) { slice(phone).selectAll() }",
                "Suppliers.deleteWhere { phone eq \"1\" }",
                "with(Suppliers) { selectAll() }",
                "with(Owners) { slice(city) }",
                "Owners.deleteWhere { city eq \"1\" }",
                "val phone = \"1\"\n    Owners.update({ Owners.city eq \"x\" }) { it[city] = phone }",
                "list.forEach { phone -> Owners.insert { it[city] = phone } }",
                "Supplier.findById(1)",
                "Owner.new { }"
            })
    void anotherTablesNameOrAVariableIsNone(String body) {
        assertThat(found(body)).isEmpty();
    }

    @Test
    void theWordThatNamesTheColumnIsMarked() {
        assertThat(with("val phone = \"1\"; Owners.insert { it[Owners.phone] = phone }")
                        .scan()
                        .usages())
                .filteredOn(usage -> usage.place().file().endsWith("Use.kt"))
                .singleElement()
                .satisfies(usage -> assertThat(usage.evidence()).contains("it[Owners.«phone»] = phone"));
    }
}
