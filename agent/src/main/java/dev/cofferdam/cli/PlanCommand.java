package dev.cofferdam.cli;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.intent.Requests;
import dev.cofferdam.loop.Budget;
import dev.cofferdam.loop.Entry;
import dev.cofferdam.loop.Guidance;
import dev.cofferdam.loop.Outcome;
import dev.cofferdam.loop.PlannerLoop;
import dev.cofferdam.loop.PlaybookModel;
import dev.cofferdam.loop.Redaction;
import dev.cofferdam.loop.Transcript;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.schema.live.Login;
import dev.cofferdam.toolbox.Consent;
import dev.cofferdam.toolbox.ReplayedSession;
import dev.cofferdam.toolbox.RepositoryFiles;
import dev.cofferdam.toolbox.RepositoryWorkbench;
import dev.cofferdam.toolbox.RequestReader;
import dev.cofferdam.toolbox.WorkbenchToolbox;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cofferdam plan}: from a request to an emitted plan. */
@Command(
        description =
                "Plans a schema change that never stops the application. Before the plan is written it is checked by rules, and"
                        + " played in a throw-away PostgreSQL with rows and traffic.",
        abbreviateSynopsis = true,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cofferdam plan \"rename owners.telephone to phone_number\" --repo ../clinic --rows owners=12M",
            "  cofferdam plan \"ALTER TABLE owners RENAME telephone TO phone_number\"",
            "  cofferdam plan src/main/resources/db/migration/V9__rename_telephone.sql --out plans/phone",
            "",
            "The plan's folder holds plan.yaml (to keep), plan.html and plan.md (to read), sql/ and rollback/ (to run),",
            "edits.md (to do) and transcript.jsonl (how it came about). Nothing is ever run on your",
            "database; --db reads its catalogs and counts rows, in a session that can only read.",
        })
final class PlanCommand implements Callable<Integer> {
    /** The oldest major version whose locks and proofs the plans rely on. */
    private static final int OLDEST = 12;

    /** Where plans go in a repository, unless told otherwise. */
    static final String PLANS = "cofferdam-plans";

    private static final DateTimeFormatter RUN_TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);

    private final Terminal terminal;

    @Parameters(
            index = "0",
            arity = "1",
            paramLabel = "REQUEST",
            description =
                    "what to change: English, a DDL statement, or the path of a migration file (from here, else from the repository)")
    private String request = "";

    @Mixin
    private final SourceOptions source = new SourceOptions();

    @Option(
            names = "--rows",
            paramLabel = "TABLE=N",
            description = "how many rows a table has, such as owners=12M; may be repeated")
    private List<String> rows = new ArrayList<>();

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "rows per second that a backfill reaches on your server, pauses included, if you know it")
    private Optional<Long> rate = Optional.empty();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--engine",
            paramLabel = "NAME:MAJOR",
            description = "your engine and major version (default: the embedded PostgreSQL's)")
    private Optional<String> engine = Optional.empty();

    @Option(
            names = "--consumer",
            paramLabel = "NAME",
            description = "what the plan calls the service (default: the repository's folder name)")
    private Optional<String> consumer = Optional.empty();

    @Option(
            names = "--approve",
            paramLabel = "FINDING=REASON",
            description = "accept a finding by its id, with the reason; needs --approver; may be repeated")
    private Map<String, String> approvals = new LinkedHashMap<>();

    @Option(
            names = "--approver",
            paramLabel = "NAME",
            description = "who accepts them; somebody else than the author of the change")
    private Optional<String> approver = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where to write the plan (default: cofferdam-plans/<date>-<change>/ in the repository)")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "text|md",
            description = "what to print: a summary (text, the default) or the whole plan as Markdown (md)")
    private PlanFormat format = PlanFormat.TEXT;

    @Mixin
    private final RehearsalOptions rehearsal = new RehearsalOptions();

    @Mixin
    private final ScratchOptions scratch = new ScratchOptions();

    @Mixin
    private final ModelOptions modelOptions = new ModelOptions();

    PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Clock clock = Clock.system(ZoneId.systemDefault());
        Path repository = Repositories.withCode(source.repo());
        request = Requests.movedTo(repository, request, Path.of("").toAbsolutePath());
        Requests.requireSomething(request, repository);
        PlanFolder.requireRoom(
                out.map(PlanCommand::absolute).orElse(repository.resolve(PLANS).resolve("new")), out.isPresent());
        List<RowCount> given = rows.stream().map(RowCount::parse).toList();
        List<Consent> consents = consents();
        Optional<ModelPlanner> model = modelOptions.isModelWanted()
                ? Optional.of(ModelPlanner.from(modelOptions, terminal.environment()))
                : Optional.empty();
        Budget budget = modelOptions.budget();
        rehearsal.check(scratch.login().isPresent());
        rate.ifPresent(PlanCommand::requireRate);
        Progress progress = new Progress(terminal.err(), clock);
        Optional<Login> live = database.login(progress::detail);
        ReplayedSession.Wish wish = new ReplayedSession.Wish(
                request,
                model.map(planner -> planner.reader(Redaction.knowing(secrets()), clock, progress::detail))
                        .orElse(RequestReader.GRAMMAR),
                repository,
                source.schemaFile().map(Path::toAbsolutePath),
                engine.map(PlanCommand::supported),
                live,
                consumer.orElseGet(() -> Repositories.name(repository)),
                table -> rowsOf(table, given, live),
                rate.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                model.map(ModelPlanner::plannedBy).orElseGet(PlanCommand::byPlaybook),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                () -> scratch.start(live, progress::detail));
        model.ifPresent(ModelPlanner::warmUp);
        progress.begin("learning the schema");
        try (ReplayedSession session = ReplayedSession.open(wish, progress::detail)) {
            progress.begin("trying the SQL on an empty copy");
            session.tryOut();
            // Now, because an error of the caller would become an error of the planner's tool later.
            session.rows(session.change().table());
            String name = LocalDate.now(clock) + "-"
                    + PlanFolder.slug(session.change().summary());
            Path target = out.map(PlanCommand::absolute)
                    .orElse(repository.resolve(PLANS).resolve(name));
            try (PlanFolder folder = PlanFolder.reserve(target, out.isPresent())) {
                model.ifPresent(planner -> folder.rescueTo(runRecord(folder, clock)));
                RepositoryWorkbench workbench =
                        new RepositoryWorkbench(session, consents, rehearsal.rehearser(session, progress));
                Outcome outcome = plan(session, workbench, folder, clock, progress, model, budget);
                progress.end();
                return new PlanOutcome(terminal, folder, format, SourceHost.of(repository)).tell(outcome);
            }
        }
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private Outcome plan(
            ReplayedSession session,
            RepositoryWorkbench workbench,
            PlanFolder folder,
            Clock clock,
            Progress progress,
            Optional<ModelPlanner> planner,
            Budget budget) {
        Redaction redaction = Redaction.knowing(secrets());
        WorkbenchToolbox toolbox = WorkbenchToolbox.forPlanning(
                workbench, new RepositoryFiles(session.repository(), redaction), redaction, clock);
        if (planner.isPresent()) {
            progress.end();
            return planner.get().plan(request, session, toolbox, folder, redaction, clock, terminal.err());
        }
        PlaybookModel model = new PlaybookModel(session.change());
        Entry.Session head =
                new Entry.Session(folder.name(), Build.current().version(), model.name(), "", new TreeMap<>());
        try (Transcript transcript = Transcript.create(folder.transcript(), head, clock, redaction)) {
            transcript.append(Entry.User.person(request));
            return new PlannerLoop(clock, Guidance.packaged(), progress::entry).run(transcript, model, toolbox, budget);
        }
    }

    private static PlannedBy byPlaybook() {
        return new PlannedBy(
                PlaybookModel.NAME, Optional.empty(), Build.current().version(), Optional.empty());
    }

    /** Where the transcript goes when no plan comes of it: it cost money, and tells why. */
    private Path runRecord(PlanFolder folder, Clock clock) {
        return Caches.folder(terminal.environment())
                .resolve("runs")
                .resolve(folder.name() + "-" + RUN_TIME.format(LocalTime.now(clock)) + ".jsonl");
    }

    private RowCount rowsOf(TableRef table, List<RowCount> given, Optional<Login> live) {
        return given.stream()
                .filter(count -> count.table().isSameTable(table))
                .findFirst()
                .map(count -> new RowCount(table, count.rows(), count.source()))
                .or(() -> live.map(login -> database.count(login, table)))
                .orElseGet(() -> noRowsGiven(table, given));
    }

    /** A number for a table that the plan does not touch is a typo that would otherwise go unnoticed. */
    static RowCount noRowsGiven(TableRef table, List<RowCount> given) {
        if (given.isEmpty()) {
            return RowCount.assumed(table);
        }
        throw new UserError(
                "the plan needs the rows of `" + table + "`, and --rows names only "
                        + String.join(
                                ", ",
                                given.stream()
                                        .map(count -> "`" + count.table() + "`")
                                        .toList()),
                "--rows",
                "write --rows " + table + "=N");
    }

    /** What is drafted is PostgreSQL's SQL, and its locks are PostgreSQL's. */
    static Engine supported(String text) {
        Engine engine = Engine.parse(text);
        if (engine.product() != Engine.Product.POSTGRESQL) {
            throw new UserError(
                    "changes of " + engine.product().name().toLowerCase(Locale.ROOT) + " cannot be planned yet",
                    "--engine",
                    "plan for PostgreSQL, such as postgresql:17");
        }
        if (engine.major() < OLDEST) {
            throw new UserError(
                    "PostgreSQL " + engine.major() + " is older than the plans are made for",
                    "--engine",
                    "upgrade to PostgreSQL " + OLDEST
                            + " or newer first; before that, no validated check spares the scan of SET NOT NULL");
        }
        return engine;
    }

    static void requireRate(long rate) {
        if (rate < 1) {
            throw new UserError("a backfill of " + rate + " rows per second never ends", "--rate", "give 1 or more");
        }
    }

    private List<Consent> consents() {
        if (!approvals.isEmpty() && approver.filter(name -> !name.isBlank()).isEmpty()) {
            throw new UserError(
                    "an approval needs a person", "--approve", "name who accepts the finding with --approver NAME");
        }
        approvals.forEach((finding, reason) -> {
            if (reason.isBlank()) {
                throw new UserError(
                        "the approval of `" + finding + "` has no reason",
                        "--approve",
                        "write FINDING=why it is harmless");
            }
        });
        return approvals.entrySet().stream()
                .map(approval -> new Consent(approval.getKey(), approver.orElse(""), approval.getValue()))
                .toList();
    }

    private List<String> secrets() {
        return secrets(database, scratch, terminal);
    }

    /** What must be shown and sent nowhere. */
    static List<String> secrets(DatabaseOptions database, ScratchOptions scratch, Terminal terminal) {
        return Stream.concat(
                        Stream.concat(database.secrets().stream(), scratch.secrets().stream()),
                        Stream.of(
                                        "COFFERDAM_DB_PASSWORD",
                                        "COFFERDAM_SCRATCH_PASSWORD",
                                        "OPENAI_API_KEY",
                                        "GITHUB_TOKEN")
                                .map(name -> terminal.environment().getOrDefault(name, "")))
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
