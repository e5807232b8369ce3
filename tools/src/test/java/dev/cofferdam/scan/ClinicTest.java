package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the scanner to the list that was written by reading the example application, before any scanner ran. */
class ClinicTest {

    private static final Path CLINIC = Path.of("..", "evals", "examples", "clinic");

    @Test
    void everyUsageOfTheClinicIsFoundAndNoneIsInvented() throws IOException {
        List<String> expected = Files.readAllLines(CLINIC.resolveSibling("clinic.usages.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        ScanResult result = scan();
        assertThat(result.usages().stream().map(ClinicTest::words).toList())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void nothingOfTheClinicIsUndecided() {
        assertThat(scan().undecided()).isEmpty();
    }

    @Test
    void nativeAndJdbcStatementsCarryTheirSql() {
        assertThat(scan().usages().stream()
                        .filter(usage -> usage.style() == Style.SQL_STRING || usage.style() == Style.NATIVE_QUERY))
                .allMatch(usage -> usage.statement()
                        .filter(sql -> sql.contains("telephone"))
                        .isPresent());
    }

    private static ScanResult scan() {
        return UsageScanner.scan(
                CLINIC, SmallRepository.schema(), TableRef.of("owners").column("telephone"));
    }

    private static String words(Usage usage) {
        String mark = usage.style() == Style.MIGRATION ? " history" : usage.test() ? " test" : "";
        return usage.place().file() + ":" + usage.place().member().orElse("-") + " " + usage.access() + " "
                + usage.style() + mark;
    }
}
