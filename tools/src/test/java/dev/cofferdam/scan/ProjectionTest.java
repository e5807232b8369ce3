package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Usage;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members of projections, also where the method's own name names the column. */
class ProjectionTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aClinic() {
        repository = SmallRepository.clinic(root);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            interface Part { String getTelephone(); }                                                | getTelephone
            record Part(String telephone) {}                                                         | telephone
            class Part { final String t; Part(String telephone) { t = telephone; } }                 | <init>
            interface Part { @Value("#{target.telephone + '!'}") String label(); }                   | label
            """)
    void aQueryThatNamesTheColumnHasAProjectionBesides(String part, String member) {
        repository.java("Part", part).java("Owners", owners("List<Part> findByTelephone(String t);"));
        assertThat(repository.found())
                .contains(
                        "Owners.java:findByTelephone READ DERIVED_QUERY CERTAIN",
                        "Part.java:" + member + " READ DERIVED_QUERY CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            interface Part { String getLastName(); }              | List<Part> findByTelephone(String t);
            record Part(String lastName) {}                       | List<Part> findByTelephone(String t);
            class Part { Part(String lastName, int telephones) {} } | List<Part> findByTelephone(String t);
            interface Part { String getTelephone(); }             | long countByTelephone(String t);
            interface Part { String getTelephone(); }             | List<Owner> findByTelephone(String t);
            """)
    void aProjectionOfOtherPropertiesIsNone(String part, String method) {
        repository.java("Part", part).java("Owners", owners(method));
        assertThat(repository.found()).noneMatch(usage -> usage.startsWith("Part.java"));
    }

    @Test
    void anOpenProjectionReadsWholeRows() {
        repository
                .java("Part", "interface Part { @Value(\"#{target.lastName}\") String label(); }")
                .java("Owners", owners("List<Part> findByLastName(String n);"));
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.place().file().endsWith("Owners.java"))
                .extracting(SmallRepository::words, Usage::reason)
                .singleElement()
                .satisfies(usage -> assertThat(usage.toList())
                        .containsExactly(
                                "Owners.java:findByLastName READ ENTITY_READ CERTAIN",
                                "the open projection `Part` reads whole rows of `Owner`"));
    }

    @Test
    void aNestedProjectionSelectsFromTheOtherTable() {
        repository
                .java("Part", "interface Part { Holder getOwner(); interface Holder { String getTelephone(); } }")
                .java(
                        "Pets",
                        "interface Pets extends JpaRepository<Pet, Long> { List<Part> findByOwnerLastName(String n); List<Other> findById(long i); interface Other { Owner getOwner(); } }");
        assertThat(repository.found())
                .contains(
                        "Part.java:getTelephone READ DERIVED_QUERY CERTAIN",
                        "Pets.java:findByOwnerLastName READ DERIVED_QUERY CERTAIN");
    }

    private static String owners(String method) {
        return "interface Owners extends JpaRepository<Owner, Long> { " + method + " }";
    }
}
