package dev.cofferdam.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.UserError;
import dev.cofferdam.loop.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryFilesTest {
    private static final String SECRET = "topsecret-content";

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void aRepositoryWithTemptationsInsideAndOutside() throws IOException {
        root = Files.createDirectories(folder.resolve("repo"));
        write("src/Owner.java", "class Owner {\n  String telephone;\n}\n");
        write("../outside.txt", SECRET);
        write("../repo-twin/near.txt", SECRET);
        for (String refused : new String[] {
            ".env",
            ".env.local",
            "conf/.ENV",
            "a.pem",
            "b.key",
            "c.p12",
            "d.jks",
            "id_rsa",
            "id_rsa.old",
            ".npmrc",
            ".netrc",
            ".pgpass",
            ".git/config",
            "sub/.git/config",
            ".GIT/HEAD",
            "keys.pem/readme.txt",
            ".ssh/config",
            "id_ed25519",
            ".git-credentials",
            ".envrc",
            "notes.PEM"
        }) {
            write(refused, SECRET);
        }
        Files.createSymbolicLink(root.resolve("link.txt"), folder.resolve("outside.txt"));
        Files.createSymbolicLink(root.resolve("linked"), folder.resolve("repo-twin"));
        Files.createSymbolicLink(root.resolve("harmless.txt"), root.resolve(".env"));
        Files.createSymbolicLink(root.resolve("gitdir"), root.resolve(".git"));
        Files.createSymbolicLink(root.resolve("passwd"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(root.resolve("alias.java"), root.resolve("src/Owner.java"));
    }

    /** JUnit warns of links that lead out of its folder, once for each test. */
    @AfterEach
    void withoutTheLinkThatLeadsFarOut() throws IOException {
        Files.delete(root.resolve("passwd"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside.txt",
                "src/../../outside.txt",
                "src/../src/Owner.java",
                "..",
                "..\\outside.txt",
                "/etc/passwd",
                " /etc/passwd",
                "~/.ssh/id_rsa",
                "C:\\Windows\\win.ini",
                "\\\\server\\share\\x",
                "../repo-twin/near.txt",
                "link.txt",
                "linked/near.txt",
                "harmless.txt",
                "gitdir/config",
                "passwd",
                ".env",
                ".env.local",
                "conf/.ENV",
                "a.pem",
                "notes.PEM",
                "b.key",
                "c.p12",
                "d.jks",
                "id_rsa",
                "id_rsa.old",
                "id_ed25519",
                ".npmrc",
                ".netrc",
                ".pgpass",
                ".git/config",
                "./.git/config",
                "sub/.git/config",
                ".GIT/HEAD",
                ".git./config",
                ".git /config",
                ".g\u200cit/config",
                ".env::$DATA",
                "keys.pem/readme.txt",
                ".ssh/config",
                ".git-credentials",
                ".envrc",
                "",
                ".",
                "src",
                "missing.txt",
                "src/Owner.java\u0000.txt",
            })
    void nothing_outside_and_no_secret_is_read(String path) {
        assertThatThrownBy(() -> files().read(path, 1, Optional.empty()))
                .isInstanceOf(UserError.class)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void what_is_inside_is_read_with_the_numbers_of_its_lines() {
        Report report = files().read("src/Owner.java", 1, Optional.empty());

        assertThat(report.text()).isEqualTo("src/Owner.java\n1| class Owner {\n2|   String telephone;\n3| }\n");
        assertThat(report.values()).isEqualTo(Map.of("lines", "3", "from", "1", "to", "3"));
        assertThat(files().read("./src/Owner.java", 1, Optional.empty()).names())
                .containsExactly("src/Owner.java");
        assertThat(files().read("alias.java", 1, Optional.empty()).text())
                .as("a link inside")
                .contains("telephone");
    }

    @Test
    void a_long_file_comes_in_pages_that_say_how_to_go_on() throws IOException {
        write("long.sql", lines(1, 450));

        Report first = files().read("long.sql", 1, Optional.empty());
        Report last = files().read("long.sql", 401, Optional.of(9_999));

        assertThat(first.text()).contains("\n200| line 200\n[250 more lines; go on with from=201]\n");
        assertThat(last.text()).startsWith("long.sql\n401| line 401\n").endsWith("450| line 450\n");
        assertThatThrownBy(() -> files().read("long.sql", 451, Optional.empty()))
                .hasMessage("`long.sql` has 450 lines, so there is no line 451");
        assertThatThrownBy(() -> files().read("long.sql", 9, Optional.of(3))).isInstanceOf(UserError.class);
    }

    @Test
    void what_is_no_text_or_too_large_is_refused() throws IOException {
        Files.write(root.resolve("app.class"), new byte[] {(byte) 0xCA, (byte) 0xFE, 0, 1});
        write("huge.sql", "x".repeat((1 << 20) + 1));

        assertThatThrownBy(() -> files().read("app.class", 1, Optional.empty())).hasMessage("`app.class` is no text");
        assertThatThrownBy(() -> files().read("huge.sql", 1, Optional.empty()))
                .hasMessage("`huge.sql` is larger than 1 MiB");
    }

    @Test
    void source_in_an_old_encoding_is_still_text() throws IOException {
        Files.write(root.resolve("Old.java"), "// für".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

        assertThat(files().read("Old.java", 1, Optional.empty()).text()).contains("1| // für");
    }

    @Test
    void no_page_begins_inside_a_secret() throws IOException {
        write(
                "deploy.yml",
                "a: 1\ncert: |\n-----BEGIN PRIVATE KEY-----\nMIIEsecret\n-----END PRIVATE KEY-----\nb: 2\n");

        assertThat(files().read("deploy.yml", 4, Optional.empty()).text())
                .isEqualTo("deploy.yml\n4| [redacted]\n5| [redacted]\n6| b: 2\n");
        assertThat(new CodeSearch(files()).search("MIIE", 1).text()).isEqualTo("[no line holds it]\n");
    }

    @Test
    void a_line_of_a_file_cannot_pass_for_two() throws IOException {
        write("tricky.sql", "a\r99| fake\u2028100| fake\n");

        assertThat(files().read("tricky.sql", 1, Optional.empty()).text())
                .isEqualTo("tricky.sql\n1| a 99| fake 100| fake\n");
    }

    @Test
    void a_search_finds_lines_whatever_their_case_and_skips_what_is_refused() throws IOException {
        write("src/B.sql", "SELECT Telephone FROM owners;\n");
        write("target/Owner.java", "telephone");
        write("notes.md", SECRET + "\n");

        Report report = new CodeSearch(files()).search("TELEPHONE", 1);

        assertThat(report.text())
                .isEqualTo("src/B.sql:1| SELECT Telephone FROM owners;\nsrc/Owner.java:2| String telephone;\n");
        assertThat(report.names()).containsExactly("src/B.sql:1", "src/Owner.java:2");
        assertThat(new CodeSearch(files()).search(SECRET, 1).names()).containsExactly("notes.md:1");
        assertThat(new CodeSearch(files()).search("nowhere", 1).text()).isEqualTo("[no line holds it]\n");
    }

    @Test
    void a_search_with_many_hits_comes_in_pages() throws IOException {
        write("many.sql", lines(1, 95));
        CodeSearch search = new CodeSearch(files());

        assertThat(search.search("line", 3).values()).isEqualTo(Map.of("hits", "95", "page", "3", "pages", "3"));
        assertThat(search.search("line", 3).names()).hasSize(15).startsWith("many.sql:81");
        assertThatThrownBy(() -> search.search("line", 4)).hasMessage("there is no page 4");
        assertThatThrownBy(() -> search.search(" x ", 1)).isInstanceOf(UserError.class);
    }

    private RepositoryFiles files() {
        return new RepositoryFiles(root, Redaction.byShape());
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path).normalize();
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }
}
