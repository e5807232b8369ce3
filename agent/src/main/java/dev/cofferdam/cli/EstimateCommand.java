package dev.cofferdam.cli;

import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.intent.Requests;
import dev.cofferdam.rehearse.BackfillTrial;
import dev.cofferdam.report.Words;
import dev.cofferdam.rows.BackfillEstimate;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.schema.live.Login;
import dev.cofferdam.toolbox.ReplayedSession;
import dev.cofferdam.toolbox.RequestReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cofferdam estimate}: what the backfill of a change costs. */
@Command(
        description =
                "Measures the backfill of a change over rows of your schema's shape, in a throw-away PostgreSQL, and says what"
                        + " it would be for the rows that your table has. Reads no code and writes no plan.",
        abbreviateSynopsis = true,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cofferdam estimate \"rename owners.telephone to phone_number\" --repo ../clinic --rows owners=12M",
            "  cofferdam estimate \"ALTER TABLE owners ALTER telephone TYPE text\" --rows owners=12M --rate 20000 --format json",
        })
final class EstimateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            arity = "1",
            paramLabel = "REQUEST",
            description = "what to change, as for plan: English, a DDL statement, or the path of a migration file")
    private String request = "";

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Mixin
    private final RowOptions rows = new RowOptions();

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "rows that the backfill is measured over (default: 100000)")
    private long sample = RehearsalScale.USUAL.rows();

    @Option(names = "--format", paramLabel = "text|json", description = "what to print (default: text)")
    private EstimateFormat format = EstimateFormat.TEXT;

    @Mixin
    private final ScratchOptions scratch = new ScratchOptions();

    EstimateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Clock clock = Clock.system(ZoneId.systemDefault());
        Path repository = Repositories.resolve(source.repo());
        request = Requests.movedTo(repository, request, Path.of("").toAbsolutePath());
        Requests.requireSomething(request, repository);
        List<RowCount> given = rows.given();
        OptionalLong rate = rows.rate();
        RehearsalScale scale = RehearsalOptions.scale(sample, RehearsalScale.USUAL.seed(), "--sample");
        Progress progress = new Progress(terminal.err(), clock);
        Optional<Login> live = database.login(progress::detail);
        ReplayedSession.Wish wish = new ReplayedSession.Wish(
                request,
                RequestReader.GRAMMAR,
                repository,
                source.schemaFile().map(Path::toAbsolutePath),
                Optional.empty(),
                live,
                Repositories.name(repository),
                table -> RowOptions.of(table, given, live.map(login -> () -> database.count(login, table))),
                rate,
                PlanCommand.byPlaybook(),
                clock.instant(),
                () -> scratch.start(live, progress::detail));
        progress.begin("learning the schema");
        try (ReplayedSession session = ReplayedSession.open(wish, progress::detail)) {
            RowCount count = session.rows(session.change().table());
            List<BackfillTrial.Measured> measured =
                    session.measureBackfills(scale, words -> progress.begin("measuring: " + words));
            progress.end();
            tell(new EstimateReport(
                    session.change(),
                    measured.stream().map(one -> line(one, count, rate)).toList()));
            return ExitCode.CLEAN;
        }
    }

    private void tell(EstimateReport report) {
        switch (format) {
            case TEXT -> report.print(terminal.out());
            case JSON -> terminal.out().text().print(report.json());
        }
    }

    private static EstimateReport.Line line(BackfillTrial.Measured measured, RowCount count, OptionalLong rate) {
        Estimate guess = BackfillEstimate.of(measured.step().id(), count, rate, List.of());
        long log = Math.round((double) measured.walBytes() / measured.rows() * count.rows());
        return new EstimateReport.Line(
                guess.measured(
                                measured.rowsPerSecond(),
                                Words.number(measured.rows()) + " rows, with nobody else at work",
                                measured.step().pauseMillis())
                        .withLog(log),
                measured);
    }
}
