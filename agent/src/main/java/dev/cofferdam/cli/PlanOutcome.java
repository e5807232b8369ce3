package dev.cofferdam.cli;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.loop.Outcome;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.planfile.PlanSchema;
import dev.cofferdam.report.Convention;
import dev.cofferdam.report.PlanFiles;
import dev.cofferdam.report.PlanMarkdown;
import dev.cofferdam.report.StepMigrations;
import dev.cofferdam.report.page.PlanHtml;
import dev.cofferdam.report.page.SourceLinks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes the plan that a run ended with, accepted or not, and tells what came of it. */
final class PlanOutcome {
    private final Terminal terminal;
    private final PlanFolder folder;
    private final PlanFormat format;
    private final SourceLinks links;
    private final Convention convention;

    PlanOutcome(Terminal terminal, PlanFolder folder, PlanFormat format, SourceLinks links, Convention convention) {
        this.terminal = terminal;
        this.folder = folder;
        this.format = format;
        this.links = links;
        this.convention = convention;
    }

    /** Exit code 0 for an accepted plan, 1 for a best candidate or none; 2 or 3 when no reply could be had from the planner. */
    int tell(Outcome outcome) {
        // Who stops a run wants nothing of it but what it cost.
        Optional<Candidate> best = outcome instanceof Outcome.Interrupted ? Optional.empty() : outcome.best();
        if (best.isEmpty()) {
            tellWhy("no plan:", outcome);
            folder.rescued().ifPresent(file -> line("transcript:", file.toString()));
            return code(outcome);
        }
        Plan plan = best.get().plan();
        List<Finding> findings = best.get().verdict().findings();
        folder.keep(files(plan, findings, links, convention));
        if (format == PlanFormat.MD) {
            terminal.out().text().print(PlanMarkdown.of(plan, findings));
        } else {
            new PlanSummary(terminal.out()).print(plan, findings, folder.path());
        }
        if (outcome instanceof Outcome.Accepted) {
            return ExitCode.CLEAN;
        }
        tellWhy("not accepted:", outcome);
        return code(outcome);
    }

    private void tellWhy(String label, Outcome outcome) {
        line(
                terminal.err().red(label),
                outcome.best().isEmpty()
                        ? outcome.why()
                        : outcome.why().lines().findFirst().orElse(""));
        if (outcome instanceof Outcome.ModelFailed failed) {
            line("     try:", failed.cause().remedy());
        }
    }

    /** A key that is refused is the caller's to mend, an endpoint that is down is nobody's; neither is a finding. */
    private static int code(Outcome outcome) {
        if (outcome instanceof Outcome.ModelFailed failed) {
            return failed.cause().fault().isCallersToFix() ? ExitCode.CALLER : ExitCode.FAILURE;
        }
        return ExitCode.FINDINGS;
    }

    private void line(String label, String words) {
        terminal.err().text().println(label + " " + words);
    }

    /** All files of a plan's folder but the transcript. */
    static Map<String, String> files(Plan plan, List<Finding> findings, SourceLinks links, Convention convention) {
        TreeMap<String, String> files = new TreeMap<>(PlanFiles.of(plan, findings));
        files.putAll(StepMigrations.of(plan, convention));
        files.put("plan.yaml", PlanFile.write(plan));
        files.put("plan.html", PlanHtml.of(plan, findings, links));
        files.put("plan.schema.json", PlanSchema.json());
        return files;
    }
}
