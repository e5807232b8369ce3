package dev.cofferdam.migrations;

import java.util.Set;

/**
 * A history of which some files are to be judged; the others are only learned from.
 *
 * @param judged files of units to judge, as the units name them
 * @param oneChange whether those files are released together, so that what one makes is new to the next
 */
public record JudgedHistory(History history, Set<String> judged, boolean oneChange) {
    public JudgedHistory {
        judged = Set.copyOf(judged);
    }

    /** Whether this unit of the history is to be judged. */
    public boolean judges(MigrationUnit unit) {
        return judged.contains(unit.file());
    }
}
