package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.report.RehearsalText;
import java.util.List;
import java.util.Map;

/** A rehearsal as the planner reads it: what the validator makes of it, and then everything that was seen. */
final class RehearsalWords {
    private RehearsalWords() {}

    static Report of(Plan plan, Rehearsed seen, Verdict verdict) {
        return Report.of(
                FindingsText.of(verdict) + "\n\n" + RehearsalText.of(plan, seen),
                Map.of(
                        "verdict",
                        verdict.outcome().name(),
                        "findings",
                        String.valueOf(verdict.findings().size()),
                        "rows",
                        String.valueOf(seen.scale().rows()),
                        "engine",
                        seen.engine().toString()),
                List.of(plan.change().table().toString()));
    }
}
