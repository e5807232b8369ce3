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

/** Statements and criteria whose column is a name from elsewhere that the source shows: usages, and no questions. */
class FilledStatementTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aClinic() {
        repository = SmallRepository.clinic(root);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            private Object a(String c) { return jdbc.queryForList("select " + c + " from owners"); } void b() { a("telephone"); a("city"); } | READ SQL_STRING
            Object a(Col c) { return jdbc.queryForList("select " + c.column + " from owners"); } enum Col { A("city"), B("telephone"); final String column; Col(String c) { column = c; } } | READ SQL_STRING
            Object a(Col c) { return jdbc.queryForList("select " + c.sql() + " from owners"); } enum Col { A("city"), B("telephone"); final String column; Col(String c) { column = c; } String sql() { return column; } } | READ SQL_STRING
            Object a() { return jdbc.queryForList("select " + Col.telephone + " from owners"); } enum Col { city, telephone } | READ SQL_STRING
            Object a(Col c) { return jdbc.queryForList("select " + c.name().toLowerCase() + " from owners"); } enum Col { CITY, TELEPHONE } | READ SQL_STRING
            private void a(String c) { jdbc.update("update owners set " + c + " = 1"); } void b() { a("telephone"); } | WRITE SQL_STRING
            private Object a(String t) { return jdbc.queryForList("select telephone from " + t); } void b() { a("owners"); } | READ SQL_STRING
            private Object a(String p) { return em.createQuery("from Owner o order by o." + p).getResultList(); } void b() { a("telephone"); } | READ JPQL
            """)
    void aNameThatIsShownIsPutIn(String members, String expected) {
        repository.java("Dao", dao(members));
        assertThat(repository.scan().undecided()).isEmpty();
        assertThat(inDao())
                .contains("Dao.java:a " + expected + " LIKELY")
                .noneMatch(usage -> usage.contains("POSSIBLE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "private Object a(String c) { return jdbc.queryForList(\"select \" + c + \" from owners\"); } void b() { a(\"city\"); a(\"last_name\"); }",
                "Object a(String schema) { return jdbc.queryForList(\"select city from \" + schema + \".owners\"); }",
                "Object a() { return jdbc.queryForList(\"select \" + Col.city + \" from owners\"); } enum Col { city, telephone }",
                "private Object a(String t) { return jdbc.queryForList(\"select telephone from \" + t); } void b() { a(\"suppliers\"); }"
            })
    void aNameThatIsShownToBeAnotherIsNone(String members) {
        repository.java("Dao", dao(members));
        assertThat(repository.scan().undecided()).isEmpty();
        assertThat(inDao()).noneMatch(usage -> usage.contains("SQL_STRING"));
    }

    @Test
    void aManagersQueryBesideJdbiIsNoSql() {
        repository.java(
                "Dao",
                dao(
                        "org.jdbi.v3.core.Jdbi jdbi; Object a() { return em.createQuery(\"select o.telephone from Owner o\").getResultList(); }"));
        assertThat(inDao()).containsExactly("Dao.java:a READ JPQL CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object a(Set<String> f) { List<String> c = new ArrayList<>(); for (String each : f) { c.add(each); } return jdbc.queryForList(\"select \" + String.join(\", \", c) + \" from owners\"); }",
                "Object a(Col c) { return jdbc.queryForList(\"select \" + c + \" from owners\"); } enum Col { A; public String toString() { return System.getenv(\"X\"); } }",
                "public Object a(String c) { return jdbc.queryForList(\"select \" + c + \" from owners\"); }",
                "private Object a(String c) { return jdbc.queryForList(\"select \" + c + \" from owners\"); } void b(String x) { a(\"city\"); a(x); }"
            })
    void aNameThatSomebodyElseGivesIsAsked(String members) {
        repository.java("Dao", dao(members));
        assertThat(repository.scan().undecided()).hasSize(1);
    }

    @Test
    void theLiteralThatIsPutInIsAPlaceToEdit() {
        repository.java(
                "Dao",
                dao(
                        "private Object a(String c) { return jdbc.queryForList(\"select \" + c + \" from owners\"); }\nvoid b() {\na(\"telephone\"); }"));
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.place().member().filter("b"::equals).isPresent())
                .singleElement()
                .satisfies(usage -> {
                    assertThat(usage.place().line()).isEqualTo(5);
                    assertThat(usage.evidence()).contains("telephone");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            void a() { em.createNativeQuery("select {o.*} from owners o").getResultList(); }              | READ STAR CERTAIN
            void a(CriteriaBuilder cb) { var u = cb.createCriteriaUpdate(Owner.class); u.set("telephone", "x"); } | WRITE CRITERIA CERTAIN
            void a() { var cb = em.getCriteriaBuilder(); var u = cb.createCriteriaUpdate(Owner.class); u.set("telephone", "x"); } | WRITE CRITERIA CERTAIN
            Object a() { return owners.findAll(org.springframework.data.domain.Sort.by("telephone")); }   | READ CRITERIA CERTAIN
            """)
    void otherWaysOfSayingIt(String members, String expected) {
        repository
                .java("OwnerRepository", "interface OwnerRepository extends JpaRepository<Owner, Long> {}")
                .java("Dao", dao(members));
        assertThat(inDao()).contains("Dao.java:a " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void a() { em.createNativeQuery(\"select {p.*} from pets p, owners o\").getResultList(); }",
                "void a(CriteriaBuilder cb) { var u = cb.createCriteriaUpdate(Supplier.class); u.set(\"telephone\", \"x\"); }",
                "Object a(app.other.Sort s) { return app.other.Ranking.by(\"telephone\"); }"
            })
    void anotherEntitysNameIsNone(String members) {
        repository.java("Dao", dao(members));
        assertThat(inDao()).noneMatch(usage -> usage.contains("CERTAIN") || usage.contains("LIKELY"));
    }

    private List<String> inDao() {
        return repository.found().stream()
                .filter(usage -> usage.startsWith("Dao.java"))
                .toList();
    }

    private static String dao(String members) {
        return "import java.util.*; class Dao { JdbcTemplate jdbc; EntityManager em; OwnerRepository owners;\n"
                + members + " }";
    }
}
