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

/** Text that reaches the database from where the source does not show it. */
class UnshownSqlTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aRepositoryWithOwners() {
        repository = SmallRepository.clinic(root);
    }

    private List<Undecided> undecided() {
        return repository.scan().undecided();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void a(String sql) { jdbc.execute(sql); }",
                "void a() { jdbc.execute(System.getProperty(\"my.sql\")); }",
                "void a() throws Exception { jdbc.execute(Files.readString(Path.of(\"x.sql\"))); }",
                "void a(ResultSet r) throws Exception { String sql = r.getString(1); jdbc.queryForList(sql); }",
                "void a(String sql) throws Exception { con.prepareStatement(sql); }",
                "void a(String sql, boolean b) { jdbc.queryForList(b ? sql : \"select name from pets\"); }",
                "void a(String t) { jdbc.queryForList(\"select * from \" + t); }",
                "void a(String t) { jdbc.queryForList(\"select \" + t); }",
                "void a(String e) { em.createQuery(\"select x from \" + e + \" x\").getResultList(); }",
                "@Value(\"${q}\") String sql; void a() { jdbc.execute(sql); }",
                "void a(List<String> all) { for (String sql : all) { jdbc.execute(sql); } }",
                "void a(List<String> all) { all.forEach(sql -> jdbc.execute(sql)); }"
            })
    void whatTheSourceDoesNotShowIsAsked(String method) {
        repository.java("Dao", dao(method));
        assertThat(undecided())
                .singleElement()
                .satisfies(one -> assertThat(one.place().member()).contains("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void a(String w) { jdbc.queryForList(\"select name from pets where \" + w); }",
                "void a(String t) { jdbc.queryForObject(\"select count(*) from \" + t, Long.class); }",
                "void a(Long id) { jdbc.update(\"delete from pets where id = \" + id); }",
                "private void a(String sql) { jdbc.execute(sql); } void b() { a(\"update pets set name = 'x'\"); a(\"analyze\"); }",
                "void a() { for (String sql : List.of(\"analyze\", \"select 1\")) { jdbc.execute(sql); } }",
                "void a(CriteriaBuilder cb) { var q = cb.createQuery(Pet.class); em.createQuery(q).getResultList(); }",
                "String sql = \"select name from pets\"; void setSql(String sql) { this.sql = sql; } void a() { jdbc.queryForList(sql); }",
                "void a(ConnectionCallback<Object> c) { jdbc.execute(c); }",
                "enum Q { A(\"select name from pets\"); final String sql; Q(String sql) { this.sql = sql; } } void a(Q q) { jdbc.queryForList(q.sql); }",
                "record Q(String sql) {} void a(Q q) { jdbc.queryForList(q.sql()); } void b() { a(new Q(\"select name from pets\")); }",
                "void a() throws Exception { jdbc.execute(read(\"pets.sql\")); } String read(String n) throws Exception { return Files.readString(Path.of(\"sql/pets.sql\")); }"
            })
    void whatIsShownToConcernAnotherTableIsNotAsked(String method) {
        repository.file("sql/pets.sql", "delete from pets;").java("Dao", dao(method));
        assertThat(undecided()).isEmpty();
    }

    @Test
    void aHelperIsAskedAboutOnceAndTestsAreNotAsked() {
        repository
                .java("Dao", dao("void a(String sql) { jdbc.execute(sql); } void b(String sql) { jdbc.update(sql); }"))
                .file(
                        "src/test/java/app/DaoTest.java",
                        "package app; class DaoTest { Dao dao; JdbcTemplate jdbc; void t(String x) { dao.a(\"select 1\"); jdbc.execute(x); } }");
        assertThat(undecided()).singleElement().satisfies(one -> assertThat(one.what())
                .contains("does not show, here and in `b`"));
    }

    @Test
    void aTableThatCanBeThisOneIsAskedAbout() {
        repository.java(
                "Dao",
                dao(
                        "void a(String t) { jdbc.queryForList(\"select * from \" + t); } void b() { a(\"owners\"); a(\"pets\"); }"));
        assertThat(undecided()).singleElement().satisfies(one -> assertThat(one.why())
                .contains("which can be `owners`"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object a(String p) { return owners.findAll(Sort.by(p)); }",
                "Sort a(String p) { return org.springframework.data.domain.Sort.by(p); }",
                "Sort a(String p) { return JpaSort.unsafe(p); }",
                "void a(Root<Owner> root, String p) { root.get(p); }",
                "void a(Root<?> root, String p) { root.get(p); }"
            })
    void aNameOfAPropertyThatIsNotShownIsAsked(String method) {
        repository.java("Names", names(method));
        assertThat(undecided()).singleElement().satisfies(one -> assertThat(one.what())
                .contains("sorted or filtered"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object a(String p) { return suppliers.findAll(Sort.by(p)); }",
                "void a(Root<Supplier> root, String p) { root.get(p); }",
                "Sort a() { return b(\"lastName\"); } private Sort b(String p) { return Sort.by(Sort.Direction.ASC, p); }"
            })
    void aNameThatIsAnotherEntitysIsNotAsked(String method) {
        repository.java("Names", names(method));
        assertThat(undecided()).isEmpty();
    }

    @Test
    void aVariableThatCanOnlyNameThePropertyIsAUsage() {
        repository.java(
                "Names",
                names(
                        "void a(Root<Owner> root) { String p = \"telephone\"; root.get(p); } Object b() { return c(\"telephone\"); } "
                                + "private Object c(String p) { return owners.findAll(Sort.by(p)); }"));
        assertThat(undecided()).isEmpty();
        assertThat(repository.found())
                .contains("Names.java:a READ CRITERIA LIKELY", "Names.java:c READ CRITERIA LIKELY");
    }

    @Test
    void jooqIsAskedWhereTheMethodNamesNoOtherTable() {
        repository.java(
                "Jq",
                "import org.jooq.DSLContext; import static org.jooq.impl.DSL.*; class Jq { DSLContext ctx; "
                        + "Object a(String c) { return ctx.select(field(name(c))).from(table(\"owners\")).fetch(); } "
                        + "Object b(String c) { return ctx.select(field(name(c))).from(table(\"pets\")).fetch(); } "
                        + "Object c(String v) { return DSL.sql(v); } }");
        assertThat(undecided()).singleElement().satisfies(one -> assertThat(one.what())
                .contains("handed to jOOQ, here and in `c`"));
    }

    private static String dao(String members) {
        return "import java.util.*; class Dao { JdbcTemplate jdbc; EntityManager em; java.sql.Connection con; "
                + members + " }";
    }

    private String names(String members) {
        repository
                .java("OwnerRepository", "interface OwnerRepository extends JpaRepository<Owner, Long> {}")
                .java("SupplierRepository", "interface SupplierRepository extends JpaRepository<Supplier, Long> {}");
        boolean others = members.contains("suppliers");
        return "class Names { " + (others ? "SupplierRepository suppliers; " : "OwnerRepository owners; ") + members
                + " }";
    }
}
