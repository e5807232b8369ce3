package dev.cofferdam.rehearse;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.StartUpChecks;
import dev.cofferdam.domain.StartUpChecks.History;
import dev.cofferdam.domain.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the migration tool of an instance makes of the history that it finds when it starts, by rule: Flyway and Liquibase are not run here, and the
 * rules are those that their own runs in the tests keep to ({@code HistoryAtStartTest}). A build carries the files of the steps before its deploy.
 */
final class HistoryCheck {
    private final StartUpChecks checks;
    private final List<Step> steps;

    HistoryCheck(Plan plan, StartUpChecks checks) {
        this.checks = checks;
        this.steps = plan.steps().toList();
    }

    /** The column of the matrix that tells of it. */
    static String column(AppVersion version) {
        return version.label() + ", history";
    }

    /** Whether the tool refuses to start there because of what was applied that its build does not carry. */
    boolean refuses(Boundary boundary, AppVersion version) {
        return checks.history() == History.FLYWAY_REFUSES_LATER
                && !files(carried(version), applied(boundary)).isEmpty();
    }

    /** Empty when no tool is known to run at start. */
    Optional<Cell> at(Boundary boundary, AppVersion version) {
        if (checks.history() == History.NO_TOOL) {
            return Optional.empty();
        }
        List<String> pending = files(applied(boundary), carried(version));
        List<String> later = files(carried(version), applied(boundary));
        String tool = checks.history().tool();
        if (!pending.isEmpty()) {
            return Optional.of(cell(
                    boundary,
                    version,
                    Cell.Result.FAILS,
                    "a build of " + version.label() + " carries the files of " + named(pending)
                            + ", which are not applied here: " + tool
                            + " would run them as the instance starts, and these steps by themselves"));
        }
        return Optional.of(cell(
                boundary,
                version,
                refuses(boundary, version) ? Cell.Result.FAILS : Cell.Result.SURVIVES,
                later.isEmpty()
                        ? "a build of " + version.label() + " carries every file that is applied here"
                        : later(version, later)));
    }

    private String later(AppVersion version, List<String> later) {
        String unknown = "a build of " + version.label() + " does not carry the files of " + named(later) + "; ";
        return unknown
                + switch (checks.history()) {
                    case FLYWAY_REFUSES_LATER ->
                        "Flyway holds applied files that are later than its own to be an error, and the instance does not start: "
                                + checks.historySaid();
                    case FLYWAY_IGNORES_LATER ->
                        "Flyway passes over applied files that are later than all of its own (" + checks.historySaid()
                                + "); a build with a newer file of somebody else's misses ours, and starts only where nothing is validated or `*:missing` is ignored";
                    case LIQUIBASE, NO_TOOL ->
                        "Liquibase compares the checksums of change sets that it carries, and passes over all others ("
                                + checks.historySaid() + ")";
                };
    }

    private static Cell cell(Boundary boundary, AppVersion version, Cell.Result result, String evidence) {
        return new Cell(boundary.id(), column(version), result, false, evidence, Optional.empty());
    }

    /** How many steps are done at the boundary. */
    private int applied(Boundary boundary) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).id().equals(boundary.afterStep())) {
                return i + 1;
            }
        }
        return 0;
    }

    /** How many steps come before the deploy of the version; none for the code of today. */
    private int carried(AppVersion version) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Deploy deploy && deploy.version().equals(version)) {
                return i;
            }
        }
        return 0;
    }

    /** Ids of the steps from one place to another that are files in a history of migrations. */
    private List<String> files(int from, int to) {
        return from >= to
                ? List.of()
                : steps.subList(from, to).stream()
                        .filter(step -> step instanceof Step.Sql || step instanceof Step.Backfill)
                        .map(Step::id)
                        .toList();
    }

    private static String named(List<String> steps) {
        String first = steps.stream().limit(2).map(id -> "`" + id + "`").collect(Collectors.joining(", "));
        return steps.size() > 2 ? first + " and " + (steps.size() - 2) + " more" : first;
    }
}
