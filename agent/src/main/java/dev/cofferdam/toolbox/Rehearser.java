package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rehearsed;

/** Plays plans in a throw-away database. */
public interface Rehearser {
    /** What was seen; takes seconds to minutes, and throws what the world failed with. */
    Rehearsed rehearse(Plan plan);
}
