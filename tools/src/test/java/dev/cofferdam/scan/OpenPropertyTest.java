package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Undecided;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of entities that are named by whoever calls: a person is asked, and only where the entity has the column. */
class OpenPropertyTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aClinicWithRepositories() {
        repository = SmallRepository.clinic(root)
                .java(
                        "OwnerRepository",
                        "interface OwnerRepository extends JpaRepository<Owner, Long> { Page<Owner> findByLastName(String n, Pageable p); }")
                .java("SupplierRepository", "interface SupplierRepository extends JpaRepository<Supplier, Long> {}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object a(String f) { return new PathBuilder<>(Owner.class, \"owner\").get(f); }",
                "Object a(PathBuilder<Owner> path, String f) { return path.getString(f); }",
                "Object a(String f) { var path = new com.querydsl.core.types.dsl.PathBuilder<Owner>(Owner.class, \"o\"); return path.getNumber(f, Integer.class); }",
                "Object a(String f) { return session.createCriteria(Owner.class).add(Restrictions.eq(f, 1)); }",
                "Object a(String f) { return org.hibernate.criterion.Restrictions.eq(f, 1); }",
                "Object a(String f) { return DetachedCriteria.forClass(Owner.class).setProjection(Projections.property(f)); }",
                "void a(Owner o, String f) { new BeanWrapperImpl(o).setPropertyValue(f, 1); }",
                "void a(Owner o, String f) { BeanWrapper w = new BeanWrapperImpl(o); w.setPropertyValue(f, 1); }",
                "Object a(Owner o, String f) throws Exception { return PropertyUtils.getProperty(o, f); }"
            })
    void aNameThatTheSourceDoesNotShowIsAsked(String method) {
        repository.java("Names", names(method));
        assertThat(undecided())
                .singleElement()
                .satisfies(one -> assertThat(one.place().member()).contains("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object a(String f) { return new PathBuilder<>(Supplier.class, \"s\").get(f); } void z(Owner o) {}",
                "Object a() { return new PathBuilder<>(Owner.class, \"owner\").get(\"lastName\"); }",
                "Object a() { return b(\"lastName\"); } private Object b(String f) { return new PathBuilder<>(Owner.class, \"o\").get(f); }",
                "Object a(Map<String, String> m, String f) { PathBuilder<Owner> p = null; return m.get(f); }",
                "Object a(String f) { return session.createCriteria(Supplier.class).add(Restrictions.eq(f, 1)); } void z(Owner o) {}",
                "Object a(String v) { return session.createCriteria(Owner.class).add(Restrictions.eq(\"lastName\", v)); }",
                "Object a(Criterion c) { return session.createCriteria(Owner.class).add(Restrictions.or(c, c)); }",
                "void a(Supplier s, Owner o, String f) { new BeanWrapperImpl(s).setPropertyValue(f, 1); }",
                "Object a(Owner o, String f) { return System.getProperty(f); }"
            })
    void whatIsShownOrOfAnotherEntityIsNotAsked(String method) {
        repository.java("Names", names(method));
        assertThat(undecided()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object a(Pageable p) { return owners.findAll(p); }",
                "Object a(Sort s) { return owners.findAll(s); }",
                "Object a(Sort s) { return owners.findAll(PageRequest.of(0, 5, s)); }",
                "Object a(Pageable p) { Pageable next = p.next(); return owners.findAll(next); }",
                "Object a(Pageable p) { return b(p); } Object c(Pageable p) { return b(p); } private Object b(Pageable q) { return owners.findAll(q); }"
            })
    void aSortThatIsHandedInIsAskedAboutAtTheRepository(String method) {
        repository.java("Names", names(method));
        assertThat(undecided()).singleElement().satisfies(one -> {
            assertThat(one.what()).isEqualTo("`OwnerRepository#findAll` is sorted by what its callers ask for");
            assertThat(one.place().file()).endsWith("OwnerRepository.java");
            assertThat(one.why()).contains("it is handed to `Names#a`");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object a(Pageable p, Owner o) { return suppliers.findAll(p); }",
                "Object a(int n) { return owners.findAll(PageRequest.of(n, 5)); }",
                "Object a(int n) { Pageable p = PageRequest.of(n, 5); return owners.findAll(p); }",
                "Object a(Pageable p) { return owners.findAll(PageRequest.of(p.getPageNumber(), 5)); }",
                "Object a() { return b(Pageable.unpaged()); } private Object b(Pageable q) { return owners.findAll(q); }",
                "Object a() { return owners.findAll(PageRequest.of(0, 5, Sort.by(\"lastName\"))); }"
            })
    void aSortThatTheCodeMakesIsNotAskedAbout(String method) {
        repository.java("Names", names(method));
        assertThat(undecided()).isEmpty();
    }

    @Test
    void aMethodThatIsDeclaredIsAskedAboutInItsLine() {
        repository.java("Names", names("Object a(Pageable p) { return owners.findByLastName(\"x\", p); }"));
        assertThat(undecided())
                .singleElement()
                .satisfies(one -> assertThat(one.place().member()).contains("findByLastName"));
    }

    private List<Undecided> undecided() {
        return repository.scan().undecided();
    }

    private static String names(String members) {
        return "class Names { OwnerRepository owners; SupplierRepository suppliers; Session session; " + members + " }";
    }
}
