package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of {@code owners} that are read because code walks a lazy association to them, or one from them. */
class AssociationTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void petsThatBelongToOwners() {
        repository = new SmallRepository(root)
                .java("Owner", """
                        @Entity @Table(name = "owners") public class Owner {
                            @Id Long id; String lastName; String telephone;
                            public Long getId() { return id; }
                            public String getLastName() { return lastName; }
                            public void setLastName(String lastName) { this.lastName = lastName; }
                            @Override public boolean equals(Object other) {
                                return other instanceof Owner && ((Owner) other).getLastName() == lastName;
                            }
                        }
                        """)
                .java("Pet", """
                        @Entity @Table(name = "pets") public class Pet {
                            @Id Long id; @ManyToOne(fetch = FetchType.LAZY) Owner owner;
                            public Owner getOwner() { return owner; }
                        }
                        """)
                .java("Supplier", "class Supplier { String getLastName() { return null; } }");
    }

    private List<String> uses(String body) {
        repository.java("Use", "class Use { " + body + " }");
        return repository.found().stream()
                .filter(each -> each.startsWith("Use"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Object m(Pet p) { return p.getOwner().getLastName(); }",
                "Object m(Pet p) { Owner o = p.getOwner(); return o == null ? null : o.getLastName(); }",
                "Object m(Pet p) { Owner o; o = p.getOwner(); return o.getLastName(); }",
                "Object m(Pet p) { Object o = (p.getOwner()); return ((Owner) o).getLastName(); }",
                "Object m(Pet p) { return \"of \" + p.getOwner(); }",
                "Object m(Pet p, Pet q) { return p.getOwner().equals(q.getOwner()); }",
                "Object m(Pet p) { return Hibernate.unproxy(p.getOwner()); }",
                "Object m(List<Pet> p) { return p.stream().map(Pet::getOwner).map(Owner::getLastName).toList(); }",
                "Object m(List<Pet> p) { return p.stream().map(x -> x.getOwner()).filter(o -> o.getLastName() != null).toList(); }",
                "Object m(List<Pet> p) { return p.stream().map(Pet::getOwner).collect(Collectors.toSet()); }",
                "Object m(List<Pet> p) { return p.stream().collect(Collectors.groupingBy(Pet::getOwner)); }",
                "void m(Pet p, VelocityContext c) { c.put(\"owner\", p.getOwner()); }"
            })
    void aProxyIsFilledByWhateverAsksItForMoreThanItsIdentifier(String body) {
        assertThat(uses(body)).containsExactly("Use.java:m READ ASSOCIATION_READ LIKELY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Object m(Pet p) { return p.getOwner().getId(); }",
                "Object m(Pet p) { return p.getOwner() != null; }",
                "Object m(Pet p) { Owner o = p.getOwner(); return o; }",
                "Object m(Pet p) { Owner o = p.getOwner(); return o.getId(); }",
                "Object m(Pet p) { return p.getOwner().getClass(); }",
                "Object m() { Pet p = new Pet(); return p.getOwner().getLastName(); }",
                "Object m(List<Pet> p) { return p.stream().map(Pet::getOwner).toList(); }",
                "Object m(List<Pet> p) { return p.stream().map(Pet::getOwner).map(Owner::getId).toList(); }",
                "void m(Pet p, Map<String, Owner> c) { c.put(\"owner\", p.getOwner()); }"
            })
    void aReferenceThatIsOnlyHandedOnReadsNothing(String body) {
        assertThat(uses(body)).isEmpty();
    }

    @Test
    void aMethodThatIsHandedAProxyFillsItWhereItAsks() {
        assertThat(uses("""
                void caller(Pet p) { outer(1, p.getOwner()); }
                private void outer(int n, Owner o) { inner(o); }
                private Object inner(Owner o) { return o.getLastName(); }
                Object unrelated(Owner o) { return o.getLastName(); }
                """)).containsExactly("Use.java:inner READ ASSOCIATION_READ LIKELY");
    }

    @Test
    void ofOverloadsTheOneThatTakesItIsCalled() {
        assertThat(uses("""
                void caller(Pet p) { ask(p.getOwner()); }
                private Object ask(Supplier s) { return s.getLastName(); }
                private Object ask(Owner o) { return o.getId(); }
                """)).isEmpty();
    }

    @Test
    void whatImplementsTheMethodThatIsCalledFillsIt() {
        repository
                .java("Greeter", "interface Greeter { String greet(Owner o); }")
                .java(
                        "Polite",
                        "class Polite implements Greeter { public String greet(Owner o) { return o.getLastName(); } }")
                .java("Use", "class Use { void caller(Greeter g, Pet p) { g.greet(p.getOwner()); } }");
        assertThat(repository.found()).containsExactly("Polite.java:greet READ ASSOCIATION_READ LIKELY");
    }

    @Test
    void whatComparesEntitiesMayBeHandedAProxy() {
        repository.java(
                "ByName",
                "class ByName implements Comparator<Owner> { public int compare(Owner a, Owner b) { return a.getLastName().compareTo(b.getLastName()); } }");
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.style().isImplicit())
                .extracting(usage -> usage.place().member().orElse(""))
                .containsExactlyInAnyOrder("equals", "compare");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int size() { return pets.size(); }                                  | size",
                "int size() { return getPets().size(); }                             | size",
                "int size() { return this.pets.size(); }                             | size",
                "boolean none() { return org.springframework.util.CollectionUtils.isEmpty(getPets()); } | none",
                "List<Pet> copy() { return new ArrayList<>(pets); }                  | copy",
                "void names() { for (Pet p : pets) { p.toString(); } }               | names",
                "void drop(Pet p) { pets.remove(p); }                                | drop",
                "void add(Pet p) { pets.add(p); }                                    |",
                "void set(List<Pet> p) { pets = p; }                                 |",
                "boolean known() { return pets != null; }                            |",
                "Collection<Pet> view() { return Collections.unmodifiableList(pets); } |",
                "Keeper() { pets.clear(); }                                          |"
            })
    void anEntitysOwnMethodsLoadItsCollections(String method, String member) {
        repository
                .java("Pet", "@Entity @Table(name = \"pets\") class Pet { @Id Long id; @ManyToOne Keeper keeper; }")
                .java(
                        "Keeper",
                        "@Entity @Table(name = \"keepers\") class Keeper { @Id Long id; @OneToMany(mappedBy = \"keeper\") List<Pet> pets; List<Pet> getPets() { return pets; } "
                                + method + " }");
        assertThat(repository.found("pets", "keeper_id"))
                .filteredOn(each -> each.contains("ASSOCIATION_READ"))
                .containsExactlyElementsOf(
                        member == null
                                ? List.of()
                                : List.of("Keeper.java:" + member + " READ ASSOCIATION_READ LIKELY"));
    }

    @Test
    void aSetMustKnowWhetherWhatIsAddedIsThere() {
        repository
                .java("Pet", "@Entity @Table(name = \"pets\") class Pet { @Id Long id; @ManyToOne Keeper keeper; }")
                .java(
                        "Keeper",
                        "@Entity @Table(name = \"keepers\") class Keeper { @Id Long id; @OneToMany(mappedBy = \"keeper\") Set<Pet> pets; void add(Pet p) { pets.add(p); } }");
        assertThat(repository.found("pets", "keeper_id")).contains("Keeper.java:add READ ASSOCIATION_READ LIKELY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@OneToMany(mappedBy = \"keeper\", cascade = CascadeType.ALL) List<Pet> pets;           | true",
                "@OneToMany(mappedBy = \"keeper\", orphanRemoval = true) List<Pet> pets;                | true",
                "@OneToMany(mappedBy = \"keeper\") @Cascade(CascadeType.DELETE) List<Pet> pets;         | true",
                "@OneToMany(mappedBy = \"keeper\", cascade = CascadeType.PERSIST) List<Pet> pets;       | false",
                "@OneToMany(mappedBy = \"keeper\") List<Pet> pets;                                      | false"
            })
    void aDeletionLoadsWhatItGoesOnTo(String pets, boolean loads) {
        repository
                .java(
                        "Pet",
                        "@Entity @Table(name = \"pets\") class Pet { @Id Long id; String name; @ManyToOne(fetch = FetchType.LAZY) Keeper keeper; }")
                .java("Keeper", "@Entity @Table(name = \"keepers\") class Keeper { @Id Long id; " + pets + " }")
                .java("Dao", "class Dao { EntityManager em; void drop(Keeper k) { em.remove(k); } }")
                .java("Keepers", "interface Keepers extends JpaRepository<Keeper, Long> { void deleteById(Long id); }");
        List<String> expected = List.of(
                "Dao.java:drop READ ASSOCIATION_READ CERTAIN", "Keepers.java:deleteById READ ASSOCIATION_READ CERTAIN");
        assertThat(repository.found("pets", "name"))
                .filteredOn(each -> each.contains("ASSOCIATION_READ"))
                .containsExactlyElementsOf(loads ? expected : List.of());
    }

    @Test
    void anIndexIsFilledFromWhatItEmbeds() {
        repository.java("Pet", """
                        @Entity @Indexed @Table(name = "pets") public class Pet {
                            @Id Long id; @IndexedEmbedded @ManyToOne(fetch = FetchType.LAZY) Owner owner;
                        }
                        """).java("Use", """
                        class Use { SearchSession session; SearchMapping mapping;
                            void fill(Class<?> type) { mapping.scope(type).massIndexer(); }
                            Object search(SearchSession s) { return s.search(Pet.class); } }
                        """);
        assertThat(repository.found()).containsExactly("Use.java:fill READ ASSOCIATION_READ LIKELY");
        assertThat(repository.found("pets", "owner_id"))
                .contains("Use.java:fill READ ENTITY_READ LIKELY", "Use.java:search READ ENTITY_READ LIKELY");
    }
}
