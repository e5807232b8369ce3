package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entities of Kotlin and what goes through their properties. */
class KotlinTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void ownersAndPets() {
        repository = new SmallRepository(root)
                .file("src/main/kotlin/app/Model.kt", """
                        package app
                        @Entity @Table(name = "owners")
                        data class Owner(
                            @Id val id: Long,
                            var telephone: String, // not the supplier's
                            @OneToMany(mappedBy = "owner") val pets: List<Pet> = listOf()
                        ) {
                            fun short() = telephone.take(3)
                            fun other(telephone: String) = telephone.take(3)
                        }
                        @Entity @Table(name = "pets")
                        class Pet(@Id val id: Long, @ManyToOne val owner: Owner?, val supplier: Supplier)
                        @Entity @Table(name = "suppliers")
                        data class Supplier(@Id val id: Long, var telephone: String)
                        """)
                .file("src/main/kotlin/app/Owners.kt", """
                        package app
                        interface Owners : CrudRepository<Owner, Long> {
                            fun findNamesById(id: Long): List<NameOnly>
                            fun countByLastName(name: String): Long
                        }
                        interface NameOnly { val lastName: String }
                        """);
    }

    private List<String> foundInUse(String body) {
        repository.file("src/main/kotlin/app/Use.kt", """
                package app
                class Use(private val owners: Owners, val suppliers: List<Supplier>) {
                    fun one(id: Long): Owner? = owners.findById(id).orElse(null)
                    fun use(pet: Pet, supplier: Supplier, telephone: String) {
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
                "println(pet.owner?.telephone)                              ^ READ",
                "pet.owner!!.telephone = \"1\"                              ^ WRITE",
                "println(one(1)!!.telephone)                                ^ READ",
                "val found = one(1) ?: return~ println(found.telephone)     ^ READ",
                "owners.findAll().filter { it.telephone.isEmpty() }         ^ READ",
                "owners.findAll().map { each -> each.telephone }            ^ READ",
                "for (each in owners.findAll()) println(each.telephone)     ^ READ",
                "println(owners.findAll().sortedBy(Owner::telephone))       ^ READ",
                "pet.owner?.apply { this.telephone = \"\" }                 ^ WRITE",
                "pet.owner?.apply { telephone = \"\" }                      ^ WRITE",
                "pet.owner!!.copy(telephone = telephone)                    ^ WRITE",
                "owners.save(Owner(1, telephone = telephone))               ^ WRITE",
                "val (id, number) = one(1)!!                                ^ READ",
                "log.info(\"called ${pet.owner?.telephone}\")               ^ READ",
                "val owner = Owner(id)~ owner.telephone += \"1\"  ^ READ_WRITE"
            })
    void aTypedReceiverReachesTheColumn(String body, String access) {
        assertThat(foundInUse(body)).containsExactly("Use.kt:use " + access + " ACCESSOR LIKELY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "println(supplier.telephone)",
                "println(pet.supplier.telephone)",
                "suppliers.map { it.telephone }",
                "supplier.copy(telephone = telephone)",
                "println(Supplier(1, telephone = telephone))",
                "val (id) = one(1)!!",
                "val (id, number) = supplier",
                "println(telephone)",
                "log.info(\"owner.telephone\")",
                "call(telephone = telephone)",
                "/* pet.owner?.telephone /* nested */ pet.owner?.telephone */"
            })
    void aPropertyOfAnotherTypeIsNone(String body) {
        assertThat(foundInUse(body)).isEmpty();
    }

    @Test
    void theEntitysOwnBodyReadsItUnlessAParameterHidesIt() {
        assertThat(repository.found())
                .contains("Model.kt:short READ ACCESSOR LIKELY")
                .noneMatch(found -> found.contains(":other"));
    }

    @Test
    void inheritedMethodsStandAtTheRepositoryThatIsCalled() {
        foundInUse("owners.findAll()");
        assertThat(repository.found())
                .contains("Owners.kt:findAll READ ENTITY_READ LIKELY", "Owners.kt:findById READ ENTITY_READ LIKELY")
                .noneMatch(found -> found.contains("findNamesById") || found.contains("countByLastName"));
    }

    @Test
    void queriesInRawStringsAreRead() {
        repository.file("src/main/kotlin/app/Pets.kt", """
                package app
                interface Pets : JpaRepository<Pet, Long> {
                    @Query(\"""
                        select p from Pet p
                        where p.owner.telephone = :t\""")
                    fun called(t: String): List<Pet>
                    @Modifying @Query("update Owner o set o.telephone = null where o.id = ?1")
                    fun forget(id: Long)
                    @Query("select telephone from owners", nativeQuery = true)
                    fun all(): List<String>
                    @Query("select s.telephone from Supplier s")
                    fun suppliers(): List<String>
                    fun findByOwnerTelephone(t: String): List<Pet>
                    fun findByOwner_TelephoneIn(t: List<String>): List<Pet>
                }
                """);
        assertThat(repository.found())
                .filteredOn(found -> found.startsWith("Pets.kt:") && !found.startsWith("Pets.kt:-"))
                .containsExactlyInAnyOrder(
                        "Pets.kt:called READ JPQL LIKELY",
                        "Pets.kt:forget WRITE JPQL LIKELY",
                        "Pets.kt:all READ NATIVE_QUERY LIKELY",
                        "Pets.kt:findByOwnerTelephone READ DERIVED_QUERY LIKELY",
                        "Pets.kt:findByOwner_TelephoneIn READ DERIVED_QUERY LIKELY");
    }

    @Test
    void embeddedPartsAreTheEntitysColumns() {
        repository
                .file("src/main/kotlin/app/Model.kt", """
                        package app
                        @Embeddable class Contact(var phone: String, var city: String)
                        @Entity @Table(name = "owners")
                        class Owner(@Id val id: Long,
                            @Embedded @AttributeOverride(name = "phone", column = Column(name = "telephone")) val contact: Contact)
                        """)
                .file(
                        "src/main/kotlin/app/Use.kt",
                        "package app\nfun a(o: Owner) = o.contact.phone\nfun b(o: Owner) = o.contact.city\n");
        assertThat(repository.found())
                .contains("Model.kt:phone MAPPING MAPPING LIKELY", "Use.kt:a READ ACCESSOR LIKELY")
                .filteredOn(found -> found.startsWith("Use.kt"))
                .hasSize(1);
    }

    @Test
    void entitiesOfJavaAreReachedFromKotlinAndGroovy() {
        SmallRepository.clinic(root)
                .file("src/main/kotlin/app/Model.kt", "package app\n")
                .file(
                        "src/main/kotlin/app/Use.kt",
                        "package app\nfun a(o: Owner) = o.telephone\nfun b(s: Supplier) = s.telephone\n")
                .file("src/test/groovy/app/OwnerSpec.groovy", """
                        class OwnerSpec extends Specification {
                            def "it calls"() {
                                given: def owner = new Owner(telephone: "1")
                                Supplier supplier = new Supplier()
                                expect: owner.telephone == "1"
                                supplier.telephone == "1"
                                when: owner.telephone = "2"
                            }
                        }
                        """);
        assertThat(repository.found())
                .filteredOn(found -> found.startsWith("Use.kt") || found.startsWith("OwnerSpec"))
                .containsExactly(
                        "Use.kt:a READ ACCESSOR LIKELY",
                        "OwnerSpec.groovy:- WRITE ACCESSOR LIKELY",
                        "OwnerSpec.groovy:- READ ACCESSOR LIKELY",
                        "OwnerSpec.groovy:- WRITE ACCESSOR LIKELY");
    }

    @Test
    void aClassOfTheSameNameInAnotherPackageIsNone() {
        repository
                .file(
                        "app/src/main/kotlin/screen/Owner.kt",
                        "package screen\ndata class Owner(val telephone: String)\n")
                .file(
                        "app/src/main/kotlin/view/A.kt",
                        "package view\nimport screen.Owner\nfun a(o: Owner) = o.telephone\n")
                .file(
                        "app/src/main/kotlin/view/B.kt",
                        "package view\nimport app.Owner\nfun a(o: Owner) = o.telephone\n")
                .file("app/src/main/kotlin/screen/C.kt", "package screen\nfun a(o: Owner) = o.telephone\n");
        assertThat(repository.found())
                .contains("B.kt:a READ ACCESSOR LIKELY")
                .noneMatch(found -> found.matches("[AC].kt.* ACCESSOR .*"));
    }
}
