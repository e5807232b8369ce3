package dev.cofferdam.domain;

import java.util.List;

/**
 * What was seen when a plan was played.
 *
 * @param engine what it was played on
 * @param scale how many rows there were; none when the table could not be filled, or the plan failed on an empty copy already
 * @param observations in the order of the plan
 * @param compatibility one cell for each boundary and app version
 * @param rollbacks one cell for each boundary and way back
 * @param remarks what was not played as it was wished for, and why
 */
public record Rehearsed(
        Engine engine,
        RehearsalScale scale,
        List<Observation> observations,
        List<Cell> compatibility,
        List<Cell> rollbacks,
        List<String> remarks) {
    /** Whether there were rows on which anything could show. */
    public boolean isTelling() {
        return scale.rows() > 0 && scale.rowsOfCopies() > 0;
    }

    public Rehearsed {
        observations = List.copyOf(observations);
        compatibility = List.copyOf(compatibility);
        rollbacks = List.copyOf(rollbacks);
        remarks = List.copyOf(remarks);
    }
}
