package dev.cofferdam.evals.rules;

import dev.cofferdam.cli.ExitCode;
import dev.cofferdam.cli.Terminal;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cofferdam bench}: measures {@code check}. */
@Command(
        description = "Measures `check` by the cases that other checkers ship, and over real migration files.",
        abbreviateSynopsis = true,
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "WHAT",
            description = "peers: labelled cases of other checkers. cases: those on which we disagree, with their SQL. "
                    + "parse: the parser against the server's grammar. oracle: the facts that it reads against the server's parse trees. "
                    + "sample: findings over real files, to be judged")
    private What what = What.peers;

    @Option(names = "--squawk", paramLabel = "DIR", description = "checkout of sbdchd/squawk")
    private Optional<Path> squawk = Optional.empty();

    @Option(
            names = "--pgls",
            paramLabel = "DIR",
            description = "checkout of supabase-community/postgres-language-server")
    private Optional<Path> pgls = Optional.empty();

    @Option(names = "--diesel", paramLabel = "DIR", description = "checkout of ayarotsky/diesel-guard")
    private Optional<Path> diesel = Optional.empty();

    @Option(names = "--squawk-cli", paramLabel = "FILE", description = "also ask this executable")
    private Optional<Path> squawkCli = Optional.empty();

    @Option(names = "--pgfence-cli", paramLabel = "FILE", description = "also ask this executable")
    private Optional<Path> pgfenceCli = Optional.empty();

    @Option(names = "--lists", paramLabel = "DIR", description = "where the lists are (default: ${DEFAULT-VALUE})")
    private Path lists = Path.of("evals/rules");

    BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Option(
            names = "--corpus",
            paramLabel = "DIR",
            description = "parse, oracle, sample: real migration files, as corpus.tsv lists them")
    private Path corpus = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "parse, sample: decides what is broken, or drawn (default: ${DEFAULT-VALUE})")
    private long seed = 20261126;

    @Option(names = "--size", paramLabel = "N", description = "sample: how many (default: ${DEFAULT-VALUE})")
    private int size = 150;

    /** What is asked for. */
    enum What {
        peers,
        cases,
        parse,
        oracle,
        sample
    }

    @Override
    public Integer call() {
        PrintWriter out = terminal.out().text();
        if (what == What.parse) {
            out.print(onServer(new ParseRun(corpus, seed)::page));
            return ExitCode.CLEAN;
        }
        if (what == What.oracle) {
            out.print(onServer(new OracleRun(corpus)::page));
            return ExitCode.CLEAN;
        }
        if (what == What.sample) {
            out.print(new SampleRun(corpus, seed, size).lines());
            return ExitCode.CLEAN;
        }
        List<PeerCase> all = new ArrayList<>();
        squawk.ifPresent(root -> all.addAll(SquawkCases.in(root)));
        pgls.ifPresent(root -> all.addAll(PglsCases.in(root)));
        diesel.ifPresent(root -> all.addAll(DieselCases.in(root)));
        PeerRun run = new PeerRun(PeerRules.read(lists.resolve("peer-rules.tsv")));
        List<PeerCase> comparable = run.comparable(all);
        List<PeerOutcome> outcomes = new ArrayList<>(run.ours(comparable));
        switch (what) {
            case peers -> {
                squawkCli.ifPresent(tool -> outcomes.addAll(run.theirs(comparable, PeerTool.SQUAWK, tool)));
                pgfenceCli.ifPresent(tool -> outcomes.addAll(run.theirs(comparable, PeerTool.PGFENCE, tool)));
                out.print(new PeerPage(reasons()).of(all, outcomes));
            }
            case cases, parse, oracle, sample ->
                outcomes.stream()
                        .filter(one -> !one.agrees())
                        .forEach(one -> out.println(one.line() + "\n" + one.of().sql()));
        }
        return ExitCode.CLEAN;
    }

    /** Makes a page with the help of a throw-away server. */
    private interface Page {
        String of(Path cache) throws SQLException;
    }

    private static String onServer(Page page) {
        try {
            return page.of(Path.of(System.getProperty("java.io.tmpdir"), "cofferdam-bench"));
        } catch (SQLException e) {
            throw new IllegalStateException("the throw-away server did not answer", e);
        }
    }

    private Map<String, String> reasons() {
        Path file = lists.resolve("peer-disagreements.tsv");
        return Files.exists(file) ? PeerPage.reasons(PeerFiles.text(file)) : Map.of();
    }
}
