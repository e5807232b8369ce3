package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void splicedTextIsUndecidedAndNotDropped() {
        mapper("<select id='q'>select id from owners order by ${sort}</select>");
        assertThat(repository.scan().undecided()).singleElement().asString().contains("splices text in");
    }
}
