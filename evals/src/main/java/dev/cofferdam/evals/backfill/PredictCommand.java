package dev.cofferdam.evals.backfill;

import dev.cofferdam.cli.ExitCode;
import dev.cofferdam.cli.Terminal;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.rehearse.BackfillTrial;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.server.ThrowawayServer;
import dev.cofferdam.toolbox.ReplayedSession;
import dev.cofferdam.toolbox.RequestReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cofferdam predict}: what was said of backfills on the word of 100,000 rows, and what they took. */
@Command(
        description =
                "Measures the backfill of a rename over 100,000 rows of each table shape, then over more rows, and compares.",
        abbreviateSynopsis = true,
        sortOptions = false)
final class PredictCommand implements Callable<Integer> {
    private static final long SAMPLE = 100_000;

    /** Seeds of samples and of the tables that they speak for are never the same. */
    private static final long OTHER_SEEDS = 1_000;

    private final Terminal terminal;

    @Option(
            names = "--shapes",
            paramLabel = "NAME,...",
            split = ",",
            description = "table shapes, files of --folder (default: ${DEFAULT-VALUE})")
    private List<String> shapes = List.of("narrow", "wide", "indexed", "triggered", "referencing");

    @Option(names = "--folder", paramLabel = "DIR", description = "where they lie (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("evals/backfill");

    @Option(
            names = "--sizes",
            paramLabel = "N,...",
            split = ",",
            description = "rows of the tables, such as 300k or 3M (default: ${DEFAULT-VALUE})")
    private List<String> sizes = List.of("100k", "300k", "1M", "3M");

    @Option(names = "--repeats", paramLabel = "N", description = "of everything (default: ${DEFAULT-VALUE})")
    private int repeats = 3;

    PredictCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PrintWriter out = terminal.out().text();
        List<Long> rows = sizes.stream()
                .map(size -> RowCount.parse("subject=" + size).rows())
                .toList();
        out.print("shape\trows\tsample s\tlow s\thigh s\tactual s\trange\ttime share\tlog share\n");
        List<Prediction> all = new ArrayList<>();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            for (String shape : shapes) {
                BackfillTrial.Measured sample = backfill(shape, SAMPLE, repeat);
                for (long size : rows) {
                    Prediction one = new Prediction(shape, sample, backfill(shape, size, OTHER_SEEDS + repeat));
                    all.add(one);
                    out.print(one.line());
                    out.flush();
                }
            }
        }
        out.print(new PredictionPage(all).text());
        return ExitCode.CLEAN;
    }

    /** As the command {@code estimate} measures it. */
    private BackfillTrial.Measured backfill(String shape, long rows, long seed) {
        ReplayedSession.Wish wish = new ReplayedSession.Wish(
                "rename subject.old to fresh",
                RequestReader.GRAMMAR,
                folder,
                Optional.of(folder.resolve(shape + ".sql").toAbsolutePath()),
                Optional.empty(),
                Optional.empty(),
                "evals",
                RowCount::assumed,
                OptionalLong.empty(),
                new PlannedBy("playbook", Optional.empty(), "evals", Optional.empty()),
                Instant.EPOCH,
                () -> ThrowawayServer.start(Path.of(System.getProperty("java.io.tmpdir"), "cofferdam-predict")));
        try (ReplayedSession session = ReplayedSession.open(wish, words -> {})) {
            return session.measureBackfills(RehearsalScale.of(rows, seed), words -> {})
                    .get(0);
        }
    }
}
