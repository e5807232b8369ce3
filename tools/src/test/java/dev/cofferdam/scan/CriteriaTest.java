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

/** JPA's and Hibernate's criteria, the static metamodel, specifications, sorts and examples. */
class CriteriaTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void ownersSuppliersAndPets() {
        repository = SmallRepository.clinic(root);
    }

    private SmallRepository run(String statement) {
        return repository
                .java("Use", """
                class Use { Session session; CriteriaBuilder cb; OwnerRepository owners; Owner named;
                    void run(CriteriaQuery<Owner> q, CriteriaQuery<Long> count, Object x) { %s; } }
                """.formatted(statement))
                .java("OwnerRepository", "interface OwnerRepository extends JpaRepository<Owner, Long> {}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Root<Owner> r = count.from(Owner.class); cb.equal(r.get(\"telephone\"), x)          | READ CRITERIA CERTAIN",
                "var r = count.from(Owner.class); cb.equal(r.<String>get(\"telephone\"), x)          | READ CRITERIA CERTAIN",
                "Root<Owner> r = count.from(Owner.class); cb.equal(r.get(Owner_.telephone), x)       | READ CRITERIA CERTAIN",
                "Root<Owner> r = count.from(Owner.class); cb.equal(r.get(Owner_.TELEPHONE), x)       | READ CRITERIA CERTAIN",
                "Root<Pet> r = count.from(Pet.class); cb.asc(r.get(\"owner\").get(\"telephone\"))    | READ CRITERIA CERTAIN",
                "Root<Pet> r = count.from(Pet.class); Join<Pet, Owner> o = r.join(\"owner\"); cb.asc(o.get(\"telephone\")) | READ CRITERIA CERTAIN",
                "Root<Pet> r = count.from(Pet.class); var o = r.join(Pet_.owner); cb.asc(o.get(\"telephone\")) | READ CRITERIA CERTAIN",
                "Specification<Owner> s = (root, q, b) -> b.equal(root.get(\"telephone\"), x)        | READ CRITERIA CERTAIN",
                "owners.findAll((root, q, b) -> b.equal(root.get(\"telephone\"), x))                 | READ CRITERIA CERTAIN",
                "owners.findAll(Sort.by(\"telephone\"))                                              | READ CRITERIA CERTAIN",
                "CriteriaUpdate<Owner> u = cb.createCriteriaUpdate(Owner.class); u.set(\"telephone\", x)             | WRITE CRITERIA CERTAIN",
                "CriteriaUpdate<Owner> u = cb.createCriteriaUpdate(Owner.class); u.set(u.getRoot().get(\"telephone\"), x) | WRITE CRITERIA CERTAIN",
                "CriteriaUpdate<Owner> u = cb.createCriteriaUpdate(Owner.class); u.set(Owner_.telephone, x)          | WRITE CRITERIA CERTAIN",
                "q.from(Owner.class)                                                                 | READ ENTITY_READ CERTAIN",
                "session.createCriteria(Owner.class).add(Restrictions.eq(\"telephone\", x)).list()   | READ CRITERIA CERTAIN",
                "DetachedCriteria d = DetachedCriteria.forClass(Owner.class); d.add(Restrictions.eq(\"telephone\", x)) | READ CRITERIA CERTAIN",
                "session.createCriteria(Pet.class).createAlias(\"owner\", \"o\").add(Restrictions.eq(\"o.telephone\", x)) | READ CRITERIA CERTAIN",
                "Criteria c = session.createCriteria(Pet.class); Criteria o = c.createCriteria(\"owner\"); o.addOrder(Order.asc(\"telephone\")) | READ CRITERIA CERTAIN",
                "session.createCriteria(Owner.class).list()                                          | READ ENTITY_READ CERTAIN",
                "Criterion c = Restrictions.eq(\"telephone\", x); session.createCriteria(Owner.class).add(c) | READ CRITERIA LIKELY",
                "like(r(), \"telephone\")                                                            | EXPOSURE TEXT POSSIBLE"
            })
    void theEntityBehindTheReceiverBindsTheName(String statement, String expected) {
        assertThat(run(statement).found()).contains("Use.java:run " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Root<Supplier> r = count.from(Supplier.class); cb.equal(r.get(\"telephone\"), x)",
                "Root<Supplier> r = count.from(Supplier.class); cb.equal(r.get(Supplier_.telephone), x)",
                "Root<Pet> r = count.from(Pet.class); cb.asc(r.get(\"supplier\").get(\"telephone\"))",
                "Root<Pet> r = count.from(Pet.class); Join<Pet, Supplier> o = r.join(\"supplier\"); cb.asc(o.get(\"telephone\"))",
                "Specification<Supplier> s = (root, q, b) -> b.equal(root.get(\"telephone\"), x)",
                "CriteriaUpdate<Supplier> u = cb.createCriteriaUpdate(Supplier.class); u.set(\"telephone\", x)",
                "session.createCriteria(Supplier.class).add(Restrictions.eq(\"telephone\", x)).list()",
                "session.createCriteria(Pet.class).createAlias(\"supplier\", \"o\").add(Restrictions.eq(\"o.telephone\", x))",
                "count.from(Owner.class)",
                "ArgumentCaptor<Owner> c = ArgumentCaptor.forClass(Owner.class)",
                "session.createCriteria(Owner.class).setProjection(Projections.rowCount()).list()"
            })
    void anotherEntitysTelephoneIsNotReported(String statement) {
        assertThat(run(statement).found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Root<Owner> r = count.from(Owner.class); cb.equal(r.get(PHONE), x)          | CERTAIN",
                "Root<Owner> r = count.from(Owner.class); filtered(cb, r, PHONE, x)          | LIKELY",
                "session.createCriteria(Owner.class).add(Restrictions.eq(PHONE, x)).list()   | CERTAIN",
                "Root<Supplier> r = count.from(Supplier.class); filtered(cb, r, PHONE, x)    | ''",
                "put(PHONE, count.from(Owner.class))                                         | ''"
            })
    void aConstantStandsForTheName(String statement, String confidence) {
        repository.java("Use", """
                class Use { static final String PHONE = "telephone"; Session session;
                    void run(CriteriaQuery<Long> count, CriteriaBuilder cb, Object x) { %s; } }
                """.formatted(statement));
        assertThat(repository.found())
                .filteredOn(usage -> usage.contains("CRITERIA"))
                .isEqualTo(confidence.isEmpty() ? List.of() : List.of("Use.java:run READ CRITERIA " + confidence));
    }

    /** Two entities in sight have such a property, and nothing says which one the sort is for. */
    @Test
    void aSortOfAnUnknownEntityIsPossible() {
        repository.java("Use", "class Use { Owner a; Supplier b; Sort run() { return Sort.by(\"telephone\"); } }");
        assertThat(repository.found()).containsExactly("Use.java:run READ CRITERIA POSSIBLE");
    }

    @Test
    void aHelpersRootIsTakenForWhatItIsTypedAs() {
        repository.java(
                "Use",
                "class Use { Object run(Root<Owner> a, Root<Supplier> b) { like(b, \"telephone\"); return like(a, \"telephone\"); } }");
        assertThat(repository.found()).containsExactly("Use.java:run READ CRITERIA LIKELY");
    }

    @Test
    void aSpecificationIsForWhatItsMethodReturns() {
        repository.java("Specs", """
                class Specs {
                    Owner named;
                    static Specification<Owner> ours(String t) { return (root, q, cb) -> cb.equal(root.get("telephone"), t); }
                    static Specification<Supplier> other(String t) { return (root, q, cb) -> cb.equal(root.get("telephone"), t); }
                    static Specification<Owner> anonymous(String t) {
                        return new Specification<Owner>() {
                            public Predicate toPredicate(Root<Owner> root, CriteriaQuery<?> q, CriteriaBuilder cb) {
                                return cb.equal(root.get("telephone"), t);
                            }
                        };
                    }
                }
                """);
        assertThat(repository.found())
                .containsExactlyInAnyOrder(
                        "Specs.java:ours READ CRITERIA CERTAIN", "Specs.java:anonymous READ CRITERIA CERTAIN");
    }

    @Test
    void aPathGoesThroughAnEmbeddable() {
        repository
                .java(
                        "Shop",
                        "@Entity @Table(name = \"owners\") class Shop { @Id Long id; @Embedded Contact contact; }")
                .java("Contact", "@Embeddable class Contact { String city; }")
                .java(
                        "Use",
                        "class Use { Object run(Root<Shop> r) { return r.get(\"contact\").get(\"city\"); } Object other(Root<Shop> r) { return r.get(\"city\"); } }");
        assertThat(repository.found("owners", "city")).contains("Use.java:run READ CRITERIA CERTAIN");
        assertThat(repository.found("owners", "city")).noneMatch(found -> found.startsWith("Use.java:other"));
    }
}
