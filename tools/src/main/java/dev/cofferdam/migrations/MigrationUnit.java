package dev.cofferdam.migrations;

import java.util.Optional;

/**
 * One file of a history, run as a whole.
 *
 * @param file path relative to the repository's root, with forward slashes
 * @param version as the file name writes it ({@code 1.2}, {@code 20240131}); absent for repeatable units and plain scripts
 * @param description the rest of the file name, underscores as spaces
 * @param transactional whether all statements run in one transaction
 * @param sql the text with placeholders replaced and with everything blanked out that is not run; lines keep their numbers
 */
public record MigrationUnit(
        String file, Optional<String> version, String description, Kind kind, boolean transactional, String sql) {

    /** Kinds of units, after Flyway's words. */
    public enum Kind {
        VERSIONED,
        REPEATABLE,
        BASELINE,
        SCRIPT
    }
}
