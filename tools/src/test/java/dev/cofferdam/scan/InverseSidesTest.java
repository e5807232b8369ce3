package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections that are found by another table's column, and mocks of entities. */
class InverseSidesTest {

    @TempDir
    Path root;

    @Test
    void aCollectionIsFoundByTheColumnOfThePropertyThatItsMappedByNames() {
        SmallRepository repository = new SmallRepository(root)
                .java(
                        "Keeper",
                        "@Entity @Table(name = \"owners\") class Keeper { @Id Long id; @OneToMany(mappedBy = \"owner\") List<Pet> pets; @OneToMany(mappedBy = \"second\") List<Pet> others; }")
                .java(
                        "Pet",
                        "@Entity @Table(name = \"pets\") class Pet { @Id Long id; @ManyToOne(fetch = FetchType.LAZY) Keeper owner; @ManyToOne(fetch = FetchType.LAZY) Keeper second; }");
        assertThat(repository.found("pets", "owner_id"))
                .contains("Keeper.java:pets READ ACCESSOR CERTAIN")
                .noneMatch(found -> found.startsWith("Keeper.java:others"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify(owner).setTelephone(null);",
                "verify(owner, times(1)).setTelephone(null);",
                "Mockito.verify(owner, never()).setTelephone(null);",
                "doNothing().when(owner).setTelephone(null);",
                "Mockito.doThrow(new Error()).when(owner).setTelephone(null);"
            })
    void aMockIsOfTheTypeThatIsMocked(String body) {
        SmallRepository repository = SmallRepository.clinic(root)
                .file(
                        "src/test/java/app/OwnerTest.java",
                        "package app; class OwnerTest { @Mock Owner owner; @Mock Supplier supplier; void use() { "
                                + body + " verify(supplier).setTelephone(null); } }");
        assertThat(repository.found())
                .filteredOn(found -> found.startsWith("OwnerTest"))
                .containsExactly("OwnerTest.java:use WRITE ACCESSOR CERTAIN");
    }

    @Test
    void aBaseClassCountsForAChildWhoseUsersCallIt() {
        SmallRepository repository = SmallRepository.clinic(root)
                .java(
                        "Dao",
                        "abstract class Dao<T> { EntityManager em; void put(T one) { em.persist(one); } void renew(T one) { em.refresh(one); } }")
                .java("OwnerDao", "class OwnerDao extends Dao<Owner> {}")
                .java("PetDao", "class PetDao extends Dao<Pet> { void both(Pet pet) { put(pet); renew(pet); } }")
                .java("Use", "class Use { OwnerDao owners; void use(Owner owner) { owners.put(owner); } }");
        assertThat(repository.found())
                .contains("Dao.java:put WRITE ENTITY_WRITE LIKELY")
                .noneMatch(found -> found.startsWith("Dao.java:renew"));
    }
}
