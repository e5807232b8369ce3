package dev.cofferdam.cli;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.loop.Candidate;
import dev.cofferdam.loop.Outcome;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.planfile.PlanSchema;
import dev.cofferdam.report.PlanFiles;
import dev.cofferdam.report.PlanMarkdown;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Writes the plan that a run ended with, accepted or not, and tells what came of it. */
final class PlanOutcome {
    private final Terminal terminal;
    private final PlanFolder folder;
    private final PlanFormat format;

    PlanOutcome(Terminal terminal, PlanFolder folder, PlanFormat format) {
        this.terminal = terminal;
        this.folder = folder;
        this.format = format;
    }

    /** Exit code 0 for an accepted plan, 1 for a best candidate or none, 3 when the planner itself failed. */
    int tell(Outcome outcome) {
        Optional<Candidate> best = outcome.best();
        if (best.isEmpty()) {
            terminal.err().text().println(terminal.err().red("no plan:") + " " + outcome.why());
            return outcome instanceof Outcome.ModelFailed ? ExitCode.FAILURE : ExitCode.FINDINGS;
        }
        Plan plan = best.get().plan();
        List<Finding> findings = best.get().verdict().findings();
        write(plan, findings);
        if (format == PlanFormat.MD) {
            terminal.out().text().print(PlanMarkdown.of(plan, findings));
        } else {
            new PlanSummary(terminal.out()).print(plan, findings, folder.path());
        }
        if (outcome instanceof Outcome.Accepted) {
            return ExitCode.CLEAN;
        }
        terminal.err()
                .text()
                .println(terminal.err().red("not accepted:") + " "
                        + outcome.why().lines().findFirst().orElse(""));
        return ExitCode.FINDINGS;
    }

    private void write(Plan plan, List<Finding> findings) {
        TreeMap<String, String> files = new TreeMap<>(PlanFiles.of(plan, findings));
        files.put("plan.yaml", PlanFile.write(plan));
        files.put("plan.schema.json", PlanSchema.json());
        folder.keep(files);
    }
}
