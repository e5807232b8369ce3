package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;

/** A plan that syncs both ways promises that both places are equal from the moment that the old rows are copied. */
final class TwoWays {
    private TwoWays() {}

    static boolean areEqual(Plan plan, Phase phase, Step step) {
        return plan.sync() instanceof Sync.ByTrigger sync
                && sync.directions().get(phase.kind()) == Sync.Direction.BOTH
                && (step instanceof Step.Backfill || phase.kind().compareTo(PhaseKind.BACKFILL) > 0);
    }
}
