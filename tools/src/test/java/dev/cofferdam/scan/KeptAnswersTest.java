package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.scan.files.KeptAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer is given again only while nothing that it depends on has changed. */
final class KeptAnswersTest {
    private static final Instant WRITTEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant NOW = WRITTEN.plusSeconds(60);
    private static final List<String> QUESTION = List.of("usages", "owners.telephone");

    @TempDir
    private Path repository;

    @TempDir
    private Path cache;

    @BeforeEach
    void aFileAndAnAnswer() throws IOException {
        write("src/Owner.java", "class Owner {}", WRITTEN);
        answers("one").keep(QUESTION, "two usages\nof it");
    }

    private void write(String path, String text, Instant modified) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private KeptAnswers answers(String program) {
        return KeptAnswers.of(cache, repository, program, NOW);
    }

    @Test
    void anAnswerIsGivenAgainWhileNothingChanges() {
        assertThat(answers("one").find(QUESTION)).contains("two usages\nof it");
    }

    @Test
    void anotherQuestionHasNoAnswerYet() {
        assertThat(answers("one").find(List.of("usages", "owners.city"))).isEmpty();
    }

    @Test
    void aNewBuildAnswersAnew() {
        assertThat(answers("two").find(QUESTION)).isEmpty();
    }

    @Test
    void aFileThatIsAddedChangedTouchedOrRemovedMakesTheAnswerOld() throws IOException {
        write("notes.md", "telephone", WRITTEN);
        assertThat(answers("one").find(QUESTION)).as("added").isEmpty();
        Files.delete(repository.resolve("notes.md"));
        assertThat(answers("one").find(QUESTION)).as("as before").isPresent();
        write("src/Owner.java", "class Owner2 {}", WRITTEN);
        assertThat(answers("one").find(QUESTION)).as("of another size").isEmpty();
        write("src/Owner.java", "class 0wner {}", WRITTEN.plusSeconds(1));
        assertThat(answers("one").find(QUESTION)).as("of another time").isEmpty();
        Files.delete(repository.resolve("src/Owner.java"));
        assertThat(answers("one").find(QUESTION)).as("removed").isEmpty();
    }

    @Test
    void whatChangedJustNowMayChangeAgainUnseen() throws IOException {
        write("src/Pet.java", "class Pet {}", NOW.minusSeconds(1));
        answers("one").keep(QUESTION, "three usages");
        assertThat(answers("one").find(QUESTION)).isEmpty();
        assertThat(KeptAnswers.of(cache, repository, "one", NOW.plusSeconds(60)).find(QUESTION))
                .as("and it was not kept")
                .isEmpty();
    }

    @Test
    void aDamagedAnswerIsNone() throws IOException {
        Path kept;
        try (Stream<Path> files = Files.walk(cache)) {
            kept = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        String text = Files.readString(kept);
        Files.writeString(kept, text.substring(0, text.length() - 3));
        assertThat(answers("one").find(QUESTION)).isEmpty();
        Files.write(kept, new byte[] {(byte) 0xff, 0});
        assertThat(answers("one").find(QUESTION)).isEmpty();
    }

    @Test
    void aCacheThatCannotBeWrittenIsNoFailure() throws IOException {
        Path file = Files.writeString(cache.resolve("file"), "in the way");
        KeptAnswers answers = KeptAnswers.of(file, repository, "one", NOW);
        answers.keep(QUESTION, "two usages");
        assertThat(answers.find(QUESTION)).isEmpty();
    }

    @Test
    void theOldestAnswersGo() throws IOException {
        for (int i = 0; i <= KeptAnswers.MOST; i++) {
            answers("one").keep(List.of("usages", "column" + i), "answer " + i);
        }
        try (Stream<Path> files = Files.walk(cache)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(KeptAnswers.MOST);
        }
        assertThat(answers("one").find(List.of("usages", "column" + KeptAnswers.MOST)))
                .contains("answer " + KeptAnswers.MOST);
    }
}
