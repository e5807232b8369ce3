package dev.cofferdam.rehearse.traffic;

import dev.cofferdam.domain.AppVersion;

/**
 * A statement of an app version that failed.
 *
 * @param probe id of the probe, or what the statement was made for
 */
public record Trouble(AppVersion version, String probe, String sqlState, String message, String statement) {
    /** Two failures for one reason, whatever the values. */
    boolean isLike(Trouble other) {
        return version.equals(other.version) && probe.equals(other.probe) && sqlState.equals(other.sqlState);
    }
}
