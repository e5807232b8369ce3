package dev.cofferdam.evals.usages;

import dev.cofferdam.cli.ExitCode;
import dev.cofferdam.cli.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cofferdam truth}: measures {@code usages} against truths that the scanner had no part in. */
@Command(
        description = "Measures `usages` against what commits say about the columns that they renamed or dropped.",
        abbreviateSynopsis = true,
        sortOptions = false)
final class TruthCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description =
                    "propose: cases from a mirror. history: score the listed cases. page: history again from files of outcomes. "
                            + "runtime: score what a spy saw. sample: usages to judge")
    private What what = What.history;

    @Parameters(
            index = "1..*",
            paramLabel = "OWNER/NAME",
            description = "only these repositories; page: files of outcomes")
    private List<String> repositories = List.of();

    @Option(names = "--mirrors", paramLabel = "DIR", description = "git mirrors with history, owner+name")
    private Path mirrors = Path.of("");

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "where parents are laid out (default: a folder in the temporary one)")
    private Path work = Path.of(System.getProperty("java.io.tmpdir"), "cofferdam-truth");

    @Option(names = "--list", paramLabel = "FILE", description = "cases (default: evals/usages/history.tsv)")
    private Path list = Path.of("evals/usages/history.tsv");

    @Option(names = "--excused", paramLabel = "FILE", description = "default: evals/usages/history-excused.tsv")
    private Path excused = Path.of("evals/usages/history-excused.tsv");

    @Option(names = "--repo", paramLabel = "DIR", description = "runtime, sample: the checkout")
    private Path repo = Path.of("");

    @Option(names = "--seen", paramLabel = "FILE", description = "runtime: what jdbc-spy.jar derived")
    private Path seen = Path.of("");

    @Option(names = "--schema", paramLabel = "FILE", description = "runtime, sample: as for `usages`")
    private Optional<Path> schema = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "sample: decides the draw (default: ${DEFAULT-VALUE})")
    private long seed = 20261126;

    @Option(names = "--count", paramLabel = "N", description = "sample: how many (default: ${DEFAULT-VALUE})")
    private int count = 25;

    @Option(names = "--outcomes", paramLabel = "FILE", description = "also write each file's outcome here")
    private Path outcomes = Path.of("");

    TruthCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What is asked for. */
    enum What {
        propose,
        history,
        page,
        runtime,
        sample
    }

    @Override
    public Integer call() {
        PrintWriter out = terminal.out().text();
        switch (what) {
            case propose ->
                repositories.forEach(name -> HistoryTruth.propose(Mirror.in(mirrors, name), name)
                        .forEach(truth -> out.println(truth.of().line() + "\t# " + truth.files())));
            case history -> out.print(history());
            case page ->
                out.print(HistoryPage.of(repositories.stream()
                        .flatMap(file -> HistoryRun.kept(Path.of(file), Excuses.read(excused)).stream())
                        .toList()));
            case runtime -> out.print(runtime());
            case sample ->
                Sample.draw(new Scanned(repo, schema), seed, count)
                        .forEach(usage -> out.println(Sample.line(name(), usage)));
        }
        return ExitCode.CLEAN;
    }

    private String name() {
        return repo.toAbsolutePath().normalize().getFileName().toString();
    }

    private String runtime() {
        List<RuntimeRun.Outcome> found = new RuntimeRun(repo, schema).run(RuntimeTruth.read(seen));
        write(found.stream().map(RuntimeRun.Outcome::line).toList());
        return RuntimeRun.page(name(), found);
    }

    private String history() {
        List<HistoryCase> cases = HistoryCase.read(list).stream()
                .filter(one -> repositories.isEmpty() || repositories.contains(one.repository()))
                .toList();
        List<HistoryRun.Outcome> found = new HistoryRun(
                        mirrors, work, Excuses.read(excused), terminal.err().text())
                .run(cases);
        write(found.stream().map(HistoryRun.Outcome::line).toList());
        return HistoryPage.of(found);
    }

    private void write(List<String> lines) {
        if (outcomes.toString().isEmpty()) {
            return;
        }
        try {
            Files.write(outcomes, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
