package dev.cofferdam.review.comment;

import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.report.Markdown;
import dev.cofferdam.report.PlanSection;
import dev.cofferdam.report.Words;
import dev.cofferdam.review.PlannedChange;
import java.util.List;
import java.util.stream.Collectors;

/** The safe way to one change: phases, time line, and everything else folded away. */
final class PlanPart {
    private PlanPart() {}

    static String of(PlannedChange planned) {
        String head = "### Safe way to " + Markdown.prose(planned.change().summary()) + "\n\n";
        return head
                + planned.plan()
                        .map(plan -> overview(plan) + details(planned, plan))
                        .orElseGet(() -> "No plan could be drafted: "
                                + Markdown.prose(planned.refused().orElse("nobody says why")) + ".\n");
    }

    private static String overview(Plan plan) {
        return demoted(PlanSection.PHASES.markdown(plan, List.of()).replaceFirst("(?s)\\A## Phases\\n\\n.*?\\n\\n", ""))
                + timeLine(plan) + "\n";
    }

    private static String details(PlannedChange planned, Plan plan) {
        return folded("Steps, with SQL and gates", PlanSection.STEPS.markdown(plan, planned.findings()))
                + folded(
                        "Rollback: what to do at each boundary",
                        PlanSection.ROLLBACK.markdown(plan, planned.findings()))
                + folded("Rollback and compatibility matrix", PlanSection.MATRICES.markdown(plan, planned.findings()))
                + folded("Backfill estimate", PlanSection.ESTIMATE.markdown(plan, planned.findings()))
                + folded("What to change in the code", PlanSection.EDITS.markdown(plan, planned.findings()));
    }

    private static String folded(String summary, String body) {
        return body.isBlank() ? "" : Markdown.details(summary, demoted(body.replaceFirst("\\A## [^\\n]*\\n+", "")));
    }

    /** Headings of a page of its own are too large in a thread. */
    private static String demoted(String markdown) {
        return markdown.replaceAll("(?m)^##(#*) ", "####$1 ");
    }

    /** What happens in which order (Mermaid, timeline diagram); a colon would begin a new entry. */
    private static String timeLine(Plan plan) {
        StringBuilder lines = new StringBuilder("timeline\n");
        for (Phase phase : plan.phases()) {
            if (!phase.steps().isEmpty()) {
                lines.append("    ")
                        .append(plain(Words.capital(phase.kind().words())))
                        .append(phase.steps().stream()
                                .map(step -> " : " + plain(step.title()) + end(step))
                                .collect(Collectors.joining()))
                        .append('\n');
            }
        }
        return Markdown.fence("mermaid", lines.toString());
    }

    private static String end(Step step) {
        return step.undo() instanceof Undo.PointOfNoReturn ? " (point of no return)" : "";
    }

    private static String plain(String text) {
        return Words.oneLine(text)
                .replaceAll("[^\\p{L}\\p{N} _.,()/-]", " ")
                .replaceAll(" +", " ")
                .strip();
    }
}
