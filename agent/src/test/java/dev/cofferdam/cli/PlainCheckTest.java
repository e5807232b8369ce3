package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are read without picocli mean what they mean to picocli. */
final class PlainCheckTest {
    @TempDir
    private Path folder;

    static Stream<List<String>> plainLines() {
        return Stream.of(
                List.of("one.sql"),
                List.of("one.sql", "two.sql"),
                List.of(".", "--format", "json"),
                List.of("--format", "SARIF", "one.sql"),
                List.of("one.sql", "--format", "github", "two.sql"),
                List.of("one.sql", "--format", "junit"),
                List.of("no such file.sql"),
                List.of("help"));
    }

    @ParameterizedTest
    @MethodSource("plainLines")
    void aPlainLineSaysWhatPicocliReadsFromIt(List<String> line) throws IOException {
        Files.writeString(folder.resolve("one.sql"), "CREATE INDEX a ON owners (b);");
        Files.writeString(folder.resolve("two.sql"), "DROP TABLE pets;");
        List<String> words = line.stream().map(this::inFolder).toList();

        assertThat(PlainCheck.read(words)).isPresent();
        assertThat(run(words))
                .isEqualTo(run(Stream.concat(words.stream(), Stream.of("--fail-on", "error"))
                        .toList()));
    }

    private String inFolder(String word) {
        return word.endsWith(".sql") || word.equals(".") ? folder.resolve(word).toString() : word;
    }

    private static Desk run(List<String> words) {
        return SmallService.run(
                Stream.concat(Stream.of("check"), words.stream()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "--help", "-h", "--", "@files", "\"a b\"", "--fix", "--format", "--format=json"})
    void whatIsNotPlainIsLeftToPicocli(String word) {
        assertThat(PlainCheck.read(List.of("one.sql", word))).isEmpty();
    }

    @Test
    void aFormatThatIsNoneOrIsGivenTwiceIsLeftToPicocli() {
        assertThat(PlainCheck.read(List.of("one.sql", "--format", "xml"))).isEmpty();
        assertThat(PlainCheck.read(List.of("a", "--format", "json", "--format", "text")))
                .isEmpty();
        assertThat(PlainCheck.read(List.of("--format", "json"))).as("no file").isEqualTo(Optional.empty());
    }
}
