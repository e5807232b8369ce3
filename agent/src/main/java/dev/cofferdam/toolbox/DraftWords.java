package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A draft as a planner reads it: phases, steps and their ids, without the SQL that a tool knows anyway. */
final class DraftWords {
    private DraftWords() {}

    static Report of(Plan plan) {
        String text = plan.phases().stream().map(DraftWords::phase).collect(Collectors.joining("\n"));
        List<String> steps = plan.steps().map(Step::id).toList();
        return Report.of(
                text,
                Map.of(
                        "steps", String.valueOf(steps.size()),
                        "edits", String.valueOf(plan.edits().size()),
                        "boundaries", String.valueOf(plan.boundaries().size())),
                List.of(plan.change().table().toString()));
    }

    private static String phase(Phase phase) {
        String steps = phase.steps().stream()
                .map(step -> "\n  " + step.id() + ": " + step.title())
                .collect(Collectors.joining());
        return phase.kind().words() + ": " + phase.purpose()
                + phase.skippedBecause()
                        .map(reason -> " (skipped: " + reason + ")")
                        .orElse("") + steps;
    }
}
