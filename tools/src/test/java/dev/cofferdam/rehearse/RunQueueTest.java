package dev.cofferdam.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunQueueTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"233370982 651749754 2508, 651", "58435 4012780 1, 4", "7 999999 1, 0"})
    void theSecondNumberIsTheTimeWithoutAProcessor(String line, long millis) throws IOException {
        Path file = Files.writeString(folder.resolve("schedstat"), line + "\n");
        assertThat(new RunQueue(file).waited()).isEqualTo(millis);
    }

    @Test
    void whereTheKernelDoesNotTellNothingIsTakenOff() throws IOException {
        Path file = Files.writeString(folder.resolve("schedstat"), "no numbers here");
        assertThat(new RunQueue(file).waited()).isZero();
        assertThat(new RunQueue(folder.resolve("gone")).waited()).isZero();
    }
}
