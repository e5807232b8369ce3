package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every invariant has a plan that breaks it, which every build plays, and the page on the rehearsal names it. */
final class InvariantsTest {
    private static final Path PAGE = Path.of("..", "evals", "REHEARSAL.md");

    @Test
    void everyBuildPlaysAPlanThatBreaksIt() {
        assertThat(counterExamples()).doesNotHaveDuplicates().allMatch(KnownBadPlansTest::isInTheSample);
    }

    @Test
    void thePageNamesThemAll() throws IOException {
        assertThat(Files.readAllLines(PAGE).stream().filter(line -> line.matches("\\| I\\d+ .*")))
                .containsExactlyElementsOf(
                        Arrays.stream(Invariant.values()).map(Invariant::line).toList());
    }

    private static Stream<String> counterExamples() {
        return Arrays.stream(Invariant.values()).map(Invariant::counterExample);
    }
}
