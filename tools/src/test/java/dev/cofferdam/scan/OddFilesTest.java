package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what their name says, or more than a person writes: each is named, and none hides what stands beside it. */
class OddFilesTest {

    private static final String QUERY = "JdbcTemplate jdbc; void a() { jdbc.query(\"select telephone from owners\"); }";

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void oneGoodFile() {
        repository = new SmallRepository(root).java("Plain", "class Plain { " + QUERY + " }");
    }

    private void odd(String name, byte[] content) {
        repository.file("src/main/java/app/" + name + ".java", content);
    }

    private void assertOthersAreFound() {
        assertThat(repository.found()).contains("Plain.java:a READ SQL_STRING CERTAIN");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16, is UTF-16 by its mark",
        "UTF-16LE, has zero bytes in it",
        "ISO-8859-1, is not UTF-8 and was read as ISO-8859-1"
    })
    void otherEncodingsAreReadAndNamed(String encoding, String note) {
        String text = "package app; class Odd { /* größer */ " + QUERY + " }";
        odd("Odd", text.getBytes(Charset.forName(encoding)));
        assertThat(repository.found()).contains("Odd.java:a READ SQL_STRING CERTAIN");
        assertThat(repository.scan().notes()).anyMatch(each -> each.contains("Odd.java " + note));
    }

    @Test
    void aBinaryFileIsPassedOver() {
        repository.file("owners.dat", "owners telephone\0".getBytes(StandardCharsets.UTF_8));
        assertThat(repository.found()).noneMatch(found -> found.startsWith("owners.dat"));
        assertThat(repository.scan().notes()).noneMatch(note -> note.contains("owners.dat"));
    }

    /** Newer than Java 25, older than any of it, or made into Java by another program. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "void main() { IO.println(\"select telephone from owners\"); }",
                "class Odd { void a() { run(STR.\"update owners set telephone = \\{x}\"); } }",
                "package ${package}; <#if x> class ${name} { String s = \"select telephone from owners\"; } </#if>",
                "package app; class Odd { int i = )(; String s = \"select telephone from owners\"; }"
            })
    void whatIsNoJavaIsSearchedAsText(String text) {
        odd("Odd", text.getBytes(StandardCharsets.UTF_8));
        assertThat(repository.found()).anyMatch(found -> found.matches("Odd.java:- (READ|WRITE) TEXT POSSIBLE"));
        assertThat(repository.scan().notes())
                .anyMatch(note -> note.contains("1 file is no Java that could be parsed") && note.contains("Odd.java"));
        assertOthersAreFound();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import module java.sql; class Odd { " + QUERY + " }",
                "class Odd { " + QUERY + " void b() { try (var _ = open()) { } catch (Exception _) { } } }",
                "class Odd { " + QUERY
                        + " String b(Object o) { return switch (o) { case P(int x, Q(var t)) when x > 3 -> t; case P(_, _) -> \"\"; default -> null; }; } }",
                "class Odd extends B { Odd(int x) { if (x < 0) { throw new E(); } super(x); } " + QUERY + " }"
            })
    void newSyntaxIsRead(String text) {
        repository.java("Odd", text);
        assertThat(repository.found()).contains("Odd.java:a READ SQL_STRING CERTAIN");
    }

    /** Each took minutes or all memory. */
    @Test
    void longAndDeepTextsTakeNoLongerThanTheyAre() {
        odd(
                "Sum",
                javaOf("jdbc.query(\"select telephone from owners where id in (1\"" + " + \",2\"".repeat(20_000)
                        + ");"));
        odd("Chain", javaOf("b.append(\"select telephone from owners\")" + ".append(\",2\")".repeat(5_000) + ";"));
        odd("Large", javaOf("call(\"owners\", \"telephone\", 1234);\n".repeat(60_000)));
        repository
                .file("src/seed.sql", "insert into owners (id, telephone) values (1, '2');\n".repeat(20_000))
                .file("src/api.graphqls", "type Owner { ".repeat(20_000) + " telephone: String }");
        assertOthersAreFound();
        assertThat(repository.scan().notes())
                .anyMatch(note -> note.startsWith("3 files are no Java that could be parsed")
                        && note.contains("Chain.java")
                        && note.contains("Large.java")
                        && note.contains("Sum.java"));
    }

    private static byte[] javaOf(String body) {
        return ("package app; class Odd { void b() { " + body + " } }").getBytes(StandardCharsets.UTF_8);
    }

    /** Whose class is called as a template says ended the scan: {@code $} is a name in Java. */
    @Test
    void aTemplateOfAnEntityIsSearchedAsText() {
        odd(
                "Template",
                "package ${package};\n@Entity class ${name} { String s = \"select telephone from owners\"; }"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(repository.found()).contains("Template.java:- READ TEXT POSSIBLE");
        assertOthersAreFound();
    }

    /** Each word was looked for a statement in all of the file, which took hours. */
    @Test
    void aFileOfOneLineAndOneOfManyRowsTakeNoLongerThanTheyAre() {
        repository
                .file("owners.json", "{\"owners\":[" + "{\"telephone\":\"1\"},".repeat(200_000) + "0]}")
                .file("min.js", "a=\"select telephone from owners\",".repeat(30_000))
                .file("Deep.kt", "class K { val s = \"select telephone from owners ${" + "${\"".repeat(3_000));
        assertThat(repository.found())
                .contains("owners.json:- EXPOSURE TEXT POSSIBLE", "min.js:- READ SQL_STRING LIKELY");
        assertThat(repository.scan().notes())
                .anyMatch(note -> note.startsWith("Deep.kt is nested too deeply"))
                .noneMatch(note -> note.contains("fault of ours"));
    }

    @Test
    void aMappingFileThatIsNoXmlIsSearchedAsText() {
        repository
                .file("Owner.hbm.xml", "<hibernate-mapping><class table=\"owners\"><property name=\"telephone\"")
                .file(
                        "OwnerMapper.xml",
                        "<mapper namespace=\"app.OwnerMapper\"><select id='q'>select telephone from owners");
        assertThat(repository.found())
                .contains("Owner.hbm.xml:- EXPOSURE TEXT POSSIBLE", "OwnerMapper.xml:- READ TEXT POSSIBLE");
        assertThat(repository.scan().notes())
                .contains("Owner.hbm.xml cannot be read as a mapping file and was searched as text");
    }

    @Test
    void aFolderMayBeCalledLikeAFile() {
        repository.file(
                "src/main/java/app/Folder.java/Inner.java",
                "package app; class Inner { }".getBytes(StandardCharsets.UTF_8));
        assertOthersAreFound();
    }

    @Test
    void whatMayNotBeReadIsNamed() throws IOException {
        repository.java("Secret", "class Secret { " + QUERY + " }");
        Path secret = root.resolve("src/main/java/app/Secret.java");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        // The system's administrator may read everything.
        assumeThat(Files.isReadable(secret)).isFalse();
        assertOthersAreFound();
        assertThat(repository.scan().notes())
                .contains("src/main/java/app/Secret.java could not be read; its usages are missing");
    }
}
