package dev.cofferdam.review;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.review.diff.ChangedFile;
import dev.cofferdam.review.diff.Comparison;
import java.util.List;

/**
 * What a review found.
 *
 * @param migrations changed files that migrate the schema
 * @param checked what the rules say of new statements
 * @param silenced how many findings comments and the configuration silenced
 * @param impacts changes of tables that the running version has
 * @param plans the safe way, for each change that has no safe form of one statement
 * @param steps migrations that are a step of a plan which the base holds
 * @param notes what was not read, not understood or assumed
 */
public record Review(
        Comparison.Commits commits,
        List<ChangedFile> files,
        List<String> migrations,
        Checked checked,
        int silenced,
        List<Impact> impacts,
        List<PlannedChange> plans,
        List<PlanStep> steps,
        List<String> notes) {
    public Review {
        files = List.copyOf(files);
        migrations = List.copyOf(migrations);
        impacts = List.copyOf(impacts);
        plans = List.copyOf(plans);
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** Whether nobody has to read anything. */
    public boolean isSilent() {
        return checked.findings().isEmpty()
                && checked.undecided().isEmpty()
                && steps.isEmpty()
                && impacts.stream()
                        .allMatch(impact ->
                                impact.broken().isEmpty() && impact.open().isEmpty());
    }
}
