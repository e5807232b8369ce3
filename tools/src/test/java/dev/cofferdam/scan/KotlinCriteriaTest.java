package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of properties in strings of Kotlin: the entity around them decides. */
class KotlinCriteriaTest {

    private static final String ENTITIES = """
            package app
            @Entity @Table(name = "owners") class Owner(@Id val id: Long, var telephone: String)
            @Entity @Table(name = "suppliers") class Supplier(@Id val id: Long, var telephone: String)
            interface OwnerRepository : JpaRepository<Owner, Long>
            interface SupplierRepository : JpaRepository<Supplier, Long>
            """;

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fun a() = owners.findAll(Sort.by(\"telephone\"))",
                "fun a() = owners.findAll(PageRequest.of(0, 5, Sort.by(Sort.Order.desc(\"telephone\"))))",
                "fun a() = Specification<Owner> { r, _, cb -> cb.equal(r.get<String>(\"telephone\"), 3) }",
                "fun a(root: Root<Owner>, cb: CriteriaBuilder) = cb.equal(root.get<String>(\"telephone\"), 3)",
                "fun a(cb: CriteriaBuilder) { val q = cb.createQuery(); val root = q.from(Owner::class.java); cb.asc(root.get<String>(\"telephone\")) }"
            })
    void aNameOfTheEntityIsAUsage(String function) {
        assertThat(found(function)).contains("S.kt:a READ CRITERIA LIKELY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fun a() = suppliers.findAll(Sort.by(\"telephone\"))",
                "fun a() = Specification<Supplier> { r, _, cb -> cb.equal(r.get<String>(\"telephone\"), 3) }",
                "fun a(root: Root<Supplier>, cb: CriteriaBuilder) = cb.equal(root.get<String>(\"telephone\"), 3)",
                "fun a(map: Map<String, Owner>) = map.get(\"telephone\")",
                "// fun a() = owners.findAll(Sort.by(\"telephone\"))"
            })
    void aNameOfAnotherEntityIsNone(String function) {
        assertThat(found(function)).noneMatch(usage -> usage.contains("CRITERIA"));
    }

    private List<String> found(String function) {
        return new SmallRepository(root)
                .file("src/main/kotlin/app/E.kt", ENTITIES)
                .file(
                        "src/main/kotlin/app/S.kt",
                        "package app\n@Service class S(val owners: OwnerRepository, val suppliers: SupplierRepository) {\n  "
                                + function + "\n}\n")
                .found();
    }
}
