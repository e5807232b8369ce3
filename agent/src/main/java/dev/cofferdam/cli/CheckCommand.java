package dev.cofferdam.cli;

import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
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

    @Option(names = "--format", paramLabel = "text|json", description = "what to print (default: text)")
    private CheckFormat format = CheckFormat.TEXT;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<Path> repository = repo.map(Repositories::resolve);
        // All are read before anything is printed, so that an unreadable one leaves no half a report.
        List<CheckedPlan> checked =
                files.stream().map(file -> checked(file, repository)).toList();
        List<Severity> severities =
                checked.stream().flatMap(plan -> plan.severities().stream()).toList();
        terminal.out()
                .text()
                .print(
                        format == CheckFormat.JSON
                                ? CheckReport.json(checked)
                                : CheckReport.text(checked, terminal.out().colour()));
        return failOn.isReached(severities) ? ExitCode.FINDINGS : ExitCode.CLEAN;
    }

    private static CheckedPlan checked(Path file, Optional<Path> repository) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".sql")) {
            throw new UserError(
                    (Files.exists(file) ? "`" + file + "` is a migration file" : "there is no file `" + file + "`")
                            + "; migration files cannot be checked yet",
                    "FILE",
                    "plan the change, and check its plan.yaml: cofferdam plan " + file);
        }
        return CheckedPlan.of(file, repository);
    }
}
