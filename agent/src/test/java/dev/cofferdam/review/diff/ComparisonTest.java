package dev.cofferdam.review.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComparisonTest {
    @TempDir
    private Path repository;

    private void git(String... words) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("git", "-C", repository.toString(), "-c", "user.name=Ada", "-c", "user.email=ada@example.org"));
        command.addAll(List.of(words));
        Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(git.waitFor()).as(said).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void write(String file, String text) throws IOException {
        Path path = repository.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void commit(String message) throws IOException {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--message", message);
    }

    private void main() throws IOException {
        git("init", "--quiet", "--initial-branch=main", ".");
        write("db/V1.sql", "one;\ntwo;\nthree;\n");
        commit("main");
        git("checkout", "--quiet", "-b", "feature");
    }

    @Test
    void threeThousandChangedFilesAreAllSeen() throws IOException {
        main();
        for (int i = 0; i < 3_000; i++) {
            write("db/many/V" + (i + 2) + ".sql", "statement " + i + ";\n");
        }
        commit("many");

        try (Comparison comparison = Comparison.of(repository, "main", Optional.of("feature"))) {
            assertThat(comparison.files()).hasSize(3_000).allSatisfy(file -> assertThat(file.wrote(1))
                    .isTrue());
            assertThat(comparison.head().resolve("db/many/V3001.sql")).hasContent("statement 2999;");
            assertThat(comparison.base().resolve("db/many")).doesNotExist();
        }
    }

    @Test
    void writtenLinesAreThoseOfTheNewTextAlsoInAFileThatMoved() throws IOException {
        main();
        git("mv", "db/V1.sql", "db/V1 été.sql");
        write("db/V1 été.sql", "one;\n++ b/trap\ntwo;\nthree;\nfour;\n");
        commit("move");

        try (Comparison comparison = Comparison.of(repository, "main", Optional.of("feature"))) {
            ChangedFile file = comparison.files().get(0);
            assertThat(file.path()).isEqualTo("db/V1 été.sql");
            assertThat(file.before()).contains("db/V1.sql");
            assertThat(file.lines()).containsExactly(new ChangedFile.Lines(2, 2), new ChangedFile.Lines(5, 5));
        }
    }

    @Test
    void whatTheBaseGotSinceTheBranchBeganIsNoChangeOfTheBranch() throws IOException {
        main();
        write("db/V2.sql", "mine;\n");
        commit("mine");
        git("checkout", "--quiet", "main");
        write("db/V3.sql", "theirs;\n");
        commit("theirs");

        try (Comparison comparison = Comparison.of(repository, "main", Optional.of("feature"))) {
            assertThat(comparison.files()).extracting(ChangedFile::path).containsExactly("db/V2.sql");
            assertThat(comparison.base().resolve("db/V3.sql")).exists();
        }
    }

    @Test
    void linksOfTheBranchAreNotLaidOutAndNoTreeStaysBehind() throws IOException {
        main();
        Files.createSymbolicLink(repository.resolve("db/V2.sql"), Path.of("/etc/passwd"));
        commit("link");

        Path base;
        try (Comparison comparison = Comparison.of(repository, "main", Optional.of("feature"))) {
            base = comparison.base();
            assertThat(comparison.head().resolve("db/V2.sql")).doesNotExist();
        }
        assertThat(base).doesNotExist();
    }

    @Test
    void aFolderThatIsNoRepositoryIsNamed() {
        assertThatThrownBy(() -> Comparison.of(repository, "main", Optional.empty()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is no git repository");
    }
}
