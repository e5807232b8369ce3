package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths to an entity in the list of what a query of JPQL gives. */
class SelectedPathTest {

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select p.owner from Pet p",
                "select p.name, p.owner as o from Pet p",
                "select distinct p.owner o from Pet p",
                "select new app.Dto(p.name, p.owner) from Pet p"
            })
    void theEntityIsReadWhole(String jpql) {
        assertThat(in(jpql)).containsExactly("Pets.java:q READ ENTITY_READ CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select p.owner.lastName from Pet p",
                "select p.owner.id from Pet p",
                "select count(p.owner) from Pet p",
                "select p.supplier from Pet p",
                "select p.name from Pet p where p.owner is not null",
                "select case when p.owner is null then 1 else 0 end from Pet p"
            })
    void whatIsBehindOrCountedIsNot(String jpql) {
        assertThat(in(jpql)).isEmpty();
    }

    private List<String> in(String jpql) {
        return SmallRepository.clinic(root)
                .java(
                        "Pets",
                        "interface Pets extends JpaRepository<Pet, Long> { @Query(\"" + jpql
                                + "\") List<Object> q(); }")
                .found();
    }
}
