package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements of mapper files stand at the interface's method that sends them. */
class MyBatisTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aRepositoryWithAMapperInterface() {
        repository = new SmallRepository(root).java("OwnerMapper", "public interface OwnerMapper { Owner q(); }");
    }

    private void mapper(String content) {
        repository.file(
                "src/main/resources/OwnerMapper.xml",
                "<?xml version=\"1.0\"?>\n<mapper namespace=\"app.OwnerMapper\">\n" + content + "\n</mapper>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<select id='q'>select telephone from owners</select>                                  | READ MAPPER_XML CERTAIN",
                "<select id='q'>select o.* from owners o</select>                                      | READ STAR CERTAIN",
                "<update id='q'>update owners <set><if test='x'>telephone = #{t},</if></set> where id = #{id}</update> | WRITE MAPPER_XML CERTAIN",
                "<insert id='q'>insert into owners <trim prefix='(' suffix=')'>telephone</trim> values (#{telephone})</insert> | WRITE MAPPER_XML",
                "<select id='q'>select id from owners <where><if test='t'>and telephone like #{t}</if></where></select> | READ MAPPER_XML CERTAIN",
                "<select id='q'>select id from owners where telephone &lt; #{t} <![CDATA[ and id < 3 ]]></select> | READ MAPPER_XML CERTAIN",
                "<sql id='c'>id, ${a}.telephone</sql><select id='q'>select <include refid='c'><property name='a' value='o'/></include> from owners o</select> | READ MAPPER_XML CERTAIN",
                "<sql id='c'>telephone</sql><select id='q'>select <include refid='app.OwnerMapper.c'/> from owners</select> | READ MAPPER_XML CERTAIN",
                "<delete id='q'>delete from owners where telephone in <foreach collection='t' item='x' open='(' close=')'>#{x}</foreach></delete> | READ MAPPER_XML CERTAIN"
            })
    void aStatementIsFoundAtItsMethod(String statement, String expected) {
        mapper(statement);
        assertThat(repository.found()).singleElement().asString().startsWith("OwnerMapper.xml:q " + expected);
    }

    /** Nobody who reads the outer statement sees the column; every row of it runs the inner one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one = @One(select = \"app.OwnerMapper.q\")            | q",
                "many = @Many(select = \"app.PetMapper.keepers\")      | keepers"
            })
    void whatRunsAnotherStatementForEachRowReadsWhatThatReads(String nested, String inner) {
        mapper("<select id='q'>select telephone from owners where id = #{id}</select>");
        repository.java("PetMapper", """
                import org.apache.ibatis.annotations.*;
                interface PetMapper {
                    @Select("select telephone from owners where pet = #{id}") List<Owner> keepers(long id);
                    @Select("select id, owner_id from pets")
                    @Results(id = "pet", value = @Result(column = "owner_id", property = "owner", %s))
                    List<Pet> all();
                    @Select("select id, owner_id from pets where id = #{id}") @ResultMap("pet") Pet one(long id);
                    @Select("select id from pets") List<Pet> bare();
                }
                """.formatted(nested));
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.style() == Style.ASSOCIATION_READ)
                .allMatch(usage -> usage.reason().contains("." + inner + "`"))
                .extracting(SmallRepository::words)
                .containsExactlyInAnyOrder(
                        "PetMapper.java:all READ ASSOCIATION_READ CERTAIN",
                        "PetMapper.java:one READ ASSOCIATION_READ CERTAIN");
    }

    @Test
    void aResultMapOfAMapperFileRunsOthersToo() {
        mapper("""
                <resultMap id='base' type='Pet'><association property='owner' column='owner_id' select='q'/></resultMap>
                <resultMap id='pet' type='Pet' extends='base'><id column='id' property='id'/></resultMap>
                <select id='q'>select telephone from owners where id = #{id}</select>
                <select id='pets' resultMap='pet'>select id, owner_id from pets</select>
                <select id='names'>select name from pets</select>
                """);
        assertThat(repository.found())
                .contains("OwnerMapper.xml:pets READ ASSOCIATION_READ CERTAIN")
                .noneMatch(found -> found.startsWith("OwnerMapper.xml:names"));
    }

    @ParameterizedTest
    @CsvSource({
        "<select id='q'>select telephone from suppliers</select>",
        "<select id='q'>select id from owners where id = #{telephone}</select>",
        "<!-- <select id='q'>select telephone from owners</select> -->"
    })
    void whatDoesNotTouchTheColumnIsNotReported(String statement) {
        mapper(statement);
        assertThat(repository.found()).isEmpty();
    }

    @Test
    void aResultMapIsAMappingWhenAStatementOnTheTableUsesIt() {
        mapper("""
                <resultMap id='m' type='O'><result column='telephone' property='phone'/></resultMap>
                <resultMap id='n' type='S'><result column='telephone' property='phone'/></resultMap>
                <select id='q' resultMap='m'>select * from owners</select>
                <select id='s' resultMap='n'>select * from suppliers</select>""");
        assertThat(repository.found())
                .containsExactly("OwnerMapper.xml:m MAPPING MAPPING CERTAIN", "OwnerMapper.xml:q READ STAR CERTAIN");
    }

    @Test
    void aDocumentThatQuotesAMapperHidesNoMapper() {
        mapper("<select id='q'>select telephone from owners</select>");
        repository.file(
                "src/site/index.xml",
                "<document><source><mapper namespace=\"app.OwnerMapper\"><select id='r'>select telephone from owners"
                        + "</select></mapper></source></document>");
        assertThat(repository.found())
                .contains("OwnerMapper.xml:q READ MAPPER_XML CERTAIN")
                .noneMatch(each -> each.startsWith("index.xml") && each.contains("MAPPER_XML"));
    }

    @Test
    void filesThatShareANamespaceAreAllRead() {
        mapper("<select id='q'>select telephone from owners</select>");
        repository.file(
                "src/main/resources/oracle/Owners.xml",
                "<!-- for another database -->\n<mapper namespace=\"app.OwnerMapper\">"
                        + "<select id='r'>select telephone from owners</select></mapper>");
        assertThat(repository.found())
                .containsExactly("OwnerMapper.xml:q READ MAPPER_XML CERTAIN", "Owners.xml:r READ MAPPER_XML CERTAIN");
    }

    @Test
    void splicedTextIsUndecidedAndNotDropped() {
        mapper("<select id='q'>select id from owners order by ${sort}</select>");
        assertThat(repository.scan().undecided()).singleElement().asString().contains("splices text in");
    }

    @Test
    void theClassThatAResultMapFillsIsFollowed() {
        repository
                .java("O", "class O { String phone; String getPhone() { return phone; } }")
                .java("S", "class S { String phone; String getPhone() { return phone; } }")
                .java(
                        "Use",
                        "class Use { Object a(O o) { return o.getPhone(); } Object b(S s) { return s.getPhone(); } }");
        mapper("""
                <resultMap id='m' type='app.O'><result column='telephone' property='phone'/></resultMap>
                <resultMap id='m2' type='app.O' extends='m'></resultMap>
                <resultMap id='n' type='app.S'><result column='telephone' property='phone'/></resultMap>
                <select id='q' resultMap='m2'>select * from owners</select>
                <select id='s' resultMap='n'>select * from suppliers</select>""");
        assertThat(repository.found())
                .contains("OwnerMapper.xml:m MAPPING MAPPING CERTAIN", "Use.java:a READ ACCESSOR CERTAIN")
                .noneMatch(found -> found.startsWith("Use.java:b") || found.startsWith("S.java"));
    }

    @Test
    void aClassWithoutAResultMapIsFilledByName() {
        repository
                .java("O", "class O { String telephone; String getTelephone() { return telephone; } }")
                .java("Use", "class Use { Object a(O o) { return o.getTelephone(); } }");
        mapper("<select id='q' resultType='app.O'>select telephone from owners</select>");
        assertThat(repository.found())
                .contains("O.java:telephone MAPPING MAPPING LIKELY", "Use.java:a READ ACCESSOR CERTAIN");
        assertThat(repository.scan().usages()).anyMatch(Usage::isFilledByName);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select s.id, s.telephone from suppliers s left join owners o on s.telephone = o.telephone  | false",
                "select s.telephone from suppliers s where s.id in (2) and exists (select 1 from owners o where o.telephone = s.telephone) | false",
                "select s.id, upper(o.telephone) as telephone from suppliers s join owners o on o.id = s.id | true",
                "select id from suppliers union select telephone from owners                                | true"
            })
    void aColumnThatIsOnlyComparedFillsNoClass(String sql, boolean filled) {
        repository
                .java("O", "class O { String telephone; String getTelephone() { return telephone; } }")
                .java("Use", "class Use { Object a(O o) { return o.getTelephone(); } }");
        mapper("<select id='q' resultType='app.O'>" + sql + "</select>");
        assertThat(repository.found().contains("Use.java:a READ ACCESSOR CERTAIN"))
                .isEqualTo(filled);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Select(\"select telephone from owners\") String q()                                  | READ SQL_STRING CERTAIN",
                "@Select({\"select id,\", \"telephone\", \"from owners\"}) String q()                  | READ SQL_STRING CERTAIN",
                "@Select({\"select *\", FROM}) String q()                                             | READ STAR CERTAIN",
                "@Select(\"<script>select id from owners <where><if test='x'>and telephone = #{x}</if></where></script>\") String q() | READ SQL_STRING CERTAIN",
                "@Update({\"<script>\", \"update owners\", \"<set><if test='x'>telephone = #{x},</if></set>\", \"</script>\"}) int q() | WRITE SQL_STRING CERTAIN",
                "@Insert(\"insert into owners (id, telephone) values (#{id}, #{t})\") int q()         | WRITE SQL_STRING CERTAIN"
            })
    void aStatementInAnAnnotationIsFoundAtItsMethod(String method, String expected) {
        repository.java(
                "Notes",
                "import org.apache.ibatis.annotations.*;\ninterface Notes { String FROM = \"from owners\"; " + method
                        + "; }");
        assertThat(repository.found()).singleElement().asString().isEqualTo("Notes.java:q " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Select({\"select telephone\", \"from suppliers\"}) String q()",
                "@Select({\"select id from owners\", \"where id = #{telephone}\"}) String q()",
            })
    void anAnnotationOnAnotherColumnIsNot(String method) {
        repository.java("Notes", "import org.apache.ibatis.annotations.*;\ninterface Notes { " + method + "; }");
        assertThat(repository.found()).noneMatch(found -> !found.endsWith("POSSIBLE"));
    }

    @Test
    void resultsInAnAnnotationMapTheReturnedClass() {
        repository
                .java("O", "class O { String phone; String getPhone() { return phone; } }")
                .java(
                        "Notes",
                        "import org.apache.ibatis.annotations.*;\ninterface Notes {\n@Select({\"select *\", \"from owners\"})\n@Results({@Result(column = \"id\", property = \"id\"),\n@Result(column = \"telephone\", property = \"phone\")}) List<O> q(); }")
                .java("Use", "class Use { Object a(O o) { return o.getPhone(); } }");
        assertThat(repository.found())
                .contains("Notes.java:q MAPPING MAPPING CERTAIN", "Use.java:a READ ACCESSOR CERTAIN");
    }

    @Test
    void conditionsOfExampleClassesAreQueries() {
        String example = """
                public class %1$sExample {
                    public void setOrderByClause(String c) { }
                    public Criteria createCriteria() { return new Criteria(); }
                    protected abstract static class GeneratedCriteria {
                        public Criteria andPhoneEqualTo(String value) { addCriterion("telephone =", value, "phone"); return (Criteria) this; }
                    }
                    public static class Criteria extends GeneratedCriteria { }
                }
                """;
        repository
                .java("O", "public class O { String phone; }")
                .java("S", "public class S { String phone; }")
                .java("OExample", example.formatted("O"))
                .java("SExample", example.formatted("S"))
                .java(
                        "Use",
                        "class Use { void a(OExample e) { e.createCriteria().andPhoneEqualTo(\"1\"); }\nvoid b(SExample e) { e.createCriteria().andPhoneEqualTo(\"1\"); }\n"
                                + "void c(OExample e) { e.setOrderByClause(\"telephone desc\"); } }");
        mapper("""
                <resultMap id='m' type='app.O'><result column='telephone' property='phone'/></resultMap>
                <resultMap id='n' type='app.S'><result column='telephone' property='phone'/></resultMap>
                <select id='q' resultMap='m'>select * from owners</select>
                <select id='s' resultMap='n'>select * from suppliers</select>""");
        assertThat(repository.found())
                .contains(
                        "OExample.java:andPhoneEqualTo READ SQL_STRING CERTAIN",
                        "Use.java:a READ DERIVED_QUERY CERTAIN",
                        "Use.java:c READ SQL_STRING CERTAIN")
                .noneMatch(found -> found.startsWith("SExample") && !found.endsWith("POSSIBLE"))
                .noneMatch(found -> found.startsWith("Use.java:b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new SQL() {{ SELECT(\"id\", \"telephone\"); FROM(\"owners\"); WHERE(\"id = #{id}\"); }}.toString() | READ SQL_STRING",
                "new SQL().SELECT(\"id\").FROM(TABLE).WHERE(\"telephone = #{t}\").toString()                    | READ SQL_STRING",
                "new SQL().UPDATE(\"owners\").SET(\"telephone = #{t}\").WHERE(\"id = #{id}\").toString()        | WRITE SQL_STRING",
                "new SQL().INSERT_INTO(\"owners\").VALUES(\"telephone\", \"#{t}\").toString()                   | WRITE SQL_STRING",
                "new SQL().SELECT(\"o.*\").FROM(\"owners o\").toString()                                          | READ STAR"
            })
    void aBuilderPutsAStatementTogether(String expression, String expected) {
        repository.java(
                "Provider",
                "import org.apache.ibatis.jdbc.SQL;\nclass Provider { static final String TABLE = \"owners\"; String q() { return "
                        + expression + "; } }");
        assertThat(repository.found()).containsExactly("Provider.java:q " + expected + " CERTAIN");
    }

    @Test
    void aBuilderOnAnotherTableIsNone() {
        repository.java(
                "Provider",
                "import org.apache.ibatis.jdbc.SQL;\nclass Provider { String owners; String q() { return new SQL().SELECT(\"telephone\").FROM(\"suppliers\").toString(); }\n"
                        + "String p() { return new SQL().SELECT(\"id\").FROM(\"owners\").toString(); } }");
        assertThat(repository.found()).noneMatch(found -> !found.endsWith("POSSIBLE"));
    }
}
