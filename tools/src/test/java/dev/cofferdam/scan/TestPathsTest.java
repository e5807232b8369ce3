package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tests lead to a statement, apart from the ways of production. */
final class TestPathsTest {

    @TempDir
    private Path root;

    private SmallRepository repository;

    @BeforeEach
    void aRepositoryWithOneStatement() {
        repository = new SmallRepository(root)
                .java(
                        "Dao",
                        "class Dao { JdbcTemplate jdbc; String phone() { return jdbc.queryForObject(\"select telephone from owners\", String.class); } }")
                .java(
                        "Web",
                        "@RestController class Web { Dao dao; @GetMapping(\"/o\") String show() { return dao.phone(); } }");
    }

    private Usage usage(UsageScanner.Follow follow) {
        return UsageScanner.open(root, Optional.empty())
                .scan(SmallRepository.schema(), new ColumnRef(TableRef.of("owners"), "telephone"), follow)
                .usages()
                .stream()
                .filter(usage -> usage.place().file().endsWith("/Dao.java"))
                .findFirst()
                .orElseThrow();
    }

    private void test(String text) {
        repository.file("src/test/java/app/In.java", "package app;\n" + text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            class In { Dao dao; @Test void reads() { dao.phone(); } } | In#reads -> app.Dao#phone
            class In { Web web = new Web(); @ParameterizedTest void shows() { web.show(); } } | In#shows -> app.Web#show -> app.Dao#phone
            class In { Dao dao; @Test void reads() { check(); } void check() { dao.phone(); } } | In#reads -> app.In#check -> app.Dao#phone
            class In { Dao dao; @BeforeEach void setUp() { dao.phone(); } } | In#setUp -> app.Dao#phone
            class In extends TestCase { Dao dao; public void testPhone() { dao.phone(); } } | In#testPhone -> app.Dao#phone
            """)
    void aTestThatLeadsThereIsNamed(String in, String path) {
        test(in);

        assertThat(usage(UsageScanner.Follow.CALLS_AND_TESTS).testPaths())
                .extracting(CodePath::toString)
                .containsExactly("test: app." + path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class In { Dao dao; @Test void reads() { when(dao.phone()).thenReturn(\"1\"); } }",
                "class In { Dao dao; @Test void reads() { doReturn(\"1\").when(dao).phone(); } }",
                "class In { Dao dao; @Test void reads() { verify(dao).phone(); } }",
                "class In { Dao dao; void helper() { dao.phone(); } }",
                "class In { Other dao; @Test void reads() { dao.phone(); } } class Other { String phone() { return null; } }"
            })
    void whatRunsNothingBehindItIsNoTestOfIt(String in) {
        test(in);

        assertThat(usage(UsageScanner.Follow.CALLS_AND_TESTS).testPaths()).isEmpty();
    }

    @Test
    void productionComesFirstAndTestsOnlyWhereTheyWereAskedFor() {
        test("class In { Dao dao; @Test void reads() { dao.phone(); } }");

        assertThat(usage(UsageScanner.Follow.CALLS_AND_TESTS).entryPoints())
                .extracting(CodePath::isTest)
                .containsExactly(false, true);
        assertThat(usage(UsageScanner.Follow.CALLS).entryPoints()).hasSize(1);
        assertThat(usage(UsageScanner.Follow.NOTHING).entryPoints()).isEmpty();
    }

    @Test
    void ofManyTestsTheNearestAreEnough() {
        StringBuilder tests = new StringBuilder("class In { Dao dao; Web web;");
        for (int i = 10; i < 20; i++) {
            tests.append("@Test void far").append(i).append("() { web.show(); } ");
            tests.append("@Test void near").append(i).append("() { dao.phone(); } ");
        }
        test(tests.append("}").toString());

        List<CodePath> paths = usage(UsageScanner.Follow.CALLS_AND_TESTS).testPaths();
        assertThat(paths).hasSize(5).allMatch(path -> path.entry().startsWith("app.In#near"));
    }
}
