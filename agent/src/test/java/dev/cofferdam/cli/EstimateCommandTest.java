package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backfill costs, asked on the command line. */
@Tag("server")
final class EstimateCommandTest {
    @TempDir
    private Path folder;

    private SmallService service;

    @BeforeEach
    void aService() throws IOException {
        service = SmallService.in(folder.toRealPath());
    }

    @Test
    void aBackfillIsMeasuredAndScaledToTheRowsThatThereAre() throws IOException {
        Desk desk = estimate("rename owners.telephone to phone_number", "--rows", "owners=2M", "--format", "json");
        JsonNode one = new ObjectMapper().readTree(desk.out()).at("/backfills/0");

        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(one.at("/rows").asLong()).isEqualTo(2_000_000);
        assertThat(one.at("/batches").asLong()).isEqualTo(400);
        assertThat(one.at("/basis").asText()).isEqualTo("rehearsal-rate");
        assertThat(one.at("/measured/rows").asLong()).isEqualTo(2_000);
        assertThat(one.at("/walBytes").asLong())
                .isEqualTo(one.at("/measured/walBytes").asLong() * 1_000);
        // 400 pauses of 100 ms are in both bounds.
        assertThat(one.at("/lowSeconds").asLong())
                .isBetween(40L, one.at("/highSeconds").asLong());
    }

    @Test
    void aRateThatTheUserKnowsDecidesAndTheRestIsMeasuredAllTheSame() {
        Desk desk = estimate("rename owners.telephone to phone_number", "--rows", "owners=2M", "--rate", "1000");

        assertThat(desk.out())
                .contains("Duration   33 minutes to 50 minutes (at the rate given)")
                .containsPattern("WAL +about [0-9.]+ [MG]B, [0-9]+ bytes a row")
                .contains("2,000 rows filled in");
    }

    @Test
    void aChangeWithoutABackfillSaysSo() {
        Desk desk = estimate("change pets.name to varchar");

        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.out()).contains("nothing is backfilled");
    }

    @Test
    void aSampleOfNoRowsIsRefused() {
        Desk desk = SmallService.run(List.of(
                "estimate",
                "rename owners.telephone to phone",
                "--sample",
                "0",
                "--repo",
                service.root().toString()));

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CALLER);
        assertThat(desk.err()).contains("--sample").contains("give 1 to 10000000");
    }

    private Desk estimate(String... words) {
        return SmallService.run(Stream.concat(
                        Stream.of("estimate", "--repo", service.root().toString(), "--sample", "2000"),
                        Stream.of(words))
                .toList());
    }
}
