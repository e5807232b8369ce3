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

/** Strings and constants that name a property to the library, and queries that are run by their name. */
class PropertyNamesTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void ownersAndSuppliers() {
        repository = SmallRepository.clinic(root)
                .java("Names", "interface Names { String PHONE = \"telephone\"; String OTHER = \"id\"; }")
                .java("Owners", "interface Owners extends JpaRepository<Owner, Long> {}")
                .java("Suppliers", "interface Suppliers extends JpaRepository<Supplier, Long> {}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object a() { return owners.findAll(Sort.by(Names.PHONE)); }",
                "Object a() { return owners.findAll(PageRequest.of(0, 1, Sort.by(Names.PHONE))); }",
                "Object a() { return owners.findAll(Sort.by(Sort.Order.asc(Names.PHONE))); }",
                "Object a(Root<Owner> root) { return root.get(Names.PHONE); }"
            })
    void constantsStandForTheNamesTheyHold(String method) {
        repository.java("Use", "class Use { Owners owners; " + method + " }");
        assertThat(repository.found()).contains("Use.java:a READ CRITERIA CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object a() { return owners.findAll(Sort.by(Names.OTHER)); }",
                "Object a() { return suppliers.findAll(Sort.by(Names.PHONE)); }",
                "Object a(Root<Supplier> root) { return root.get(Names.PHONE); }"
            })
    void constantsOfOtherNamesOrForOtherEntitiesDoNot(String method) {
        repository.java("Use", "class Use { Owners owners; Suppliers suppliers; " + method + " }");
        assertThat(repository.found()).noneMatch(each -> each.startsWith("Use.java:a READ CRITERIA"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Object a(@PageableDefault(sort = \"telephone\") Pageable p) { return owners.findAll(p); }    | true",
                "Object a(@PageableDefault(sort = Names.PHONE) Pageable p) { return owners.findAll(p); }      | true",
                "Object a(@SortDefault(\"telephone\") Sort p) { return owners.findAll(p); }                   | true",
                "Object a(@PageableDefault(sort = \"telephone\") Pageable p) { return suppliers.findAll(p); } | false",
                "@OneToMany @OrderBy(\"telephone desc\") List<Owner> a;                                       | false"
            })
    void defaultSortsAreOfTheRepositoryThatGetsThem(String member, boolean ours) {
        repository.java("Use", "class Use { Owners owners; Suppliers suppliers; " + member + " }");
        assertThat(repository.found().contains("Use.java:a READ JPQL CERTAIN")).isEqualTo(ours);
    }

    @Test
    void ordersAndKeysOfCollectionsAreOfWhatTheyHold() {
        repository.java("Clinic", """
                        @Entity class Clinic { @Id Long id;
                            @OneToMany @OrderBy("telephone desc") List<Owner> ordered;
                            @OneToMany @MapKey(name = "telephone") Map<String, Owner> keyed;
                            @OneToMany @OrderBy("telephone") List<Supplier> others; }
                        """);
        assertThat(repository.found())
                .filteredOn(each -> each.startsWith("Clinic"))
                .containsExactly("Clinic.java:ordered READ JPQL CERTAIN", "Clinic.java:keyed READ JPQL CERTAIN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Owner p = new Owner(); p.setTelephone(t); return owners.findAll(Example.of(p)); | CERTAIN",
                "Owner p = new Owner(); p.setId(1); return owners.findAll(Example.of(p));        |",
                "return owners.findAll(Example.of(given));                                       | LIKELY",
                "return suppliers.findAll(Example.of(other));                                    |"
            })
    void aProbeComparesWhatItHolds(String body, String confidence) {
        repository.java(
                "Use",
                "class Use { Owners owners; Suppliers suppliers;"
                        + " Object a(String t, Owner given, Supplier other) { " + body + " } }");
        assertThat(repository.found())
                .filteredOn(each -> each.contains("CRITERIA"))
                .isEqualTo(confidence == null ? List.of() : List.of("Use.java:a READ CRITERIA " + confidence));
    }

    @Test
    void queriesAreRunWhereTheirNameIsWritten() {
        repository
                .java("Kept", """
                        @Entity @NamedQuery(name = "Kept.ours", query = "select o.id from Owner o where o.telephone = 1")
                        @NamedQuery(name = "Kept.theirs", query = "select s.id from Supplier s where s.telephone = 1")
                        @NamedNativeQuery(name = "Kept.plain", query = "select telephone from owners")
                        class Kept { @Id Long id; }
                        """)
                .java(
                        "Keeps",
                        "interface Keeps extends JpaRepository<Kept, Long> { List<Long> ours(); List<Long> theirs(); @Query(name = \"Kept.ours\") List<Long> x(); }")
                .file("src/main/resources/META-INF/jpa-named-queries.properties", "Kept.filed=select o from Owner o")
                .java("Use", """
                        class Use { EntityManager em;
                            Object a() { return em.createNamedQuery("Kept.ours"); }
                            Object b() { return em.createNamedQuery("Kept.theirs"); }
                            Object c() { return em.createNamedQuery("Kept.filed", Owner.class); }
                            Object d(Session s) { return s.getNamedNativeQuery("Kept.plain"); } }
                        """);
        assertThat(repository.found())
                .filteredOn(each -> each.startsWith("Use") || each.startsWith("Keeps"))
                .containsExactly(
                        "Keeps.java:ours READ JPQL CERTAIN",
                        "Keeps.java:x READ JPQL CERTAIN",
                        "Use.java:a READ JPQL CERTAIN",
                        "Use.java:c READ ENTITY_READ CERTAIN",
                        "Use.java:d READ NATIVE_QUERY CERTAIN");
    }

    @Test
    void anOpenProjectionsExpressionReadsTheProperty() {
        repository
                .java(
                        "Open",
                        "interface Open { @Value(\"#{target.telephone + 1}\") String getBoth(); @Value(\"#{target.id}\") String getNone(); }")
                .java(
                        "More",
                        "interface More extends JpaRepository<Owner, Long> { List<Open> findByLastName(String n); }");
        assertThat(repository.found()).contains("Open.java:getBoth READ DERIVED_QUERY CERTAIN");
        assertThat(repository.found()).noneMatch(each -> each.contains("getNone"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Query(\"select o.id as id, o.telephone as phone from Owner o\")                                | true",
                "@Query(\"select o.telephone phone, o.id as id from Owner o\")                                  | true",
                "@Query(value = \"select o.telephone as phone from owners o\", nativeQuery = true)              | true",
                "@Query(\"select o.telephone as other, o.lastName as phone from Owner o\")                      | false"
            })
    void aProjectionsGetterHandsOutTheResultOfItsName(String query, boolean handsOut) {
        repository
                .java("Line", "interface Line { Long getId(); String getPhone(); }")
                .java("Lines", "interface Lines extends JpaRepository<Owner, Long> { " + query + " List<Line> a(); }");
        assertThat(repository.found().contains("Line.java:getPhone READ ACCESSOR CERTAIN"))
                .isEqualTo(handsOut);
    }
}
