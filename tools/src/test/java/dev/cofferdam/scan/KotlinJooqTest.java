package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** jOOQ's query language in Kotlin. */
class KotlinJooqTest {

    @TempDir
    Path root;

    private List<String> found(String imports, String body) {
        return new SmallRepository(root)
                        .file("src/main/kotlin/app/Use.kt", """
                                package app
                                IMPORTS
                                class Use(val ctx: DSLContext) {
                                    fun use(record: OwnersRecord, supplier: SuppliersRecord) {
                                        BODY
                                    }
                                }
                                """.replace("IMPORTS", imports)
                                .replace("BODY", body))
                        .found()
                        .stream()
                        .filter(found -> !found.endsWith("POSSIBLE"))
                        .toList();
    }

    private List<String> found(String body) {
        return found("import gen.tables.references.OWNERS\nimport gen.tables.references.SUPPLIERS", body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "ctx.select(OWNERS.TELEPHONE).from(OWNERS).fetch()                   ^ READ GENERATED",
                "ctx.select(OWNERS.ID).from(OWNERS).where(OWNERS.TELEPHONE.eq(\"x\")) ^ READ GENERATED",
                "ctx.update(OWNERS).set(OWNERS.TELEPHONE, \"x\").execute()            ^ WRITE GENERATED",
                "ctx.update(SUPPLIERS).set(SUPPLIERS.ID, OWNERS.TELEPHONE)           ^ READ GENERATED",
                "ctx.insertInto(OWNERS, OWNERS.ID, OWNERS.TELEPHONE).values(1, \"x\") ^ WRITE GENERATED",
                "ctx.insertInto(OWNERS).columns(OWNERS.ID, OWNERS.TELEPHONE)         ^ WRITE GENERATED",
                "ctx.select(PETS.owners().TELEPHONE).from(PETS)                      ^ READ GENERATED",
                "val o = OWNERS.`as`(\"o\"); ctx.select(o.TELEPHONE).from(o)          ^ READ GENERATED",
                "ctx.insertInto(OWNERS).values(1, \"x\").execute()                    ^ WRITE STAR",
                "ctx.selectFrom(OWNERS).fetch()                                      ^ READ STAR",
                "ctx.select().from(OWNERS).fetch()                                   ^ READ STAR",
                "ctx.select(asterisk()).from(OWNERS).fetch()                         ^ READ STAR",
                "println(record.telephone)                                           ^ READ GENERATED",
                "record.telephone = \"x\"                                             ^ WRITE GENERATED"
            })
    void itsCallsAreThoseOfJava(String body, String access) {
        assertThat(found(body)).containsExactly("Use.kt:use " + access + " LIKELY");
    }

    @Test
    void aFetchHandsItsRecordsToALambda() {
        assertThat(found("ctx.selectFrom(OWNERS).where(OWNERS.ID.eq(1)).fetchOne { it.telephone }"))
                .contains("Use.kt:use READ GENERATED LIKELY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ctx.select(SUPPLIERS.TELEPHONE).from(SUPPLIERS).fetch()",
                "ctx.select(OWNERS.ID).from(OWNERS).fetch()",
                "ctx.selectCount().from(OWNERS).fetch()",
                "ctx.selectFrom(SUPPLIERS).fetch { it.telephone }",
                "println(supplier.telephone)",
                "ctx.insertInto(OWNERS).set(OWNERS.ID, 1).execute()"
            })
    void anotherTableOrColumnIsNone(String body) {
        assertThat(found(body)).isEmpty();
    }

    @Test
    void aConstantOfTheHouseIsNoTable() {
        assertThat(found("import app.Kinds.OWNERS", "println(OWNERS.TELEPHONE)"))
                .isEmpty();
    }
}
