package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of columns that stand in constants: the literal is a place to edit, and each use of the constant is a usage. */
class ConstantLabelTest {

    private static final String COLS = """
            package app;
            public interface Cols {
              String PHONE = "telephone";
              String CITY = "city";
              enum Col {
                TEL("telephone"), TOWN("city"), telephone("x");
                private final String column;
                Col(String column) { this.column = column; }
                public String column() { return column; }
                public String getColumn() { return this.column; }
              }
              @lombok.Getter @lombok.RequiredArgsConstructor
              enum Made { TEL(1, "telephone"), TOWN(2, "city"); final int at; final String label; }
              enum Odd { TEL("telephone") { String label() { return "city"; } }; final String l; Odd(String l) { this.l = l; } String label() { return l; } }
            }
            """;

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aClinic() {
        repository = SmallRepository.clinic(root).java("Cols", COLS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LOCAL                     | Dao.java:LOCAL
            Cols.PHONE                | Cols.java:PHONE
            app.Cols.PHONE            | Cols.java:PHONE
            PHONE                     | Cols.java:PHONE
            Cols.Col.TEL.column()     | Cols.java:TEL
            Col.TEL.getColumn()       | Cols.java:TEL
            Cols.Col.telephone.name() | Cols.java:telephone
            Cols.Made.TEL.getLabel()  | Cols.java:TEL
            """)
    void aLabelMayBeAConstant(String label, String literal) {
        repository.java("Dao", dao("select * from owners", "rs.getString(" + label + ")"));
        assertThat(labels())
                .containsExactlyInAnyOrder(
                        literal + " READ RESULT_COLUMN CERTAIN", "Dao.java:a READ RESULT_COLUMN CERTAIN");
        assertThat(repository.found()).doesNotContain(literal + " EXPOSURE TEXT POSSIBLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cols.CITY",
                "Cols.Col.TOWN.column()",
                "Cols.Col.TEL.name()",
                "Cols.Made.TOWN.getLabel()",
                "Cols.Odd.TEL.label()",
                "Unknown.PHONE_LABEL",
                "Cols.Col.telephone.column()"
            })
    void aConstantThatSaysAnotherNameIsNone(String label) {
        repository.java("Dao", dao("select * from owners", "rs.getString(" + label + ")"));
        assertThat(labels()).isEmpty();
    }

    @Test
    void aConstantOfTheSameNameForAnotherTablesResultIsNone() {
        repository.java("Dao", dao("select telephone from suppliers", "rs.getString(Cols.PHONE)"));
        assertThat(labels()).isEmpty();
    }

    @Test
    void aStatementNamesTheConstantAndTheConstantTheColumn() {
        repository.java(
                "Dao",
                "class Dao { Object a() {\nreturn jdbc.queryForList(\"select \"\n+ Cols.PHONE + \" from owners\"); } }");
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.style() == Style.SQL_STRING)
                .extracting(usage -> usage.place().line() + " " + usage.evidence())
                .containsExactly("3 String PHONE = \"«telephone»\";", "4 + «Cols.PHONE» + \" from owners\"); } }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"select \" + Cols.Col.TEL.column() + \" from owners\"",
                "\"select \" + Col.TEL.column + \" from owners\"",
                "\"select \" + Cols.Made.TEL.getLabel() + \" from owners\""
            })
    void aStatementMayNameItThroughAnEnum(String sql) {
        repository.java(
                "Dao",
                "package app; import static app.Cols.*; class Dao { Object a() { return jdbc.queryForList(" + sql
                        + "); } }");
        ScanResult result = repository.scan();
        assertThat(result.undecided()).isEmpty();
        assertThat(result.usages())
                .filteredOn(usage -> usage.style() == Style.SQL_STRING)
                .extracting(SmallRepository::words)
                .containsExactly("Cols.java:TEL READ SQL_STRING CERTAIN", "Dao.java:a READ SQL_STRING CERTAIN");
    }

    @Test
    void aQueryMayNameThePropertyByAConstant() {
        repository.java(
                "Dao",
                "class Dao { EntityManager em; Object a() { return em.createQuery(\"select o from Owner o where o.\" + Cols.PHONE + \" = 1\"); } }");
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.style() == Style.JPQL)
                .extracting(usage -> usage.place().member().orElse("") + " "
                        + usage.evidence().contains("«Cols.PHONE»"))
                .containsExactly("PHONE false", "a true");
    }

    private List<String> labels() {
        return repository.scan().usages().stream()
                .filter(usage -> usage.style() == Style.RESULT_COLUMN)
                .map((Usage usage) -> SmallRepository.words(usage))
                .toList();
    }

    private static String dao(String sql, String body) {
        return "package app; import static app.Cols.*; import static app.Cols.Col;\nclass Dao { JdbcTemplate jdbc;\nstatic final String LOCAL = \"telephone\";\nObject a() { return jdbc.query(\""
                + sql + "\", (rs, i) ->\n" + body + "); } }";
    }
}
