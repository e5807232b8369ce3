package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Panache of Quarkus: active records, repositories, queries in shorthand. */
class PanacheTest {

    @TempDir
    Path root;

    private SmallRepository repository(String body) {
        return new SmallRepository(root)
                .java(
                        "Owner",
                        "@Entity @Table(name = \"owners\") public class Owner extends PanacheEntity { public String telephone; public String city; }")
                .java(
                        "Supplier",
                        "@Entity @Table(name = \"suppliers\") public class Supplier extends PanacheEntity { public String telephone; }")
                .java("Owners", "class Owners implements PanacheRepository<Owner> { void repo() { " + body + " } }")
                .java(
                        "Suppliers",
                        "class Suppliers implements PanacheRepository<Supplier> { void repo() { " + body + " } }")
                .java(
                        "Plain",
                        "class Plain { List<Owner> list(String p, Object v) { return null; } void plain() { " + body
                                + " } }");
    }

    private List<String> found(String body) {
        return repository(body).found().stream()
                .filter(found -> !found.endsWith("POSSIBLE"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "find(\"telephone\", \"x\")                              ^ READ JPQL",
                "find(\"city = ?1 and telephone is null\", \"x\")        ^ READ JPQL",
                "find(\"where telephone = ?1\", \"x\")                   ^ READ JPQL",
                "list(\"order by telephone\")                            ^ READ JPQL",
                "count(\"telephone = ?1\", \"x\")                        ^ READ JPQL",
                "delete(\"telephone\", \"x\")                            ^ READ JPQL",
                "update(\"telephone = 'x' where city = ?1\", \"x\")      ^ WRITE JPQL",
                "update(\"set telephone = 'x' where city = ?1\", \"x\")  ^ WRITE JPQL",
                "list(\"city\", \"x\")                                   ^ READ ENTITY_READ",
                "listAll()                                               ^ READ ENTITY_READ",
                "persist(new Owner())                                    ^ WRITE ENTITY_WRITE"
            })
    void aRepositoryNamesOrLoadsIt(String call, String access) {
        assertThat(found(call + ";")).containsExactly("Owners.java:repo " + access + " CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"count(\"city\", 1)", "update(\"city = 'x'\")", "delete(\"city\", 1)", "count()", "flush()"})
    void whatNamesAnotherPropertyAndLoadsNothingIsNone(String call) {
        assertThat(found(call + ";")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listAll(Sort.by(\"telephone\"))",
                "list(\"city\", Sort.by(\"city\").and(\"telephone\"), 1)",
                "find(\"from Owner where telephone = ?1\", 1)"
            })
    void aSortAndAFullQueryNameItToo(String call) {
        assertThat(found(call + ";"))
                .contains("Owners.java:repo READ JPQL CERTAIN")
                .noneMatch(each -> each.startsWith("Owners.java") && each.contains("CRITERIA"));
        assertThat(found(call.replace("telephone", "city") + ";"))
                .contains("Owners.java:repo READ ENTITY_READ CERTAIN")
                .noneMatch(each -> each.contains("JPQL"));
    }

    @Test
    void anEntityFindsItself() {
        repository("").java("Use", """
                class Use {
                    void named() { Owner.find("telephone", 1).firstResult(); }
                    void loaded() { Owner o = Owner.findById(1L); }
                    void saved(Owner o) { o.persist(); }
                    void other(Supplier s) { Supplier.find("telephone", 1); s.persist(); Supplier.listAll(); }
                }
                """);
        assertThat(new SmallRepository(root).found())
                .filteredOn(each -> !each.endsWith("POSSIBLE"))
                .containsExactly(
                        "Use.java:named READ JPQL CERTAIN",
                        "Use.java:loaded READ ENTITY_READ CERTAIN",
                        "Use.java:saved WRITE ENTITY_WRITE CERTAIN");
    }

    @Test
    void aQueryThatIsPutTogetherIsNotDecided() {
        ScanResult result = repository("")
                .java("Use", "class Use { Owners owners; void open(String by) { owners.list(by + \" is null\"); } }")
                .scan();
        assertThat(result.undecided()).anyMatch(open -> open.place().member().equals(Optional.of("open")));
    }
}
