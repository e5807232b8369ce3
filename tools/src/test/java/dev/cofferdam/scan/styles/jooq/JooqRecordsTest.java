package dev.cofferdam.scan.styles.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.scan.SmallRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** jOOQ's records in chains and lambdas, and objects that are filled from them or fill them. */
class JooqRecordsTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aCard() {
        repository = new SmallRepository(root)
                .java("Card", "class Card { private String telephone; String city; }")
                .java("Town", "class Town { String city; }");
    }

    private SmallRepository run(String statement) {
        return repository.java("Use", """
                package app;
                import static app.db.Tables.*;
                import org.jooq.DSLContext;
                class Use { DSLContext ctx; void run(Object x, Card card, Town town, OwnersRecord owner, List<OwnersRecord> owners, CityRecord city) { %s; } }
                """.formatted(statement));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ctx.newRecord(OWNERS).setId(1).setTelephone(x).store()                      | WRITE GENERATED CERTAIN
            ctx.newRecord(OWNERS).with(OWNERS.TELEPHONE, x).store()                     | WRITE GENERATED CERTAIN
            owner.with(OWNERS.ID, 1).setTelephone(x)                                    | WRITE GENERATED CERTAIN
            owners.forEach(each -> each.setTelephone(x))                                | WRITE GENERATED CERTAIN
            ctx.selectFrom(OWNERS).fetch(each -> each.getTelephone())                   | READ GENERATED CERTAIN
            ctx.selectFrom(OWNERS).where(OWNERS.ID.eq(1)).fetchOne().getTelephone()     | READ GENERATED CERTAIN
            ctx.selectFrom(OWNERS).fetchOptional().map(each -> each.getTelephone())     | READ GENERATED CERTAIN
            ctx.selectFrom(OWNERS).fetch().get(0).getTelephone()                        | READ GENERATED CERTAIN
            var all = ctx.selectFrom(OWNERS).fetch(); all.forEach(r -> r.getTelephone()) | READ GENERATED CERTAIN
            Result<OwnersRecord> all = x.all(); all.forEach(r -> r.getTelephone())      | READ GENERATED CERTAIN
            ctx.selectFrom(OWNERS).fetch().getValues("telephone")                       | READ RESULT_COLUMN CERTAIN
            ctx.fetchOne(OWNERS).get("telephone")                                       | READ RESULT_COLUMN CERTAIN
            owner.set("telephone", x)                                                   | WRITE RESULT_COLUMN CERTAIN
            owner.from(card)                                                            | WRITE STAR LIKELY
            ctx.insertInto(OWNERS).set(owner).execute()                                 | WRITE STAR LIKELY
            ctx.update(OWNERS).set(ctx.newRecord(OWNERS, card)).execute()               | WRITE STAR LIKELY
            """)
    void aRecordIsSeenWhereNoVariableNamesIt(String statement, String expected) {
        assertThat(run(statement).found()).contains("Use.java:run " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ctx.newRecord(CITY).setId(1).setTelephone(x).store()",
                "ctx.selectFrom(CITY).fetch(each -> each.getTelephone())",
                "ctx.selectFrom(CITY).fetchOne().getTelephone()",
                "x.all(OWNERS).map(each -> each.getCity()).forEach(each -> each.setTelephone(x))",
                "ctx.selectFrom(CITY).fetch().getValues(\"telephone\"); OWNERS.getName()",
                "city.from(card); OWNERS.getName()",
                "ctx.insertInto(CITY).set(city).execute(); OWNERS.getName()",
                "ctx.insertInto(OWNERS).set(OWNERS.ID, 1).execute()",
                "owner.from(card, OWNERS.ID)"
            })
    void anotherTablesRecordIsNone(String statement) {
        assertThat(run(statement).found())
                .noneMatch(usage -> usage.startsWith("Use.java:run") && !usage.contains("POSSIBLE"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ctx.select(OWNERS.ID, OWNERS.TELEPHONE).from(OWNERS).fetchInto(Card.class) | READ RESULT_COLUMN CERTAIN
            ctx.select().from(OWNERS).fetchInto(Card.class)                            | READ RESULT_COLUMN CERTAIN
            ctx.select(OWNERS.fields()).from(OWNERS).fetchOneInto(Card.class)          | READ RESULT_COLUMN CERTAIN
            ctx.selectFrom(OWNERS).where(x).fetchInto(Card.class)                      | READ RESULT_COLUMN CERTAIN
            owner.into(Card.class)                                                     | READ RESULT_COLUMN CERTAIN
            owner.from(card)                                                           | READ ACCESSOR CERTAIN
            ctx.newRecord(OWNERS, card).store()                                        | READ ACCESSOR CERTAIN
            """)
    void anObjectsPropertyGoesByTheColumnsName(String statement, String expected) {
        assertThat(run(statement).found()).contains("Card.java:telephone " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ctx.select(OWNERS.ID).from(OWNERS).where(OWNERS.TELEPHONE.eq(x)).fetchInto(Card.class)",
                "ctx.selectFrom(CITY).fetchInto(Card.class); ctx.selectFrom(OWNERS).fetchInto(Town.class)",
                "city.into(Card.class); OWNERS.getName()",
                "ctx.newRecord(OWNERS, town).store()"
            })
    void anObjectOfOtherColumnsIsNone(String statement) {
        assertThat(run(statement).found())
                .noneMatch(usage -> usage.startsWith("Card.java") && !usage.contains("POSSIBLE"));
    }
}
