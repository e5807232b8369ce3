package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries, sorts, criteria and casts in Kotlin's code. */
final class KotlinQueriesTest {

    @TempDir
    private Path root;

    private SmallRepository repository;

    @BeforeEach
    void ownersAndSuppliers() {
        repository = new SmallRepository(root).file("src/main/kotlin/app/Model.kt", """
                package app
                @Entity @Table(name = "owners")
                data class Owner(@Id val id: Long, var telephone: String, val city: String)
                @Entity @Table(name = "pets")
                class Pet(@Id val id: Long, @ManyToOne val owner: Owner)
                @Entity @Table(name = "suppliers")
                data class Supplier(@Id val id: Long, var telephone: String)
                interface Owners : JpaRepository<Owner, Long>
                interface Suppliers : JpaRepository<Supplier, Long>
                """);
    }

    private List<String> found(String text) {
        repository.file("src/main/kotlin/app/Use.kt", "package app\n" + text.replace('~', '\n'));
        return repository.found().stream()
                .filter(found -> found.startsWith("Use.kt") && !found.endsWith("POSSIBLE"))
                .map(found -> found.substring("Use.kt:".length()).replace(" LIKELY", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '\0', textBlock = """
            @Query("select o.telephone from Owner o") fun a(): List<String>                                  ^ a READ JPQL
            @Query("select o.city from #{'$'}{#entityName} o where o.telephone = ?1") fun a(): List<String>  ^ a READ JPQL
            @Query("select o.city from #{#entityName} o where o.telephone = ?1") fun a(): List<String>       ^ a READ JPQL
            @Query("update Owner set telephone = :t where id = 1") fun a()                                   ^ a WRITE JPQL
            @Query("select city from Owner where telephone is null") fun a(): List<String>                   ^ a READ JPQL
            """)
    void aRepositorysQueryNamesTheProperty(String method, String use) {
        assertThat(found("interface More : JpaRepository<Owner, Long> { " + method + " }"))
                .containsExactly(use);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Query(\"select s.telephone from Supplier s\") fun a(): List<String>",
                "@Query(\"update Supplier set telephone = :t\") fun a()",
                "@Query(\"select city from Owner where id = :telephone\") fun a(): List<String>",
                "@Query(\"select o.city from Owner o, Supplier s where s.telephone = 1\") fun a(): List<String>"
            })
    void aQueryAboutSomethingElseDoesNot(String method) {
        assertThat(found("interface More : JpaRepository<Owner, Long> { " + method + " }"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '\0', textBlock = """
            em.createQuery("select o.telephone from Owner o").resultList                                     ^ READ JPQL
            em.createQuery("select p.id from Pet p where p.owner.telephone = '1'").resultList                ^ READ JPQL
            em.createQuery("update Owner o set o.telephone = '1'").executeUpdate()                           ^ WRITE JPQL
            em.find(Owner::class.java, 1L)                                                                   ^ READ ENTITY_READ
            em.merge(owner)                                                                                  ^ WRITE ENTITY_WRITE
            owners.findAll(Sort.by("telephone"))                                                             ^ READ CRITERIA
            owners.findAll(PageRequest.of(0, 9, Sort.by(Sort.Order.desc("telephone"))))                      ^ READ CRITERIA
            val s = Sort.by("telephone")~ owners.findAll(s)                                                  ^ READ CRITERIA
            val root = q.from(Owner::class.java)~ q.where(cb.equal(root.get<String>("telephone"), "1"))      ^ READ CRITERIA
            val root: Root<Owner> = q.from()~ q.orderBy(cb.asc(root.get<String>("telephone")))               ^ READ CRITERIA
            Specification<Owner> { root, _, cb -> cb.equal(root.get<String>("telephone"), "1") }             ^ READ CRITERIA
            Specification<Pet> { r, _, cb -> cb.equal(r.get<Owner>("owner").get<String>("telephone"), "1") } ^ READ CRITERIA
            q.where(cb.isNull(root.get(Owner_.telephone)))                                                   ^ READ CRITERIA
            q.where(cb.isNull(root.get(Owner_.TELEPHONE)))                                                   ^ READ CRITERIA
            if (x is Owner) { println(x.telephone) }                                                         ^ READ ACCESSOR
            if (x is Owner) println(x.telephone) else println(x)                                             ^ READ ACCESSOR
            if (x !is Owner) return~ println(x.telephone)                                                    ^ READ ACCESSOR
            println(x is Owner && x.telephone == "1")                                                        ^ READ ACCESSOR
            x as Owner~ println(x.telephone)                                                                 ^ READ ACCESSOR
            val y = when (x) { is Owner -> x.telephone; else -> null }                                       ^ READ ACCESSOR
            val y = when { x is Owner -> x.telephone; else -> null }                                         ^ READ ACCESSOR
            """)
    void codeNamesTheProperty(String body, String use) {
        assertThat(used(body)).containsExactly("use " + use);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "em.createQuery(\"select s.telephone from Supplier s\").resultList",
                "em.createNativeQuery(\"select o.telephone from Owner o\").resultList",
                "em.find(Supplier::class.java, 1L)",
                "em.merge(supplier)",
                "suppliers.findAll(Sort.by(\"telephone\"))",
                "val s = Sort.by(\"telephone\")~ suppliers.findAll(s)",
                "val root = q.from(Supplier::class.java)~ q.where(cb.equal(root.get<String>(\"telephone\"), \"1\"))",
                "Specification<Supplier> { root, _, cb -> cb.equal(root.get<String>(\"telephone\"), \"1\") }",
                "map.get(\"telephone\")",
                "q.where(cb.isNull(root.get(Supplier_.telephone)))",
                "if (x is Supplier) { println(x.telephone) }",
                "if (x is Owner) println(1) else println(x.telephone)",
                "if (x is Owner || y) { println(x.telephone) }",
                "if (x !is Owner) println(x.telephone)",
                "if (x is Owner) { println(1) }~ println(x.telephone)",
                "val y = when (x) { is Owner -> 1; is Supplier -> x.telephone; else -> null }"
            })
    void whatIsAboutSomethingElseIsNone(String body) {
        assertThat(used(body)).isEmpty();
    }

    private List<String> used(String body) {
        return found("class Use(val owners: Owners, val suppliers: Suppliers, val em: EntityManager) {\n"
                + "  fun use(x: Any, y: Boolean, owner: Owner, supplier: Supplier) {\n    "
                + body + "\n  }\n}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '\0', textBlock = """
            val Owner.short: String get() = telephone.take(3)                                ^ 1
            val Owner.short: String~  get() {~    val all = telephone~    return all~  }     ^ 1
            val Supplier.short: String get() = telephone.take(3)                             ^ 0
            val Owner.short: String get() = city~fun other(): String = telephone             ^ 0
            """)
    void anExtensionPropertySeesWhatItExtends(String declared, int uses) {
        assertThat(found(declared)).hasSize(uses);
    }
}
