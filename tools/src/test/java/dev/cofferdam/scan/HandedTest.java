package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Helpers of data access that learn from their callers which entity they are for. */
class HandedTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void ownersAndSuppliers() {
        repository = new SmallRepository(root)
                .java("Owner", SmallRepository.OWNER.replace("package app;", ""))
                .java(
                        "Supplier",
                        "@Entity @Table(name = \"suppliers\") class Supplier { @Id Long id; String telephone; }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "static <T> T by(Session s, Class<T> type, Long id) { return s.get(type, id); }                  | READ ENTITY_READ",
                "static <T> T by(Session s, Class<T> t, Long id) { CriteriaQuery<T> q = b.createQuery(t); q.from(t); return null; } | READ ENTITY_READ",
                "static Object by(Session s, Class<?> type, Long id) { return s.createQuery(\"from \" + type.getSimpleName()).list(); } | READ ENTITY_READ",
                "static Object by(Session s, Class type, Long id) { return s.createCriteria(type).list(); }      | READ ENTITY_READ"
            })
    void aHelperReadsTheClassesThatAreHandedToIt(String helper, String access) {
        repository
                .java("Helper", "class Helper { " + helper + " }")
                .java("Dao", "class Dao { Session s; Object one() { return Helper.by(s, Owner.class, 1L); } }");
        assertThat(repository.found()).containsExactly("Helper.java:by " + access + " LIKELY");
    }

    @Test
    void theClassMayPassThroughOtherMethods() {
        repository
                .java("Base", "interface Base { Object load(Class<?> type); }")
                .java("Dao", """
                        class Dao implements Base { EntityManager em;
                            public Object load(Class<?> type) { return inner(type, 1L); }
                            private <T> T inner(Class<T> type, Long id) { return em.find(type, id); } }
                        """)
                .java("Service", "class Service { Base base; Object one() { return base.load(Owner.class); } }");
        assertThat(repository.found()).containsExactly("Dao.java:inner READ ENTITY_READ LIKELY");
    }

    @Test
    void anObjectIsWhatTheCallerHas() {
        repository.java("Dao", """
                        class Dao { EntityManager em;
                            <T> T keep(T entity) { return em.merge(entity); }
                            void again(Object entity) { em.refresh(entity); } }
                        """).java("Service", """
                        class Service { Dao dao;
                            void a(Owner o) { dao.keep(o); }
                            void b(Supplier s) { dao.keep(s); dao.again(s); } }
                        """);
        assertThat(repository.found()).containsExactly("Dao.java:keep WRITE ENTITY_WRITE LIKELY");
        assertThat(repository.found("suppliers", "telephone"))
                .contains("Dao.java:keep WRITE ENTITY_WRITE LIKELY", "Dao.java:again READ ENTITY_READ LIKELY");
    }

    @Test
    void whatCountsOrGoesToAnotherMethodOfTheNameReadsNothing() {
        repository
                .java("Helper", """
                        class Helper {
                            static <T> Long by(Session s, Class<T> type) { q.select(b.count(q.from(type))); return 1L; }
                            static <T> T one(Session s, Class<T> type) { return s.get(type, 1L); } }
                        """)
                .java("Other", "class Other { Object one(Session s, Class<?> type) { return null; } }")
                .java("Dao", """
                        class Dao { Session s; Other other;
                            Object a() { return Helper.by(s, Owner.class); }
                            Object b() { return other.one(s, Owner.class); } }
                        """);
        assertThat(repository.found()).isEmpty();
    }

    @Test
    void aBaseClassReadsWhatItsSubclassesBind() {
        repository.java("BaseDao", """
                        abstract class BaseDao<T> { EntityManager em; Class<T> type;
                            T one(Long id) { return em.find(type, id); }
                            void keep(T entity) { em.persist(entity); } }
                        """).java("OwnerDao", "class OwnerDao extends BaseDao<Owner> {}");
        assertThat(repository.found())
                .containsExactly(
                        "BaseDao.java:one READ ENTITY_READ LIKELY", "BaseDao.java:keep WRITE ENTITY_WRITE LIKELY");
        assertThat(repository.found("suppliers", "telephone")).noneMatch(each -> each.startsWith("BaseDao"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abstract class Base<K, E> { JpaRepository<E, K> repository; void keep(E e) { repository.save(e); } } | Base<Long, Owner> | true",
                "abstract class Base<E, R extends JpaRepository<E, Long>> { R repository; void keep(E e) { repository.save(e); } } | Base<Owner, Owners> | true",
                "abstract class Base<K, E> { JpaRepository<Owner, K> repository; void keep(Owner e) { repository.save(e); } } | Base<Long, Supplier> | true",
                "abstract class Base<K, E> { JpaRepository<E, K> repository; void keep(E e) { repository.save(e); } } | Base<Long, Supplier> | false"
            })
    void aGenericServiceCallsTheRepositoryOfWhatItsSubclassesBind(String base, String parent, boolean saves) {
        repository
                .java("Owners", "interface Owners extends JpaRepository<Owner, Long> {}")
                .java("Base", base)
                .java("Service", "class Service extends " + parent + " {}");
        assertThat(repository.found().contains("Owners.java:save WRITE ENTITY_WRITE CERTAIN"))
                .isEqualTo(saves);
    }
}
