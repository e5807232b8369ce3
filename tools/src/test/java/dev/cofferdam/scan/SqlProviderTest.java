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

/** MyBatis: where a mapper's method stands whose statement, columns or result map are written elsewhere. */
class SqlProviderTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aProvider() {
        repository = new SmallRepository(root).java("OwnerSql", """
                import org.apache.ibatis.jdbc.SQL;
                class OwnerSql {
                  String phones(long id) { return "select id, telephone from owners"; }
                  String change() { return new SQL() {{ UPDATE("owners"); SET("telephone = 1"); }}.toString(); }
                  String towns() { return "select city from owners"; }
                  String provideSql() { return "select * from owners"; }
                }
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @SelectProvider(type = OwnerSql.class, method = "phones") List<Long> all();  | all READ SQL_STRING CERTAIN
            @SelectProvider(value = OwnerSql.class, method = "phones") List<Long> all(); | all READ SQL_STRING CERTAIN
            @SelectProvider(OwnerSql.class) List<Long> phones(long id);                  | phones READ SQL_STRING CERTAIN
            @UpdateProvider(type = OwnerSql.class, method = "change") int move();        | move WRITE SQL_STRING CERTAIN
            @SelectProvider(OwnerSql.class) List<Long> other();                          | other READ STAR CERTAIN
            """)
    void theMappersMethodSendsWhatAProviderMakes(String method, String expected) {
        repository.java("OwnerMapper", mapper(method));
        assertThat(inMapper()).containsExactly("OwnerMapper.java:" + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @SelectProvider(type = OwnerSql.class, method = "towns") List<Long> all();
            @SelectProvider(type = Unknown.class, method = "phones") List<Long> all();
            List<Long> phones();
            """)
    void aMethodOfAnotherStatementSendsNone(String method) {
        repository.java("OwnerMapper", mapper(method));
        assertThat(inMapper()).isEmpty();
    }

    @Test
    void aMethodStandsAtItsAnnotationAndAListOfColumnsAtItsConstant() {
        repository.java(
                "OwnerMapper",
                "interface OwnerMapper { String COLS = \"id, telephone\";\n@Select(\"select \" + COLS + \" from owners\")\nList<Long> all(); }");
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.place().file().endsWith("OwnerMapper.java"))
                .extracting(usage ->
                        usage.place().line() + " " + usage.place().member().orElse("") + " " + usage.evidence())
                .containsExactly(
                        "2 COLS interface OwnerMapper { String COLS = \"id, «telephone»\";",
                        "3 all @Select(\"select \" + «COLS» + \" from owners\")");
    }

    @Test
    void aResultMapIsNamedAfterItsMapper() {
        repository
                .java("Card", "class Card { String phone; }")
                .java("OwnerMapper", "interface OwnerMapper { List<Card> all(); }")
                .file(
                        "src/main/resources/OwnerMapper.xml",
                        "<!DOCTYPE mapper PUBLIC \"-//mybatis.org//DTD Mapper 3.0//EN\" \"http://mybatis.org/dtd/mybatis-3-mapper.dtd\">\n<mapper namespace=\"app.OwnerMapper\"><resultMap id=\"card\" type=\"app.Card\"><result column=\"telephone\" property=\"phone\"/></resultMap>\n<select id=\"all\" resultMap=\"card\">select telephone from owners</select></mapper>");
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.place().file().endsWith(".xml"))
                .extracting(usage -> usage.place().className().orElse("") + "#"
                        + usage.place().member().orElse(""))
                .containsExactlyInAnyOrder("app.OwnerMapper#card", "app.OwnerMapper#all");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            select id, telephone as phoneNumber from owners  | phoneNumber
            select id, telephone as phone_number from owners | phoneNumber
            select telephone "phoneNumber", id from owners   | phoneNumber
            select id, telephone from owners                 | telephone
            """)
    void aResultIsFilledUnderTheNameThatTheStatementGivesIt(String sql, String property) {
        repository
                .java("Card", "class Card { String phoneNumber; String telephone; }")
                .file(
                        "src/main/resources/OwnerMapper.xml",
                        "<!DOCTYPE mapper PUBLIC \"-//mybatis.org//DTD Mapper 3.0//EN\" \"http://mybatis.org/dtd/mybatis-3-mapper.dtd\">\n<mapper namespace=\"app.OwnerMapper\"><select id=\"all\" resultType=\"app.Card\">"
                                + sql + "</select></mapper>");
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.place().file().endsWith("Card.java") && usage.style() == Style.MAPPING)
                .extracting(usage -> usage.place().member().orElse(""))
                .containsExactly(property);
    }

    private List<String> inMapper() {
        return repository.scan().usages().stream()
                .filter(usage -> usage.place().file().endsWith("OwnerMapper.java"))
                .map((Usage usage) -> SmallRepository.words(usage))
                .toList();
    }

    private static String mapper(String method) {
        return "import org.apache.ibatis.annotations.*; interface OwnerMapper {\n" + method + " }";
    }
}
