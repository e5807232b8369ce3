package dev.cofferdam.cli;

import dev.cofferdam.domain.Approval;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Proof;
import dev.cofferdam.domain.RehearsalLog;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.report.FindingReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plan on one screen. */
final class PlanSummary {
    private static final String HOW_TO_APPROVE =
            "What could not be decided, a person can: plan again with --approve \"ID=why it is harmless\" --approver NAME\n";

    private final Screen screen;

    private final String howToApprove;

    PlanSummary(Screen screen) {
        this(screen, HOW_TO_APPROVE);
    }

    /** With another way to approve than the command line's. */
    PlanSummary(Screen screen, String howToApprove) {
        this.screen = screen;
        this.howToApprove = howToApprove;
    }

    /** With where to read more. */
    void print(Plan plan, List<Finding> findings, Path folder) {
        print(plan, findings);
        PrintWriter out = screen.text();
        out.println();
        out.println("Read " + screen.cyan(folder.resolve("plan.md").toString()));
    }

    void print(Plan plan, List<Finding> findings) {
        PrintWriter out = screen.text();
        out.println(screen.bold(plan.change().summary()));
        out.println("  " + verdict(plan) + ", proved by " + (plan.proof() == Proof.RULES ? "rules only" : "rehearsal")
                + ", planned by "
                + plan.plannedBy().model().orElse("the " + plan.plannedBy().planner()) + " for " + plan.engine());
        out.println();
        plan.phases().forEach(phase -> phase(out, phase));
        out.println();
        code(out, plan);
        plan.estimate().ifPresent(estimate -> out.println(screen.bold("Backfill") + "   " + estimate(estimate)));
        out.println(screen.bold("Way back") + "   " + waysBack(plan));
        plan.rehearsal().ifPresent(log -> out.println(screen.bold("Rehearsal") + "  " + rehearsal(plan, log)));
        out.println(screen.bold("Unknown") + "    " + unknown(plan));
        plan.approvals()
                .forEach(approval -> out.println(screen.bold("Approved") + "   " + approval.finding() + " by "
                        + approval.person() + ": " + approval.reason()));
        open(plan, findings).ifPresent(text -> out.println("\n" + text.stripTrailing()));
    }

    private static String verdict(Plan plan) {
        return switch (plan.verdict()) {
            case ACCEPTED -> "accepted";
            case ACCEPTED_WITH_APPROVALS -> "accepted with approvals";
            case REJECTED -> "NOT ACCEPTED";
            case COULD_NOT_DECIDE -> "NOT ACCEPTED: could not decide";
        };
    }

    private void phase(PrintWriter out, Phase phase) {
        out.println(String.format(
                Locale.ROOT,
                "%s  %s",
                screen.bold(String.format(Locale.ROOT, "%-10s", phase.kind().words())),
                firstSentence(phase.purpose())));
        phase.skippedBecause().ifPresent(reason -> out.println("            skipped: " + reason));
        for (Step step : phase.steps()) {
            String mark = step.undo() instanceof Undo.PointOfNoReturn ? screen.red("  ← point of no return") : "";
            out.println(
                    "            " + screen.dim(String.format(Locale.ROOT, "%-13s", step.id())) + step.title() + mark);
        }
    }

    private static String firstSentence(String text) {
        return text.replaceAll("(?s)(?<=\\.)\\s.*", "");
    }

    private void code(PrintWriter out, Plan plan) {
        long production = plan.usages().stream()
                .filter(usage -> !usage.test() && usage.confidence().needsEdit())
                .count();
        long tests = plan.usages().stream()
                .filter(usage -> usage.test() && usage.confidence().needsEdit())
                .count();
        long possible = plan.usages().stream()
                .filter(usage -> !usage.confidence().needsEdit())
                .count();
        out.println(screen.bold("Code") + "       " + count(production, "code path") + " and " + count(tests, "place")
                + " in tests; "
                + count(plan.edits().size(), "edit") + (plan.edits().size() == 1 ? " settles them" : " settle them")
                + (possible == 0 ? "" : "; " + possible + " more to look at")
                + (plan.undecided().isEmpty() ? "" : "; " + plan.undecided().size() + " could not be decided"));
    }

    private static String estimate(Estimate estimate) {
        String basis =
                switch (estimate.basis()) {
                    case REHEARSAL_RATE -> "rehearsal rate, not your server's";
                    case USER_RATE -> "at the rate you gave";
                    case PILOT_RATE -> "at the pilot's rate";
                };
        return String.format(
                Locale.ROOT,
                "%,d rows, %s to %s (%s; rows %s)",
                estimate.rows(),
                words(estimate.low()),
                words(estimate.high()),
                basis,
                estimate.rowSource());
    }

    private static String words(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? Math.round(seconds / 60.0) + " min" : Math.round(seconds / 3600.0) + " h";
    }

    private static String waysBack(Plan plan) {
        List<Boundary> all = plan.boundaries();
        long retreat = all.stream()
                .filter(boundary -> boundary.retreat().impossibleBecause().isEmpty())
                .count();
        long abandon = all.stream()
                .filter(boundary -> boundary.abandon().impossibleBecause().isEmpty())
                .count();
        return retreat + " of " + all.size() + " boundaries allow retreat; abandon is written for "
                + (abandon == all.size() ? "all" : abandon);
    }

    private static String rehearsal(Plan plan, RehearsalLog log) {
        List<Cell> cells = Stream.concat(plan.compatibility().stream(), plan.rollbacks().stream())
                .toList();
        String waited = log.observations().stream()
                .filter(one -> one.kind() == Observation.Kind.WAIT)
                .max(Comparator.comparingLong(one -> Long.parseLong(one.value())))
                .map(one -> "longest wait of a statement " + one.value() + " ms, for " + one.step())
                .orElse("no statement was seen to wait");
        return String.format(
                Locale.ROOT,
                "%,d rows; %s; %d of %d cells of the matrices played",
                log.scale().rows(),
                waited,
                cells.stream().filter(Cell::proved).count(),
                cells.size());
    }

    private static String unknown(Plan plan) {
        return "lock contention under your load; a staging run on a copy of production is still needed"
                + (plan.unknown().size() > 4 ? "; " + (plan.unknown().size() - 4) + " more in the plan" : "");
    }

    /** What stands between the plan and its acceptance, or should be known at once. */
    private Optional<String> open(Plan plan, List<Finding> findings) {
        Set<String> approved = plan.approvals().stream().map(Approval::finding).collect(Collectors.toSet());
        List<Finding> shown = findings.stream()
                .filter(finding -> finding.severity() != Severity.INFO && !approved.contains(finding.id()))
                .toList();
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        String text = screen.colour() ? FindingReport.coloured(shown) : FindingReport.plain(shown);
        boolean undecided = shown.stream().anyMatch(finding -> finding.hazard() == Hazard.UNDECIDED);
        return Optional.of(undecided ? text + howToApprove : text);
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
