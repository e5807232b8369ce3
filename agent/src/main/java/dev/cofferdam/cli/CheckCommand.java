package dev.cofferdam.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Configuration;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.migrations.JudgedFiles;
import dev.cofferdam.report.check.CheckAnnotations;
import dev.cofferdam.report.check.CheckJson;
import dev.cofferdam.report.check.CheckJunit;
import dev.cofferdam.report.check.CheckSarif;
import dev.cofferdam.report.check.CheckText;
import dev.cofferdam.report.check.LeftOut;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.rows.TableSizes;
import dev.cofferdam.rules.Rules;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.Policy;
import dev.cofferdam.rules.statements.VerdictMemory;
import dev.cofferdam.schema.live.LiveDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cofferdam check}: the rules alone, over migration files and over plans that a person edited. */
@Command(
        description = {
            "Checks migration files by the rules alone: what each statement locks, rewrites or breaks, and the safe"
                    + " way. Checks plans that you edited as well. Needs no network, no server and no model."
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cofferdam check src/main/resources/db/migration/V12__index.sql     a change, not released yet",
            "  cofferdam check . --write-baseline .cofferdam-baseline.json       what there is today",
            "  cofferdam check . --baseline .cofferdam-baseline.json             only what came since",
            "  cofferdam check src/main/resources/db/migration/V12__index.sql --fix --dry-run",
            "  cofferdam check plan.yaml --repo ../clinic --fail-on warning",
            "",
            "A file is judged in its history: what was there before it, and what it makes itself, counts.",
            "Named files are one change; of a folder each file is: what an earlier one made is deployed.",
            "A Liquibase changelog that bears a number, beside others, is one too; of one that has grown",
            "with the application each change set is, whether the file is named or its folder.",
            "A comment silences a rule at one statement, and says why:",
            "  -- cofferdam: suppress index-create-blocking because the table has 12 rows",
            "It stands before the statement or behind it; /* cofferdam: suppress ... because ... */ will do too.",
            "",
            "--fix also limits the wait for strong locks, by one line in each transaction, before the first:",
            "  SET LOCAL lock_timeout = '2s';",
            "",
            ".cofferdam.yaml in the repository (flags go first; unknown keys are refused):",
            "  engine: postgresql:16",
            "  rows: {owners: 12M}",
            "  check:",
            "    rules: {lock-timeout-missing: off, column-drop: warning}",
            "    suppress:",
            "      - {rule: table-drop, files: [db/cleanup/**], reason: nobody reads these}",
            "    advice: true",
            "    ignore: [db/legacy/**]",
            "",
            "Before each commit, with pre-commit (.pre-commit-config.yaml):",
            "  repos: [{repo: <this repository>, rev: <a version>, hooks: [{id: cofferdam-check}]}]",
            "",
            "Approvals in a plan count when they name a finding that the plan still has, about SQL that",
            "has not changed since.",
            "",
            "What could not be decided (a CALL, SQL that is built, what does not parse) is never a pass: it is",
            "listed apart. Who has read it says so, and why: -- cofferdam: suppress opaque-sql because ...",
            "",
            "Exit codes: 0 no findings at or above --fail-on, and all decided; 1 such findings, or places that",
            "could not be decided; 2 the command line, a file or the configuration is wrong; 3 we failed.",
        })
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "a migration file, a folder of them, - for SQL on standard input, a plan.yaml, or a plan's folder")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            description = "for plans: also say whether the repository's schema has changed since the plan was made")
    private Optional<Path> repo = Optional.empty();

    @Option(
            names = "--fail-on",
            paramLabel = "error|warning|info",
            description = "the least severity that makes the exit code 1 (default: error)")
    private FailOn failOn = FailOn.ERROR;

    @Option(
            names = "--engine",
            paramLabel = "PRODUCT:MAJOR",
            description = "the server that migrations run on (default: .cofferdam.yaml's, else postgresql:18)")
    private Optional<String> engine = Optional.empty();

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "ask this database, in a session that can only read, how big its tables are; hazards on small"
                    + " tables weigh less, on big ones more")
    private Optional<String> database = Optional.empty();

    @Option(names = "--advice", description = "also ask the rules that give advice about design")
    private boolean advice;

    @Option(
            names = "--rule",
            paramLabel = "RULE=off|info|warning|error",
            description = "give a rule this severity, or do not ask it; may be repeated")
    private Map<String, Configuration.Level> levels = new LinkedHashMap<>();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "do not report what this file holds, which --write-baseline wrote")
    private Optional<Path> baseline = Optional.empty();

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "write everything that is found into this file, to be reported no more")
    private Optional<Path> newBaseline = Optional.empty();

    @Option(
            names = "--fix",
            description =
                    "write the safe form into the named files where one statement has one and the tool that runs the"
                            + " file allows it; then check them again")
    private boolean fix;

    @Option(names = "--dry-run", description = "with --fix: print the changes as a diff, and change nothing")
    private boolean dryRun;

    @Option(
            names = "--format",
            paramLabel = "text|json|sarif|github|junit",
            description = "what to print (default: text)")
    private CheckFormat format = CheckFormat.TEXT;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The line that names files and folders, and perhaps the format. */
    static Optional<Callable<Integer>> plain(List<String> words, Terminal terminal) {
        return PlainCheck.read(words).map(line -> {
            CheckCommand command = new CheckCommand(terminal);
            command.files = line.files();
            command.format = line.format();
            return command;
        });
    }

    @Override
    public Integer call() {
        Path workingFolder = Path.of("").toAbsolutePath();
        Optional<Path> repository = repo.map(Repositories::resolve);
        // All are read before anything is printed, so that an unreadable one leaves no half a report.
        List<CheckedPlan> plans = files.stream()
                .filter(CheckCommand::isPlan)
                .map(file -> CheckedPlan.of(file, repository))
                .toList();
        List<Path> migrations = files.stream().filter(file -> !isPlan(file)).toList();
        CheckedFiles sources = new CheckedFiles(migrations, workingFolder);
        CheckRun run = run(migrations, sources, workingFolder);
        if (newBaseline.isPresent()) {
            int size = run.writeBaseline(newBaseline.get(), sources, workingFolder);
            print("wrote " + size + " findings to " + newBaseline.get() + "; commit it, and check with --baseline "
                    + newBaseline.get() + "\n");
            return ExitCode.CLEAN;
        }
        CheckRun rest = withoutKnown(run, sources, workingFolder);
        if (fix || dryRun) {
            FixedSources.refuse(files, plans);
            return fixed(rest, sources, migrations, workingFolder);
        }
        tell(rest.stale());
        sources.notes().forEach(note -> terminal.err().text().println(note));
        print(report(plans, rest, sources));
        return exitCode(plans, rest.checked());
    }

    private CheckRun withoutKnown(CheckRun run, CheckedFiles sources, Path workingFolder) {
        return baseline.map(file -> run.without(file, sources, workingFolder)).orElse(run);
    }

    private int fixed(CheckRun run, CheckedFiles sources, List<Path> migrations, Path workingFolder) {
        FixedSources fixes = new FixedSources(workingFolder);
        CheckSettings settings = CheckSettings.of(migrations, workingFolder);
        Optional<OldestForms> forms = settings.oldest(engine)
                .map(oldest -> new OldestForms(oldest, sources, settings.policy(levels, advice), settings));
        List<StatementFinding> findings = run.checked().findings();
        List<StatementFinding> fixed = forms.map(old -> old.of(findings)).orElse(findings);
        sources.histories().forEach(history -> fixes.add(history, fixed));
        terminal.err().text().print(fixes.summary(dryRun));
        forms.filter(old -> fixes.any()).ifPresent(old -> terminal.err().text().print(old.note()));
        if (dryRun) {
            print(fixes.diff());
            return exitCode(List.of(), run.checked());
        }
        fixes.write();
        CheckedFiles again = new CheckedFiles(migrations, workingFolder);
        CheckRun rest = withoutKnown(run(migrations, again, workingFolder), again, workingFolder);
        print(report(List.of(), rest, again));
        return exitCode(List.of(), rest.checked());
    }

    private CheckRun run(List<Path> migrations, CheckedFiles sources, Path workingFolder) {
        CheckSettings settings = CheckSettings.of(migrations, workingFolder);
        List<RowCount> rows = settings.rows();
        Optional<TableSizes> live = database.map(url -> sizes(url));
        Policy policy = settings.policy(levels, advice)
                .sized(table -> live.flatMap(sizes -> sizes.find(table)).or(() -> CheckSettings.size(rows, table)));
        // Sizes of a database may be others the next time, with nothing to see it by.
        Optional<KeptVerdicts> kept = database.isPresent()
                ? Optional.empty()
                : KeptVerdicts.of(terminal.environment(), circumstances(settings));
        VerdictMemory memory = kept.isPresent() ? kept.get() : VerdictMemory.NONE;
        CheckRun run = CheckRun.of(sources, settings.engine(engine), policy, settings, memory);
        kept.ifPresent(KeptVerdicts::write);
        return run;
    }

    /** The flags that verdicts hang on, and all that the configuration says. */
    private String circumstances(CheckSettings settings) {
        return advice + " " + new TreeMap<>(levels) + "\n" + files + "\n" + settings.circumstances();
    }

    private TableSizes sizes(String url) {
        DatabaseOptions options = new DatabaseOptions(Optional.of(url));
        try (LiveDatabase live = LiveDatabase.open(
                options.login(words -> terminal.err().text().println(words)).orElseThrow())) {
            return TableSizes.of(live);
        }
    }

    /** A plan.yaml, whether or not it is there, or a folder that holds one. */
    private static boolean isPlan(Path file) {
        return file.endsWith("plan.yaml")
                || Files.isDirectory(file) && Files.exists(file.resolve("plan.yaml"))
                || isYaml(file)
                        && Files.isRegularFile(file)
                        && Files.isReadable(file)
                        && !JudgedFiles.isChangelog(file);
    }

    private static boolean isYaml(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private void tell(List<String> stale) {
        if (!stale.isEmpty()) {
            terminal.err()
                    .text()
                    .println("the baseline holds " + stale.size()
                            + " entries that nothing matches any more; --write-baseline drops them:");
            stale.forEach(entry -> terminal.err().text().println("  " + entry));
        }
    }

    private String report(List<CheckedPlan> plans, CheckRun run, CheckedFiles sources) {
        if (format == CheckFormat.TEXT) {
            return text(plans, run, sources);
        }
        Checked all = PlanFindings.with(plans, run.checked());
        return switch (format) {
            case TEXT -> throw new IllegalStateException("printed above");
            case JSON -> json(plans, all, run.leftOut());
            case SARIF -> CheckSarif.of(all, summaries(), Build.current().version());
            case GITHUB -> CheckAnnotations.of(all);
            case JUNIT -> CheckJunit.of(all, severity -> failOn.isReached(List.of(severity)));
        };
    }

    private String text(List<CheckedPlan> plans, CheckRun run, CheckedFiles sources) {
        boolean colour = terminal.out().colour();
        String aboutPlans = CheckReport.text(plans, colour);
        boolean plansAlone = !plans.isEmpty() && plans.size() == files.size();
        return plansAlone
                ? aboutPlans
                : aboutPlans
                        + (plans.isEmpty() ? "" : "\n")
                        + CheckText.of(run.checked(), run.leftOut(), sources, colour);
    }

    private static String json(List<CheckedPlan> plans, Checked all, LeftOut leftOut) {
        ObjectNode root = CheckJson.of(all, leftOut);
        CheckReport.describe(plans, root.putArray("plans"));
        return root.toPrettyString() + "\n";
    }

    private int exitCode(List<CheckedPlan> plans, Checked checked) {
        List<Severity> severities = new ArrayList<>();
        plans.forEach(plan -> severities.addAll(plan.severities()));
        checked.findings().stream()
                .map(StatementFinding::finding)
                .forEach(finding -> severities.add(finding.severity()));
        // "Could not decide" is never a pass, whatever the threshold: design.md, section 7.
        boolean undecided = !checked.undecided().isEmpty();
        return undecided || failOn.isReached(severities) ? ExitCode.FINDINGS : ExitCode.CLEAN;
    }

    private static Map<String, String> summaries() {
        return Rules.infos().stream().collect(Collectors.toMap(RuleInfo::id, RuleInfo::summary, (one, same) -> one));
    }

    private void print(String text) {
        terminal.out().text().print(text);
    }
}
