package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an accessor is called on where no declaration names the type: generics, lambdas, patterns. Suppliers have the same accessor. */
class ReceiverTypesTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void ownersAndSuppliers() {
        repository = new SmallRepository(root)
                .java("Owner", SmallRepository.OWNER.replace("package app;", ""))
                .java(
                        "Supplier",
                        SmallRepository.OWNER
                                .replace("package app;", "")
                                .replace("Owner", "Supplier")
                                .replace("owners", "suppliers"))
                .java("Base", "class Base<E> { E entity; E get() { return entity; } }")
                .java("Middle", "class Middle<F> extends Base<F> {}")
                .java("Pair", "record Pair(Owner owner, Supplier supplier) {}")
                .java("Uses", "interface Uses<T> { String on(T value); }")
                .java("OfOwner", "interface OfOwner { String on(Owner value); default void x(Supplier s) {} }")
                .java("Same", """
                        class Same { static <T> T same(T t) { return t; }
                            static <T> T first(List<T> all) { return all.get(0); }
                            static Owner made() { return null; } }
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class Use { <T extends Owner> T load() { return null; } String a() { return load().getTelephone(); } }",
                "class Use { <T extends Owner> String a(T it) { return it.getTelephone(); } }",
                "class Use<T extends Owner> { T it; String a() { return it.getTelephone(); } }",
                "class Use { <K, V extends Owner> String a(Map<K, V> m, K k) { return m.get(k).getTelephone(); } }",
                "class Use extends Base<Owner> { String a() { return entity.getTelephone(); } }",
                "class Use extends Middle<Owner> { String a() { return get().getTelephone(); } }",
                "class Use { String a(Base<? extends Owner> base) { return base.entity.getTelephone(); } }",
                "import static app.Same.same; class Use { String a(Owner o) { return same(o).getTelephone(); } }",
                "import static app.Same.*; class Use { String a(List<Owner> o) { return first(o).getTelephone(); } }",
                "import static app.Same.*; class Use { String a() { return made().getTelephone(); } }",
                "class Use { String a(Owner o) { return Same.same(o).getTelephone(); } }",
                "class Use { String a(Owner o) { return java.util.Objects.requireNonNull(o).getTelephone(); } }",
                "class Use { String a(Owner o) { return requireNonNull(o).getTelephone(); } }"
            })
    void typeVariablesAreWhatBindsOrBoundsThem(String use) {
        repository.java("Use", "package app; " + use);
        assertThat(repository.found()).containsExactly("Use.java:a READ ACCESSOR CERTAIN");
        assertThat(repository.found("suppliers", "telephone")).noneMatch(each -> each.startsWith("Use"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Function<Owner, String> a = o -> o.getTelephone();",
                "java.util.function.BiFunction<Supplier, Owner, String> a = (s, o) -> o.getTelephone();",
                "Comparator<Owner> a = (l, r) -> 1 + r.getTelephone();",
                "Uses<Owner> a = o -> o.getTelephone();",
                "OfOwner a = o -> o.getTelephone();",
                "Function<Owner, String> a() { return o -> o.getTelephone(); }",
                "Function<Owner, String> f; void a() { f = (o -> o.getTelephone()); }",
                "void a(List x) { x.sort((Comparator<Owner>) (l, r) -> l.getTelephone()); }",
                "void a(Uses<Owner> u) { } void b() { a(o -> o.getTelephone()); }",
                "void a(List<Owner> x) { x.sort(Comparator.comparing(o -> o.getTelephone())); }",
                "Comparator<Owner> a = Comparator.comparing(o -> o.getTelephone());",
                "Object a(List<Owner> x) { return x.stream().collect(groupingBy(o -> o.getTelephone())); }",
                "Object a(List<Owner> x) { return x.stream().collect(Collectors.toMap(o -> 1, o -> o.getTelephone())); }",
                "void a(List<Owner> x) { for (var e : x.stream().collect(groupingBy(o -> 1)).entrySet()) { e.getValue().get(0).getTelephone(); } }",
                "Object a(List<Owner> x) { return x.stream().collect(Collectors.toMap(o -> 1, o -> o)).get(1).getTelephone(); }",
                "Object a(Map<Long, List<Owner>> x) { return x.values().stream().flatMap(List::stream).map(o -> o.getTelephone()); }",
                "Object a(Owner x) { return java.util.stream.Stream.of(x).map(o -> o.getTelephone()); }"
            })
    void aLambdasParameterIsWhatItsPlaceHandsIt(String member) {
        repository.java("Use", "class Use { " + member + " }");
        assertThat(repository.found()).singleElement().asString().matches("Use.java:(a|b) READ ACCESSOR CERTAIN");
        assertThat(repository.found("suppliers", "telephone")).noneMatch(each -> each.startsWith("Use"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return switch (o) { case Supplier x -> 1; case Owner x when x.getTelephone() == null -> 2; default -> 3; };",
                "return switch (o) { case Owner x -> x.getTelephone(); case Supplier x -> x; default -> 3; };",
                "switch (o) { case Supplier x: return 1; case Owner x: return x.getTelephone(); default: return 1; }",
                "return switch (o) { case Pair(Owner x, Supplier y) when x.getTelephone() == null -> y; default -> 1; };",
                "return o instanceof Pair(var x, var y) && x.getTelephone() != null;",
                "while (!(o instanceof Owner x)) { o = next(); } return x.getTelephone();"
            })
    void patternsSayWhatTheyBind(String body) {
        repository.java("Use", "class Use { Object a(Object o) { " + body + " } }");
        assertThat(repository.found()).containsExactly("Use.java:a READ ACCESSOR CERTAIN");
        assertThat(repository.found("suppliers", "telephone")).noneMatch(each -> each.startsWith("Use"));
    }

    @Test
    void aVariableOfADataAccessClassIsStillWhatItsSubclassesBind() {
        repository
                .java("Kept", "interface Kept {}")
                .java("BaseDao", """
                        abstract class BaseDao<T extends Kept> { EntityManager em;
                            void keep(T entity) { em.persist(entity); } }
                        """)
                .java("OwnerDao", "class OwnerDao extends BaseDao<Owner> {}");
        assertThat(repository.found()).containsExactly("BaseDao.java:keep WRITE ENTITY_WRITE LIKELY");
    }
}
