package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of a property that stand in names: derived queries at their callers, projections, what an API shows. */
class SpringDataTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void owners() {
        repository = new SmallRepository(root).java("Owner", SmallRepository.OWNER.replace("package app;", ""));
    }

    @Test
    void whoCallsADerivedQueryNamesTheProperty() {
        repository
                .java(
                        "Owners",
                        "interface Owners extends JpaRepository<Owner, Long> { List<Owner> findByTelephone(String t); List<Owner> findByLastName(String n); }")
                .java("Phones", "class Phones { Object findByTelephone(String t) { return null; } }")
                .java("Use", """
                        class Use { Owners owners; Phones phones;
                            Object a() { return owners.findByTelephone("x"); }
                            Object b(Stream<String> s) { return s.map(owners::findByTelephone); }
                            Object c() { return phones.findByTelephone("x"); }
                            Object d() { return owners.findByLastName("x"); } }
                        """);
        assertThat(repository.found())
                .containsExactly(
                        "Owners.java:findByTelephone READ DERIVED_QUERY CERTAIN",
                        "Owners.java:findByLastName READ ENTITY_READ CERTAIN",
                        "Use.java:a READ DERIVED_QUERY CERTAIN",
                        "Use.java:b READ DERIVED_QUERY CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interface Part { String getTelephone(); }                                            | getTelephone",
                "record Part(String telephone) {}                                                     | telephone",
                "class Part { final String telephone; Part(String telephone) { this.telephone = telephone; } } | telephone"
            })
    void aProjectionSelectsWhatItsMembersAreCalled(String part, String member) {
        repository
                .java("Part", part)
                .java(
                        "Owners",
                        "interface Owners extends JpaRepository<Owner, Long> { List<Part> findByLastName(String n); }");
        assertThat(repository.found())
                .containsExactlyInAnyOrder(
                        "Owners.java:findByLastName READ DERIVED_QUERY CERTAIN",
                        "Part.java:" + member + " READ DERIVED_QUERY CERTAIN");
        assertThat(repository.found("owners", "id")).isEmpty();
    }

    @Test
    void whoReadsAProjectionNamesTheProperty() {
        repository
                .java("Part", "interface Part { String getTelephone(); }")
                .java(
                        "Owners",
                        "interface Owners extends JpaRepository<Owner, Long> { List<Part> findByLastName(String n); }")
                .java("Use", "class Use { Object a(Part p) { return p.getTelephone(); } }");
        assertThat(repository.found()).contains("Use.java:a READ DERIVED_QUERY CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@JsonProperty(\"tel\") String shown;      View(Owner o) { this.shown = o.getTelephone(); } | true",
                "@SerializedName(\"tel\") String shown;    View(Owner o) { shown = o.getTelephone(); }      | true",
                "String shown;                             View(Owner o) { this.shown = o.getTelephone(); } | false"
            })
    void aFieldIsShownUnderTheNameThatItsAnnotationGives(String view, boolean shown) {
        repository.java("View", "class View { " + view + " }");
        assertThat(repository.found().contains("View.java:shown EXPOSURE ACCESSOR LIKELY"))
                .isEqualTo(shown);
    }

    @Test
    void aMappedFieldMayBeShownUnderAnotherName() {
        repository.java(
                "Owner",
                SmallRepository.OWNER
                        .replace("package app;", "")
                        .replace(
                                "private String telephone",
                                "@JsonProperty(\"phone_number\") private String telephone"));
        assertThat(repository.scan().usages())
                .anyMatch(usage -> usage.access() == dev.cofferdam.domain.Access.EXPOSURE
                        && usage.reason().contains("`phone_number`"));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE FROM Visit visit WHERE pet.id = :id, true",
        "DELETE FROM Visit WHERE pet.id = :id, true",
        "select v from Visit v where v.pet.id = :id, true",
        "select count(v) from Visit v where v.note = :pet, false"
    })
    void aPathThatEndsAtAKeyIsTheForeignKey(String query, boolean names) {
        repository
                .java("Pet", "@Entity @Table(name = \"pets\") class Pet { @Id Long id; }")
                .java(
                        "Visit",
                        "@Entity @Table(name = \"visits\") class Visit { @Id Long id; String note; @ManyToOne(fetch = FetchType.LAZY) Pet pet; }")
                .java(
                        "Visits",
                        "interface Visits extends JpaRepository<Visit, Long> { @Query(\"" + query
                                + "\") void run(Long id); }");
        assertThat(repository.found("visits", "pet_id").contains("Visits.java:run READ JPQL CERTAIN"))
                .isEqualTo(names);
    }
}
