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

/** Hibernate writes the whole row of an entity of which anything was changed. */
class DirtyWriteTest {

    private static final String OWNER = """
            package app;
            import jakarta.persistence.*;
            %s @Entity @Table(name = "owners")
            public class Owner {
                @Id private Long id;
                %s
                private String lastName;
                private String telephone;
                @Transient private String mood;
                @Embedded private Address address;
                @OneToMany private List<Pet> pets;
                @ManyToOne(fetch = FetchType.LAZY) Owner keeper;
                public void setLastName(String lastName) { this.lastName = lastName; }
                public void setMood(String mood) { this.mood = mood; }
                public void setTelephone(String telephone) { this.telephone = telephone; }
                public void marry(String name) { lastName = name; }
                public String greeting() { String lastName = "x"; lastName = "y"; return lastName; }
                public Address getAddress() { return address; }
                public List<Pet> getPets() { return pets; }
                public Owner getKeeper() { return keeper; }
            }
            """;

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void ownersWithAddresses() {
        repository = new SmallRepository(root)
                .java("Owner", OWNER.formatted("", ""))
                .java("Address", "@Embeddable class Address { String city; void setCity(String c) { city = c; } }")
                .java(
                        "Pet",
                        "@Entity @Table(name = \"pets\") class Pet { @Id Long id; String name; void setName(String n) { name = n; } }")
                .java(
                        "OwnerRepository",
                        "interface OwnerRepository extends JpaRepository<Owner, Long> { List<Owner> findByLastName(String n); }")
                .java("Finder", "class Finder { Owner find() { return null; } }")
                .java("PetRepository", "interface PetRepository extends JpaRepository<Pet, Long> {}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Transactional void a(Long i) { Owner o = owners.findById(i).orElseThrow(); o.setLastName(\"x\"); } | CERTAIN",
                "@Transactional void a(Long i) { var o = owners.findById(i).get(); o.marry(\"x\"); } | CERTAIN",
                "@Transactional void a(Long i) { owners.findById(i).ifPresent(o -> o.setLastName(\"x\")); } | CERTAIN",
                "@Transactional void a() { for (Owner o : owners.findAll()) { o.setLastName(\"x\"); } } | CERTAIN",
                "@Transactional void a(Long i) { em.find(Owner.class, i).setLastName(\"x\"); } | CERTAIN",
                "@Transactional void a(Long i) { Owner o = em.find(Owner.class, i); o.getKeeper().setLastName(\"x\"); } | CERTAIN",
                "@Transactional void a(Long i) { Owner o = em.find(Owner.class, i); o.getAddress().setCity(\"x\"); } | CERTAIN",
                "@Transactional void a(Owner o) { o.setLastName(\"x\"); } | LIKELY",
                "@Transactional void b() { a(owners.findById(1L).get()); } private void a(Owner o) { o.setLastName(\"x\"); } | LIKELY",
                "@Transactional void b() { owners.findById(1L).map(this::a); } private Owner a(Owner o) { o.setLastName(\"x\"); return o; } | LIKELY",
                "void a(Long i) { Owner o = owners.findById(i).orElseThrow(); o.setLastName(\"x\"); } | LIKELY",
                "@Transactional void a() { Owner o = new Owner(); em.persist(o); o.setLastName(\"x\"); } | CERTAIN",
                "void a(Owner o) { em.persist(o); o.setLastName(\"x\"); } | LIKELY",
                "@Transactional void a(Owner o) { o.setLastName(\"x\"); if (o.isNew()) { em.persist(o); } } | LIKELY",
                "@Transactional void a(Owner o) { o.setLastName(\"x\"); if (o.isNew()) em.persist(o); } | LIKELY",
                "@Transactional void a(Owner o) { if (o.old()) { o.setLastName(\"x\"); return; } em.persist(o); } | LIKELY",
                "@Transactional void a() { Owner o = finder.find(); if (o != null) { o.setLastName(\"x\"); } o = new Owner(); em.persist(o); } | LIKELY",
                "@Transactional void a(Owner o, Owner p) { o.setLastName(\"x\"); em.persist(p); } | LIKELY",
                "@Transactional void a(Long i) { Owner o = em.find(Owner.class, i); o.setLastName(\"x\"); em.persist(o); } | CERTAIN",
                "@Transactional void a(Owner o) { o.setLastName(\"x\"); owners.save(o); } | LIKELY",
                "@Transactional void a(Long i) { Owner o = owners.findById(i).orElse(null); if (o == null) { o = new Owner(); } o.setLastName(\"x\"); } | CERTAIN"
            })
    void aChangeOfAWatchedEntityWritesTheRow(String method, String confidence) {
        assertThat(inService(method)).containsExactly("Service.java:a WRITE DIRTY_WRITE " + confidence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Transactional void a() { Owner o = new Owner(); o.setLastName(\"x\"); }",
                "void a(Owner o) { o.setLastName(\"x\"); }",
                "@Transactional void a(Owner o) { o.setLastName(\"x\"); em.persist(o); }",
                "@Transactional void a(Owner o) { o.setLastName(\"x\"); if (o.isNew()) em.persist(o); else em.merge(o); }",
                "@Transactional void a(Owner o) { o.setLastName(\"x\"); session.save(o); }",
                "@Transactional void a(Owner o) { if (o.isNew()) { o.setLastName(\"x\"); o.persist(); } }",
                "@Transactional void a() { Owner o = new Owner(); if (o.isNew()) { em.persist(o); } else { o.setLastName(\"x\"); } }",
                "@Transactional void b() { a(new Owner()); } private void a(Owner o) { o.setLastName(\"x\"); }",
                "@Transactional(readOnly = true) void b() { a(owners.findById(1L).get()); } private void a(Owner o) { o.setLastName(\"x\"); }",
                "@Transactional void a(Long i) { owners.findById(i).get().setMood(\"x\"); }",
                "@Transactional void a(Long i) { owners.findById(i).get().greeting(); }",
                "@Transactional void a(Long i) { pets.findById(i).get().setName(\"x\"); }",
                "@Transactional void a(Dto d) { Owner o = toOwner(d); o.setLastName(\"x\"); }",
                "@Transactional void a(Long i) { owners.findById(i).get().getPets().add(null); }",
                "@Transactional(readOnly = true) void a(Long i) { owners.findById(i).get().setLastName(\"x\"); }",
                "@Transactional void a(Long i) { Owner o = em.find(Owner.class, i); em.detach(o); o.setLastName(\"x\"); }",
                "void a(Long i) { Owner o = owners.findById(i).get(); o.setLastName(\"x\"); owners.save(o); }"
            })
    void whatIsNotWatchedOrNotInTheRowIsNone(String method) {
        assertThat(inService(method)).isEmpty();
    }

    @Test
    void oneLineForEachMethod() {
        assertThat(
                        inService(
                                "@Transactional void a(Long i) { Owner o = em.find(Owner.class, i); o.setLastName(\"x\"); o.marry(\"y\"); }"))
                .hasSize(1);
    }

    @Test
    void aDynamicUpdateWritesWhatChanged() {
        repository.java("Owner", OWNER.formatted("@DynamicUpdate", ""));
        assertThat(inService("@Transactional void a(Long i) { em.find(Owner.class, i).setLastName(\"x\"); }"))
                .isEmpty();
    }

    @Test
    void aColumnThatIsNeverUpdatedIsNotWritten() {
        repository.java(
                "Owner",
                OWNER.formatted("", "")
                        .replace("private String telephone;", "@Column(updatable = false) private String telephone;"));
        assertThat(inService("@Transactional void a(Long i) { em.find(Owner.class, i).setLastName(\"x\"); }"))
                .isEmpty();
    }

    @Test
    void aCollectionOfAVersionedEntityCountsUpItsRow() {
        repository.java("Owner", OWNER.formatted("", "@Version private int version;"));
        assertThat(inService("@Transactional void a(Long i) { em.find(Owner.class, i).getPets().add(null); }"))
                .containsExactly("Service.java:a WRITE DIRTY_WRITE CERTAIN");
    }

    @Test
    void mergeLoadsTheRowFirst() {
        repository.java("Service", "class Service { EntityManager em; void a(Owner o) { em.merge(o); } }");
        assertThat(repository.found().stream().filter(usage -> usage.startsWith("Service")))
                .containsExactly(
                        "Service.java:a READ ENTITY_READ CERTAIN", "Service.java:a WRITE ENTITY_WRITE CERTAIN");
    }

    private List<String> inService(String method) {
        repository.java(
                "Service",
                "class Service { OwnerRepository owners; PetRepository pets; EntityManager em; Session session; Finder finder; private Owner toOwner(Dto d) { return null; } "
                        + method + " }");
        return repository.found().stream()
                .filter(usage -> usage.contains("DIRTY_WRITE"))
                .toList();
    }
}
