package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts so long that a pattern which steps through them by recursion runs out of stack: real repositories hold such. */
class LongTextTest {
    private static final String LONG = "it is long ".repeat(9_000);

    @TempDir
    Path root;

    @Test
    void aRoutineIsReadBehindALongLiteral() {
        assertThat(found("src/main/resources/db/migration/V2__routine.sql", """
                        create procedure tidy(t text) language plpgsql as $$ begin
                          execute 'delete from owners where telephone = t or city = ''%s''';
                        end $$;
                        """.formatted(LONG)))
                .contains("V2__routine.sql:- READ SCHEMA_OBJECT CERTAIN");
    }

    @Test
    void aStoredQueryIsReadToItsEnd() {
        assertThat(new SmallRepository(root)
                        .java(
                                "Owner",
                                "@Entity @Table(name = \"owners\") public class Owner { @Id Long id; String telephone; }")
                        .file(
                                "src/main/resources/META-INF/jpa-named-queries.properties",
                                "Owner.find=select o from Owner o where o.city = '" + LONG + "' and o.telephone = ?1\n")
                        .found())
                .contains("jpa-named-queries.properties:- READ JPQL CERTAIN");
    }

    @Test
    void aRepositorysQueryInKotlinIsReadToItsEnd() {
        assertThat(found("src/main/kotlin/app/Model.kt", """
                        package app
                        @Entity @Table(name = "owners")
                        data class Owner(@Id val id: Long, var telephone: String, val city: String)
                        interface Owners : JpaRepository<Owner, Long> {
                            @Query("select o.city from Owner o where o.city = '%s' and o.telephone = ?1") fun a(): List<String>
                        }
                        """.formatted(LONG)))
                .anyMatch(found -> found.startsWith("Model.kt:a READ JPQL"));
    }

    private List<String> found(String path, String text) {
        return new SmallRepository(root).file(path, text).found();
    }
}
