package dev.cofferdam.cli;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.migrations.Histories;
import dev.cofferdam.migrations.StartUpSettings;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.Playbooks;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.playbook.parts.RevisionProbes;
import dev.cofferdam.rehearse.Rehearsal;
import dev.cofferdam.report.FindingReport;
import dev.cofferdam.report.RehearsalText;
import dev.cofferdam.report.Scenarios;
import dev.cofferdam.scan.UsageScanner;
import dev.cofferdam.schema.NaiveTwin;
import dev.cofferdam.schema.ReplayedSchema;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import dev.cofferdam.validate.Validator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cofferdam rehearse}: a plan, played in a throw-away database. */
@Command(
        description = {
            "Plays a plan in a throw-away PostgreSQL: every step while the app versions that may run read and write,"
                    + " and every way back from every boundary. Says what was locked, what failed and what was lost."
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cofferdam rehearse cofferdam-plans/2026-11-26-rename-owners-telephone --repo ../clinic",
            "  cofferdam rehearse plan.yaml --rows 1000000 --seed 7",
            "  cofferdam rehearse plan.yaml --app v1=phone-number-branch",
            "  cofferdam rehearse plan.yaml --rehearse-on postgresql://postgres@scratch/postgres --rehearse-on-confirm scratch",
            "",
            "The server lives as long as the command; yours is never touched unless you lend one by naming",
            "it twice. Rows are made up from the",
            "schema: what your own rows hold, and how busy your server is, no rehearsal can know.",
        })
final class RehearseCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", arity = "1", paramLabel = "PLAN", description = "a plan.yaml, or the folder of a plan")
    private Path plan = Path.of("");

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "rows in the affected tables while the steps are played (default: 100000)")
    private long rows = RehearsalScale.USUAL.rows();

    @Option(names = "--seed", paramLabel = "N", description = "makes other rows and values (default: 1)")
    private long seed = RehearsalScale.USUAL.seed();

    @Option(
            names = "--app",
            paramLabel = "VERSION=GITREF",
            description =
                    "imitate a version of the plan by the statements in the code of this revision, such as v1=my-branch; may be repeated")
    private Map<String, String> revisions = new LinkedHashMap<>();

    @Option(names = "--scenarios", description = "say of each known scenario whether it was played, and where")
    private boolean scenarios;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "write the plan's page with what was seen now, for a browser")
    private Optional<Path> page = Optional.empty();

    @Mixin
    private final ScratchOptions scratch = new ScratchOptions();

    RehearseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RehearsalScale scale = RehearsalOptions.scale(rows, seed, "--rows");
        page.ifPresent(RehearsalPage::check);
        Plan written = PlanFile.read(Files.isDirectory(plan) ? plan.resolve("plan.yaml") : plan);
        revisions.keySet().forEach(label -> version(written, label));
        Path repository = Repositories.resolve(source.repo());
        scratch.login();
        Progress progress = new Progress(terminal.err(), Clock.system(ZoneId.systemDefault()));
        progress.begin("learning the schema");
        try (ThrowawayServer server = scratch.start(Optional.empty(), progress::detail);
                ThrowawayDatabase base = server.createDatabase("replayed")) {
            Schema schema = ReplayedSchema.of(
                    Histories.find(repository, source.schemaFile().map(Path::toAbsolutePath)), base);
            schema.table(written.change().table());
            Plan read = asInRevisions(written, repository, schema, naive(written, schema, server, base), progress);
            Rehearsed seen = Rehearsal.of(
                    new Rehearsal.Play(
                            read,
                            NaiveChange.statements(read.change(), schema),
                            schema,
                            StartUpSettings.of(repository)),
                    server,
                    base,
                    scale,
                    progress::begin);
            progress.end();
            return tell(read, seen, repository);
        }
    }

    private static Supplier<Schema> naive(Plan read, Schema schema, ThrowawayServer server, ThrowawayDatabase base) {
        return () -> NaiveTwin.of(
                server,
                base,
                NaiveChange.statements(read.change(), schema),
                schema.source(),
                refusal -> Playbooks.refused(read.change(), schema, refusal));
    }

    private Plan asInRevisions(
            Plan written, Path repository, Schema before, Supplier<Schema> after, Progress progress) {
        Plan read = written;
        for (Map.Entry<String, String> each : revisions.entrySet()) {
            AppVersion version = version(written, each.getKey());
            progress.begin("reading the code of " + version + " at " + each.getValue());
            try (Revision revision = Revision.of(repository, each.getValue())) {
                Schema schema = version.number() == 0 ? before : after.get();
                List<Usage> found = RevisionProbes.columns(written.change(), version).stream()
                        .flatMap(column -> UsageScanner.scan(revision.folder(), schema, column).usages().stream())
                        .toList();
                read = RevisionProbes.in(read, version, found, each.getValue());
            }
            long sent = read.probes().stream()
                    .filter(probe -> probe.version().equals(version) && !probe.isOfMapping())
                    .count();
            progress.end();
            progress.detail(version + " sends " + sent + (sent == 1 ? " statement" : " statements")
                    + " of its own there, besides what a mapper sends for whole rows");
        }
        return read;
    }

    private static AppVersion version(Plan plan, String label) {
        List<AppVersion> known =
                plan.probes().stream().map(Probe::version).distinct().sorted().toList();
        return known.stream()
                .filter(version -> label.equals(version.label()) || label.equals(version.toString()))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "the plan has no version `" + label + "`",
                        "--app",
                        "name one of " + known.stream().map(AppVersion::label).collect(Collectors.joining(", "))));
    }

    private int tell(Plan read, Rehearsed seen, Path repository) {
        Verdict verdict = Validator.validate(read, seen);
        List<Finding> open = verdict.findings();
        terminal.out().text().println(terminal.out().bold(read.change().summary()) + ", played\n");
        terminal.out().text().print(RehearsalText.of(read, seen));
        if (scenarios) {
            terminal.out().text().print(Scenarios.of(read, seen));
        }
        if (!open.isEmpty()) {
            terminal.out()
                    .text()
                    .print(terminal.out().colour() ? FindingReport.coloured(open) : FindingReport.plain(open));
        }
        terminal.out()
                .text()
                .println(
                        verdict.isAccepted()
                                ? "nothing failed and nothing was lost"
                                : "the plan does not hold as it stands");
        page.ifPresent(file -> RehearsalPage.write(file, read, seen, verdict, repository));
        return verdict.isAccepted() ? ExitCode.CLEAN : ExitCode.FINDINGS;
    }
}
