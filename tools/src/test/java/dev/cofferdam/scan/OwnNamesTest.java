package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses that stand in no type of the project's own: the library's interfaces, fluent chains, classes in bodies. */
class OwnNamesTest {

    @TempDir
    Path root;

    private List<String> found(String body) {
        return SmallRepository.clinic(root)
                .java(
                        "Owners",
                        "interface Owners extends JpaRepository<Owner, Long>, JpaSpecificationExecutor<Owner> {}")
                .java(
                        "Suppliers",
                        "interface Suppliers extends JpaRepository<Supplier, Long>, JpaSpecificationExecutor<Supplier> {}")
                .java("Use", """
                                class Use {
                                    JpaRepository<Owner, Long> plain; CrudRepository<Supplier, Long> other; Owners owners; Suppliers suppliers; Session session;
                                    void use() {
                                        BODY
                                    }
                                }
                                """.replace("BODY", body))
                .found()
                .stream()
                .filter(found -> found.startsWith("Use.java") && !found.endsWith("POSSIBLE"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "plain.findAll();                                                             ^ READ ENTITY_READ",
                "plain.save(new Owner());                                                     ^ WRITE ENTITY_WRITE",
                "owners.findBy(spec, q -> q.project(\"telephone\").all());                    ^ READ CRITERIA",
                "session.byNaturalId(Owner.class).using(\"telephone\", 1).load();             ^ READ CRITERIA",
                "Owner o = new Owner() {{ setTelephone(\"x\"); }};                            ^ WRITE ACCESSOR",
                "class Local { Owner kept; String phone() { return kept.getTelephone(); } }   ^ READ ACCESSOR",
                "class Local { String phone(Owner o) { return o.getTelephone(); } }           ^ READ ACCESSOR",
                "record Local(Owner kept) { String phone(Owner o) { return o.getTelephone(); } } ^ READ ACCESSOR"
            })
    void theChainOrTheBodySaysTheEntity(String body, String access) {
        assertThat(found(body)).contains("Use.java:use " + access + " CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other.findAll();",
                "plain.count();",
                "plain.existsById(1L);",
                "suppliers.findBy(spec, q -> q.project(\"telephone\").all());",
                "owners.findBy(spec, q -> q.project(\"lastName\").all());",
                "session.byNaturalId(Supplier.class).using(\"telephone\", 1).load();",
                "Object o = new Supplier() {{ setTelephone(\"x\"); }};",
                "class Local { Supplier kept; String phone() { return kept.getTelephone(); } }",
                "class Local { Owner kept; void set(Supplier kept) { kept.getTelephone(); } }"
            })
    void anotherEntityIsNone(String body) {
        assertThat(found(body)).noneMatch(each -> each.matches(".* (ENTITY_READ|CRITERIA|ACCESSOR) .*"));
    }
}
