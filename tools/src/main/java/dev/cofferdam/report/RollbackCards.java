package dev.cofferdam.report;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The ways back as cards: symptom, what to do, time, loss. Written to be read at three in the morning. */
final class RollbackCards {
    private RollbackCards() {}

    /** All cards, retreat beside abandon, for the plan's page. */
    static String section(Plan plan) {
        String introduction = "Retreat: the code goes back and the schema stays. "
                + "Abandon: code and schema go back. What the earlier code cannot do without, or what refuses its writes, is put right before it is"
                + " deployed; the rest is restored after the newer code has drained.\n\n";
        return "## Rollback\n\n" + introduction
                + plan.boundaries().stream().map(RollbackCards::pair).collect(Collectors.joining());
    }

    private static String pair(Boundary boundary) {
        Rollback retreat = boundary.retreat();
        Rollback abandon = boundary.abandon();
        List<List<String>> rows = List.of(
                List.of("Symptom", Markdown.prose(retreat.symptom()), Markdown.prose(abandon.symptom())),
                List.of("Do", inCell(boundary, retreat), inCell(boundary, abandon)),
                List.of("Time", time(retreat), time(abandon)),
                List.of("Loss", Markdown.prose(retreat.loss()), Markdown.prose(abandon.loss())));
        return "### " + title(boundary) + "\n\n" + Markdown.table(List.of("", "Retreat", "Abandon"), rows) + "\n";
    }

    private static String title(Boundary boundary) {
        return Markdown.prose(Words.capital(boundary.id().replace('-', ' '))) + ", once "
                + Markdown.code(boundary.afterStep()) + " is done";
    }

    private static String inCell(Boundary boundary, Rollback rollback) {
        List<String> steps = steps(boundary, rollback);
        if (steps.size() == 1) {
            return steps.get(0);
        }
        return IntStream.range(0, steps.size())
                .mapToObj(i -> (i + 1) + ". " + steps.get(i))
                .collect(Collectors.joining("<br>"));
    }

    private static String time(Rollback rollback) {
        return rollback.impossibleBecause().isPresent() ? "" : Words.span(rollback.expected());
    }

    private static List<String> steps(Boundary boundary, Rollback rollback) {
        if (rollback.impossibleBecause().isPresent()) {
            return List.of("**Impossible:** "
                    + Markdown.prose(rollback.impossibleBecause().orElseThrow()));
        }
        if (rollback.steps().isEmpty()) {
            return List.of(
                    rollback.kind() == Rollback.Kind.RETREAT
                            ? "Nothing to do: the earlier code is what runs, and the schema stays"
                            : "Nothing to restore");
        }
        List<String> lines = new ArrayList<>();
        for (Step step : rollback.steps()) {
            String path = PlanPaths.rollbackStep(boundary, rollback, lines.size() + 1, step);
            lines.add(Markdown.prose(step.title()) + command(step, path));
        }
        return lines;
    }

    private static String command(Step step, String path) {
        boolean hasFile = step instanceof Step.Sql || step instanceof Step.Backfill;
        return hasFile ? ": " + Markdown.code("psql -v ON_ERROR_STOP=1 -f " + path) : "";
    }

    /** One card as a page. */
    static String page(Plan plan, Boundary boundary, Rollback rollback) {
        List<String> facts = new ArrayList<>();
        facts.add("**Symptom:** " + Markdown.prose(rollback.symptom()));
        if (rollback.impossibleBecause().isEmpty()) {
            facts.add("**Time:** " + Words.span(rollback.expected()));
        }
        facts.add("**Loss:** " + Markdown.prose(rollback.loss()));
        return Markdown.page("# " + Words.capital(Words.of(rollback.kind())) + ": " + title(boundary) + "\n\nPlan "
                + Markdown.code(plan.id()) + ".\n\n" + Markdown.bullets(facts) + "\n" + body(boundary, rollback));
    }

    private static String body(Boundary boundary, Rollback rollback) {
        List<String> steps = steps(boundary, rollback);
        if (rollback.steps().isEmpty() || rollback.impossibleBecause().isPresent()) {
            return steps.get(0) + ".\n";
        }
        return IntStream.range(0, steps.size())
                .mapToObj(i -> (i + 1) + ". " + steps.get(i) + "\n"
                        + checks(rollback.steps().get(i)))
                .collect(Collectors.joining());
    }

    private static String checks(Step step) {
        String gates = StepText.gateList(step.conduct().gates());
        String done = step instanceof Step.Sql sql
                ? Markdown.checklist(List.of("Done: " + StepText.gate(sql.doneWhen())))
                : "";
        return (gates + done).isEmpty() ? "" : (done + gates).indent(3);
    }
}
