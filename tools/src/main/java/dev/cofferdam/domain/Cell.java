package dev.cofferdam.domain;

import java.util.Optional;

/**
 * One cell of the compatibility or the rollback matrix.
 *
 * @param boundary id of the boundary: the row
 * @param column an app version, {@code retreat} or {@code abandon}
 * @param proved whether it was run; otherwise the evidence is reasoning
 * @param origin the best known origin among the probes that it rests on
 */
public record Cell(
        String boundary, String column, Result result, boolean proved, String evidence, Optional<Probe.Origin> origin) {

    /** What happens there. */
    public enum Result {
        SURVIVES,
        LOSES_DATA,
        FAILS,
        NOT_APPLICABLE,
        COULD_NOT_DECIDE
    }
}
