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

/** Statements and changes that are put together at run time: each is a usage or a question, and none is passed over. */
class PutTogetherTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void clinic() {
        repository = SmallRepository.clinic(root);
    }

    private SmallRepository use(String body) {
        return repository.java("Use", """
                import org.jdbi.v3.core.Handle;
                class Use {
                    JdbcTemplate jdbc; Handle handle; ObjectMapper mapper;
                    void use(String name, List<String> names, Owner owner, Supplier supplier, CriteriaUpdate<Owner> change, CriteriaUpdate<Pet> other) {
                        BODY
                    }
                }
                """.replace("BODY", body));
    }

    private List<String> asked(String body) {
        return use(body).scan().undecided().stream()
                .map(open -> open.place().member().orElse("-"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StringBuilder s = new StringBuilder(\"insert into owners (\"); for (String n : names) s.append(n).append(','); jdbc.update(s.append(\") values (1)\").toString());",
                "String s = \"insert into owners (\"; for (String n : names) { s += n + \",\"; } jdbc.update(s + \") values (1)\");",
                "handle.createQuery(\"select id from owners order by <c>\").define(\"c\", name).list();",
                "handle.createQuery(\"select telephone from <t>\").define(\"t\", name).list();",
                "handle.createUpdate(\"insert into owners (<c>) values (1)\").defineList(\"c\", names).execute();",
                "change.set(name, 1);",
                "mapper.readerForUpdating(owner).readValue(\"{}\");",
                "mapper.updateValue(owner, names);"
            })
    void itIsAsked(String body) {
        assertThat(asked(body)).contains("use");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StringBuilder s = new StringBuilder(\"insert into pets (\"); for (String n : names) s.append(n).append(','); jdbc.update(s.append(\") values (1)\").toString());",
                "handle.createQuery(\"select id from owners where id in (<ids>)\").bindList(\"ids\", names).list();",
                "handle.createQuery(\"select id from owners order by <c>\").define(\"c\", \"city\").list();",
                "handle.createQuery(\"select id from pets order by <c>\").define(\"c\", name).list();",
                "other.set(name, 1);",
                "change.set(\"city\", 1);",
                "mapper.readerForUpdating(supplier).readValue(\"{}\");",
                "mapper.readValue(\"{}\", Owner.class);"
            })
    void whatCannotConcernItIsNot(String body) {
        assertThat(asked(body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "handle.createQuery(\"select telephone from <t>\").define(\"t\", \"owners\").list();      ^ READ",
                "handle.createUpdate(\"insert into <t> (id, telephone) values (1, 2)\").define(\"t\", \"owners\"); ^ WRITE",
                "handle.createUpdate(\"update owners set <c> = 1\").define(\"c\", \"telephone\").execute(); ^ WRITE"
            })
    void whatIsDefinedInSightIsRead(String body, String access) {
        assertThat(use(body).found()).contains("Use.java:use " + access + " SQL_STRING CERTAIN");
        assertThat(use(body.replace("owners", "suppliers")).found()).noneMatch(found -> found.contains("SQL_STRING"));
    }

    @Test
    void aMapperStatementThatIsHandedOverAsAWholeIsAsked() {
        repository.file("src/main/resources/OwnerMapper.xml", """
                <mapper namespace="app.OwnerMapper">
                  <select id="any" resultType="map">${sql}</select>
                  <select id="fixed" resultType="map">select id from owners where city = ${value}</select>
                </mapper>
                """);
        assertThat(repository.scan().undecided())
                .extracting(open -> open.place().member().orElse("-"))
                .containsExactly("any");
    }
}
