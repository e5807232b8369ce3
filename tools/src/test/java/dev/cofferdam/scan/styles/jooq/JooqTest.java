package dev.cofferdam.scan.styles.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.scan.SmallRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** jOOQ; its generated classes are not in the repository unless a test says so. */
class JooqTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void nothingIsMapped() {
        repository = new SmallRepository(root);
    }

    private SmallRepository run(String statement) {
        return repository.java("Use", """
                package app;
                import static app.db.Tables.*;
                import org.jooq.DSLContext;
                class Use { DSLContext ctx; void run(Object x) { %s; } }
                """.formatted(statement));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ctx.select(OWNERS.TELEPHONE).from(OWNERS)                              | READ GENERATED CERTAIN",
                "ctx.select(Tables.OWNERS.TELEPHONE).from(OWNERS)                       | READ GENERATED CERTAIN",
                "Owners o = OWNERS.as(\"o\"); ctx.select(o.TELEPHONE).from(o)           | READ GENERATED CERTAIN",
                "var o = OWNERS.as(\"o\"); ctx.select(o.TELEPHONE).from(o)              | READ GENERATED CERTAIN",
                "ctx.select(PETS.owners().TELEPHONE).from(PETS)                         | READ GENERATED LIKELY",
                "ctx.insertInto(OWNERS, OWNERS.ID, OWNERS.TELEPHONE).values(1, 2)       | WRITE GENERATED CERTAIN",
                "ctx.insertInto(OWNERS).columns(OWNERS.TELEPHONE).values(2)             | WRITE GENERATED CERTAIN",
                "ctx.update(OWNERS).set(OWNERS.TELEPHONE, x)                            | WRITE GENERATED CERTAIN",
                "ctx.update(OWNERS).set(OWNERS.ID, 1).where(OWNERS.TELEPHONE.eq(x))     | READ GENERATED CERTAIN",
                "OwnersRecord r = ctx.newRecord(OWNERS); r.setTelephone(x); r.store()   | WRITE GENERATED CERTAIN",
                "var r = ctx.fetchOne(OWNERS, OWNERS.ID.eq(1)); r.getTelephone()        | READ GENERATED CERTAIN",
                "rows.map(OwnersRecord::getTelephone)                                   | READ GENERATED CERTAIN",
                "ctx.selectFrom(OWNERS)                                                 | READ STAR CERTAIN",
                "ctx.select().from(OWNERS)                                              | READ STAR CERTAIN",
                "ctx.select(asterisk()).from(OWNERS)                                    | READ STAR CERTAIN",
                "ctx.select(DSL.asterisk()).from(OWNERS)                                | READ STAR CERTAIN",
                "ctx.batchStore(List.of(new OwnersRecord()))                            | WRITE STAR LIKELY",
                "List<OwnersRecord> all = x; ctx.batchInsert(all)                       | WRITE STAR LIKELY",
                "ctx.fetchOne(OWNERS, OWNERS.ID.eq(1))                                  | READ STAR CERTAIN",
                "ctx.select(OWNERS.fields()).from(OWNERS)                               | READ STAR CERTAIN",
                "ctx.insertInto(OWNERS).values(1, 2, 3)                                 | WRITE STAR CERTAIN",
                "ctx.insertInto(OWNERS).set(OWNERS.ID, 1).returning().fetchOne()        | READ STAR CERTAIN",
                "ctx.select(DSL.field(\"telephone\")).from(DSL.table(\"owners\"))       | READ SQL_STRING LIKELY",
                "ctx.select(field(name(\"owners\", \"telephone\"))).from(table(\"owners\")) | READ SQL_STRING CERTAIN",
                "ctx.update(table(\"owners\")).set(field(\"telephone\"), x)             | WRITE SQL_STRING LIKELY",
                "ctx.fetch(\"select telephone from owners\")                            | READ SQL_STRING CERTAIN",
                "for (var r : ctx.select(OWNERS.ID, OWNERS.TELEPHONE).from(OWNERS)) { r.value2(); } | READ POSITION CERTAIN",
                "Record r = ctx.select(OWNERS.TELEPHONE).from(OWNERS).fetchOne(); r.get(0) | READ POSITION CERTAIN",
                "ctx.select(OWNERS.ID, OWNERS.TELEPHONE).from(OWNERS).fetch(r -> r.component2()) | READ POSITION CERTAIN",
                "ctx.fetch(\"select id, telephone from owners\").getValues(1)           | READ POSITION CERTAIN",
                "ctx.select(OWNERS.ID, OWNERS.TELEPHONE).from(OWNERS).fetch(Records.mapping(Person::new)) | READ POSITION CERTAIN",
                "ctx.select(OWNERS.TELEPHONE).from(OWNERS).fetchOptional(mapping(t -> t)) | READ POSITION CERTAIN"
            })
    void aGeneratedNameOrAPlainOneIsFollowed(String statement, String expected) {
        assertThat(run(statement).found()).contains("Use.java:run " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ctx.select(SUPPLIERS.TELEPHONE).from(SUPPLIERS)",
                "Suppliers o = SUPPLIERS.as(\"o\"); ctx.select(o.TELEPHONE).from(o)",
                "ctx.select(OWNERS.ID).from(OWNERS)",
                "ctx.insertInto(OWNERS).set(OWNERS.ID, 1)",
                "ctx.update(OWNERS).set(OWNERS.ID, 1).returning(OWNERS.ID)",
                "SuppliersRecord r = ctx.newRecord(SUPPLIERS); r.setTelephone(x); OWNERS.hashCode()",
                "ctx.select(field(name(\"suppliers\", \"telephone\"))).from(table(\"suppliers\"))",
                "Phones.TELEPHONE.ring(OWNERS)"
            })
    void anotherTableOrColumnIsNotReported(String statement) {
        assertThat(run(statement).found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for (var r : ctx.select(OWNERS.ID, OWNERS.TELEPHONE).from(OWNERS)) { r.value1(); }",
                "Result<?> all = ctx.select(OWNERS.TELEPHONE).from(OWNERS).fetch(); all.get(0)",
                "ctx.select(OWNERS.TELEPHONE).from(OWNERS).fetch().get(0)",
                "Record r = ctx.select(SUPPLIERS.TELEPHONE).from(SUPPLIERS).fetchOne(); r.get(0)",
                "ctx.fetch(\"select telephone, id from owners\").getValues(1)"
            })
    void anotherPositionIsNotReported(String statement) {
        assertThat(run(statement).found()).noneMatch(found -> found.matches(".*(RESULT_COLUMN|POSITION).*"));
    }

    @Test
    void generatedClassesThatWereCommittedAreOneUsageForEachFile() {
        repository
                .java("Owners", """
                        package app.db; /* This file is generated by jOOQ. */
                        import org.jooq.impl.*;
                        public class Owners extends TableImpl<OwnersRecord> {
                            public final TableField<OwnersRecord, String> TELEPHONE = createField(DSL.name("telephone"), SQLDataType.CLOB, this, "");
                        }
                        """)
                .java("OwnersRecord", """
                        package app.db; /* This file is generated by jOOQ. */
                        import org.jooq.impl.*;
                        public class OwnersRecord extends UpdatableRecordImpl<OwnersRecord> {
                            public String getTelephone() { return (String) get(Owners.OWNERS.TELEPHONE); }
                        }
                        """)
                .java("Keys", """
                        package app.db; /* This file is generated by jOOQ. */
                        import org.jooq.impl.*;
                        public class Keys {
                            static final Object A = Internal.createUniqueKey(Owners.OWNERS, new TableField[] { Owners.OWNERS.TELEPHONE }, true);
                            static final Object B = Internal.createUniqueKey(Pets.PETS, new TableField[] { Pets.PETS.TELEPHONE }, true);
                        }
                        """)
                .java("Indexes", """
                        package app.db; /* This file is generated by jOOQ. */
                        import org.jooq.impl.*;
                        public class Indexes {
                            static final Object A = Internal.createIndex(Pets.PETS, new OrderField[] { Pets.PETS.TELEPHONE }, true);
                        }
                        """);
        assertThat(repository.found())
                .containsExactlyInAnyOrder(
                        "Owners.java:TELEPHONE MAPPING GENERATED CERTAIN",
                        "OwnersRecord.java:getTelephone MAPPING GENERATED CERTAIN",
                        "Keys.java:A MAPPING GENERATED CERTAIN");
    }

    @Test
    void namesAreMadeAsJooqMakesThem() {
        GeneratedNames names = GeneratedNames.of(TableRef.of("user_accounts").column("address_1_line"));
        assertThat(names)
                .isEqualTo(new GeneratedNames("USER_ACCOUNTS", "UserAccounts", "ADDRESS_1_LINE", "address_1Line"));
        assertThat(names.recordClass()).isEqualTo("UserAccountsRecord");
    }
}
