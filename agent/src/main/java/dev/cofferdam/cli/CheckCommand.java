package dev.cofferdam.cli;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.JudgedFiles;
import dev.cofferdam.report.check.CheckAnnotations;
import dev.cofferdam.report.check.CheckJson;
import dev.cofferdam.report.check.CheckJunit;
import dev.cofferdam.report.check.CheckSarif;
import dev.cofferdam.report.check.CheckText;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.StatementRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cofferdam check}: the rules alone, over plans that a person edited. */
@Command(
        description =
                "Checks plans by the rules alone, such as one that you edited. Needs no network, no server and no model.",
        abbreviateSynopsis = true,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cofferdam check cofferdam-plans/2026-01-31-rename-owners-telephone-to-phone_number/plan.yaml",
            "  cofferdam check plan.yaml --repo ../clinic --fail-on warning",
            "",
            "Approvals in a plan count when they name a finding that the plan still has, about SQL that",
            "has not changed since. Exit code 1 says that findings at or above --fail-on are left.",
        })
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "a plan.yaml, or the folder of a plan")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            description = "also say whether the repository's schema has changed since the plan was made")
    private Optional<Path> repo = Optional.empty();

    @Option(
            names = "--fail-on",
            paramLabel = "error|warning|info",
            description = "the least severity that makes the exit code 1 (default: error)")
    private FailOn failOn = FailOn.ERROR;

    @Option(
            names = "--engine",
            paramLabel = "PRODUCT:MAJOR",
            description = "the server that migrations run on (default: postgresql:18)")
    private Optional<String> engine = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "text|json|sarif|github|junit",
            description = "what to print (default: text)")
    private CheckFormat format = CheckFormat.TEXT;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Path> plans = files.stream().filter(CheckCommand::isPlan).toList();
        List<Path> migrations = files.stream().filter(file -> !isPlan(file)).toList();
        if (!plans.isEmpty() && !migrations.isEmpty()) {
            throw new UserError(
                    "`" + plans.get(0) + "` is a plan and `" + migrations.get(0) + "` is not",
                    "FILE",
                    "check plans and migration files in two runs");
        }
        return migrations.isEmpty() ? checkPlans() : checkMigrations(migrations);
    }

    /** A plan.yaml, whether or not it is there, or a folder that holds one. */
    private static boolean isPlan(Path file) {
        return file.endsWith("plan.yaml")
                || Files.isDirectory(file) && Files.exists(file.resolve("plan.yaml"))
                || isYaml(file) && Files.isRegularFile(file) && !JudgedFiles.isChangelog(file);
    }

    private static boolean isYaml(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private int checkPlans() {
        Optional<Path> repository = repo.map(Repositories::resolve);
        // All are read before anything is printed, so that an unreadable one leaves no half a report.
        List<CheckedPlan> checked =
                files.stream().map(file -> CheckedPlan.of(file, repository)).toList();
        List<Severity> severities =
                checked.stream().flatMap(plan -> plan.severities().stream()).toList();
        print(
                switch (format) {
                    case TEXT -> CheckReport.text(checked, terminal.out().colour());
                    case JSON -> CheckReport.json(checked);
                    case SARIF, GITHUB, JUNIT ->
                        throw new UserError(
                                "plans are not reported as " + format.name().toLowerCase(Locale.ROOT),
                                "--format",
                                "use --format text or --format json");
                });
        return failOn.isReached(severities) ? ExitCode.FINDINGS : ExitCode.CLEAN;
    }

    private int checkMigrations(List<Path> migrations) {
        Path workingFolder = Path.of("").toAbsolutePath();
        Checked checked = CheckedFiles.of(
                migrations, workingFolder, engine.map(Engine::parse).orElse(Engine.postgresql(18)));
        print(
                switch (format) {
                    case TEXT ->
                        CheckText.of(
                                checked,
                                new CheckedFiles(workingFolder),
                                terminal.out().colour());
                    case JSON -> CheckJson.of(checked).toPrettyString() + "\n";
                    case SARIF ->
                        CheckSarif.of(checked, summaries(), Build.current().version());
                    case GITHUB -> CheckAnnotations.of(checked);
                    case JUNIT -> CheckJunit.of(checked, severity -> failOn.isReached(List.of(severity)));
                });
        List<Severity> severities = checked.findings().stream()
                .map(found -> found.finding().severity())
                .toList();
        return failOn.isReached(severities) ? ExitCode.FINDINGS : ExitCode.CLEAN;
    }

    private static Map<String, String> summaries() {
        return StatementRules.infos().stream().collect(Collectors.toMap(RuleInfo::id, RuleInfo::summary));
    }

    private void print(String text) {
        terminal.out().text().print(text);
    }
}
