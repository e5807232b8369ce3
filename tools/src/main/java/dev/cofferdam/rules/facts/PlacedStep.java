package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Step;

/** A forward step with its place in the order of all forward steps, counted from 0. */
public record PlacedStep(int order, PhaseKind phase, Step step) {

    /** {@code backfill/backfill-1}, as findings name it. */
    public String where() {
        return phase.words() + "/" + step.id();
    }
}
