package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a person edits a MyBatis statement: on the line that names the column, be it deep in the statement or in what it includes. */
final class FragmentPlaceTest {
    @TempDir
    private Path root;

    private List<String> found(String... mappers) {
        SmallRepository repository = SmallRepository.clinic(root);
        for (int i = 0; i < mappers.length; i++) {
            repository.file("src/main/resources/m" + i + ".xml", mappers[i]);
        }
        return repository.scan().usages().stream()
                .filter(usage -> usage.style() == Style.MAPPER_XML)
                .map(FragmentPlaceTest::words)
                .toList();
    }

    private static String words(Usage usage) {
        return usage.place().toString().replaceAll(".*/", "") + " "
                + usage.place().className().orElse("") + "#"
                + usage.place().member().orElse("") + " " + usage.evidence();
    }

    @Test
    void aFragmentIsThePlaceAndTheStatementTheMethod() {
        assertThat(found("""
                        <mapper namespace="app.OwnerMapper">
                          <sql id="columns">
                            id,
                            telephone
                          </sql>
                          <select id="all">select <include refid="columns"/> from owners</select>
                        </mapper>
                        """)).containsExactly("m0.xml:4 app.OwnerMapper#all «telephone»");
    }

    @Test
    void aFragmentOfAnotherMapperIsFoundInItsFile() {
        assertThat(found("""
                        <mapper namespace="app.Shared">
                          <sql id="inner">telephone</sql>
                          <sql id="columns">id, <include refid="inner"/></sql>
                        </mapper>
                        """, """
                        <mapper namespace="app.OwnerMapper">
                          <select id="all">select <include refid="app.Shared.columns"/> from owners</select>
                        </mapper>
                        """)).containsExactly("m0.xml:2 app.OwnerMapper#all <sql id=\"inner\">«telephone»</sql>");
    }

    @Test
    void neitherAConditionNorAParameterIsTheColumn() {
        assertThat(found("""
                        <mapper namespace="app.OwnerMapper">
                          <update id="change">
                            update owners
                            <set>
                              <if test="id != null">id = #{id},</if>
                              <if test="telephone != null">
                                city = #{telephone}, telephone = #{telephone}
                              </if>
                            </set>
                          </update>
                        </mapper>
                        """))
                .containsExactly("m0.xml:7 app.OwnerMapper#change city = #{telephone}, «telephone» = #{telephone}");
    }
}
