package dev.cofferdam.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.samples.SamplePlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script, run by a real shell over a psql that knows four questions: files beside it hold what it answers. */
final class BackfillScriptTest {
    private static final String SCRIPT = Objects.requireNonNull(
            PlanFiles.of(SamplePlan.rehearsed(), List.of()).get("sql/03-backfill/backfill-01_2-rest.sh"));

    /** Each call takes one from what is left; whoever asks for lag finds half of what there was. */
    private static final String PSQL = """
            #!/bin/sh
            sql=$(cat)
            case "$sql" in
            *pg_stat_replication*) cat lag; echo $(($(cat lag) / 2)) > lag ;;
            *"CALL cofferdam_backfill_1_run(10)"*)
                [ -e broken ] && { echo "connection lost" >&2; exit 2; }
                echo "$sql" >> calls
                left=$(cat left)
                [ "$left" -gt 0 ] && [ ! -e stuck ] && echo $((left - 1)) > left
                exit 0 ;;
            *"SELECT done, total FROM cofferdam_backfill_1"*) echo "left $(cat left)" ;;
            *"IS DISTINCT FROM"*) cat left ;;
            *) echo "unknown: $sql" >&2; exit 9 ;;
            esac
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void aDatabaseWithThreeCallsOfWork() throws IOException {
        write("script.sh", SCRIPT);
        Path psql = write("psql", PSQL);
        assertThat(psql.toFile().setExecutable(true)).isTrue();
        write("left", "3\n");
        write("lag", "0\n");
    }

    @Test
    void itCallsUntilNothingIsLeftAndThenAsksWhetherTheStepIsDone() throws Exception {
        Run run = run();

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .startsWith("left 2", "left 1", "left 0")
                .last()
                .asString()
                .startsWith("done:");
        assertThat(calls()).isEqualTo(4);
    }

    @Test
    void eachCallHasTheStepsTimeouts() throws Exception {
        run();

        assertThat(Files.readString(folder.resolve("calls"))).startsWith("SET lock_timeout = '2s';");
    }

    @Test
    void aReplicaThatIsBehindIsWaitedFor() throws Exception {
        write("lag", "300000000\n");
        Run run = run();

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .startsWith(
                        "waiting: a replica is 300000000 bytes behind",
                        "waiting: a replica is 150000000 bytes behind",
                        "left 2");
    }

    @Test
    void aStopFileEndsItBeforeTheNextCall() throws Exception {
        write("backfill.stop", "");
        Run run = run();

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.lines()).singleElement().asString().startsWith("stopped: backfill.stop is there");
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @Test
    void aPauseLastsAsLongAsItsFile() throws Exception {
        Path pause = write("backfill.pause", "");
        Run run = run(line -> {
            if (line.startsWith("paused")) {
                assertThat(folder.resolve("calls")).doesNotExist();
                assertThat(pause.toFile().delete() || Files.notExists(pause)).isTrue();
            }
        });

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).first().asString().startsWith("paused");
        assertThat(calls()).isEqualTo(4);
    }

    @Test
    void whatFailsIsTriedAgainAndThenEndsIt() throws Exception {
        write("broken", "");
        Run run = run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines())
                .containsExactly(
                        "connection lost", "connection lost", "gave up after 2 attempts; finished batches stay");
    }

    @Test
    void aBackfillThatDoesNotMoveIsNotCalledDone() throws Exception {
        write("stuck", "");
        Run run = run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines())
                .last()
                .asString()
                .startsWith("nothing moves any more")
                .endsWith("answered with 3");
    }

    private Path write(String file, String text) throws IOException {
        return Files.writeString(folder.resolve(file), text);
    }

    private long calls() throws IOException {
        return Files.readString(folder.resolve("calls"))
                .lines()
                .filter(line -> line.startsWith("CALL"))
                .count();
    }

    private Run run() throws IOException, InterruptedException {
        return run(line -> {});
    }

    /** With standard error among the lines. */
    private Run run(Consumer<String> seen) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "script.sh").directory(folder.toFile());
        builder.environment().merge("PATH", folder.toString(), (old, here) -> here + ":" + old);
        builder.environment().put("WAIT_SECONDS", "0.1");
        builder.environment().put("ATTEMPTS", "2");
        Process process = builder.redirectErrorStream(true).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                seen.accept(line);
            }
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), lines);
    }

    private record Run(int exitCode, List<String> lines) {}
}
