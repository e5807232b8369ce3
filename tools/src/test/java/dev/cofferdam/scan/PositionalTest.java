package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Constructors that nobody writes: what is set follows from the place among the arguments. */
class PositionalTest {

    private static final String ENTITY = "@Entity @Table(name = \"owners\") ";
    private static final String WRITTEN = "Use.java:use WRITE ACCESSOR CERTAIN";

    @TempDir
    Path root;

    private List<String> found(String owner, String expression) {
        return new SmallRepository(root)
                        .java("Owner", owner)
                        .java("Supplier", "record Supplier(Long id, String telephone) {}")
                        .java("Use", "class Use { void use() { Object o = " + expression + "; } }")
                        .found()
                        .stream()
                        .filter(found -> !found.endsWith("POSSIBLE"))
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "@AllArgsConstructor class Owner { static int n; Long id; String telephone; }         ^ new Owner(1L, \"555\")",
                "@Value class Owner { Long id; String telephone; }                                    ^ new Owner(1L, \"555\")",
                "@RequiredArgsConstructor class Owner { Long id; final String telephone; String city; } ^ new Owner(\"555\")",
                "@Data class Owner { Long id; @NonNull String telephone; final int n = 1; }           ^ new Owner(\"555\")",
                "@AllArgsConstructor class Owner { Long id; String telephone; Owner(Long id) { } }    ^ new Owner(1L, \"555\")"
            })
    void thePlaceSaysWhatIsSet(String type, String expression) {
        assertThat(found(ENTITY + type, expression)).contains(WRITTEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "class Owner { Long id; String telephone; }                                           ^ new Owner(1L, \"555\")",
                "@AllArgsConstructor class Owner { Long id; String telephone; }                       ^ new Owner(1L)",
                "@NoArgsConstructor @Data class Owner { Long id; final String telephone; }            ^ new Owner(\"555\")",
                "@RequiredArgsConstructor class Owner { final Long id; String telephone; }            ^ new Owner(1L)",
                "@AllArgsConstructor class Owner { Long id; String telephone; Owner(String a, int b) { } } ^ new Owner(\"x\", 1)",
                "@AllArgsConstructor class Owner { Long id; String telephone; }                       ^ new Supplier(1L, \"555\")"
            })
    void anotherConstructorIsNone(String type, String expression) {
        assertThat(found(ENTITY + type, expression)).doesNotContain(WRITTEN);
    }

    private List<String> foundInKotlin(String expression) {
        return new SmallRepository(root)
                        .file("src/main/kotlin/app/Owner.kt", """
                                package app
                                @Entity @Table(name = "owners")
                                data class Owner(@Id val id: Long, var telephone: String, val city: String = "")
                                @Entity @Table(name = "suppliers")
                                class Supplier(@Id val id: Long, var telephone: String)
                                """)
                        .file("src/main/kotlin/app/Use.kt", """
                                package app
                                class Use {
                                    fun use() = EXPRESSION
                                }
                                """.replace("EXPRESSION", expression))
                        .found()
                        .stream()
                        .filter(found -> found.startsWith("Use.kt") && !found.endsWith("POSSIBLE"))
                        .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Owner(1, \"555\")",
                "Owner(next(1, 2), \"555\", \"Bonn\")",
                "listOf(Owner(1, if (a) \"1\" else \"2\"))"
            })
    void ofKotlinLikewise(String expression) {
        assertThat(foundInKotlin(expression)).containsExactly("Use.kt:use WRITE ACCESSOR LIKELY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Supplier(1, \"555\")",
                "Owner(1)",
                "Owner(1, city = \"x\")",
                "ownerOf(1, \"555\")",
                "Owners(1, 2)"
            })
    void ofKotlinWhatSetsAnotherIsNone(String expression) {
        assertThat(foundInKotlin(expression)).isEmpty();
    }
}
