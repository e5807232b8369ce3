package dev.cofferdam.migrations;

import dev.cofferdam.domain.Place;
import dev.cofferdam.migrations.liquibase.Guard;
import java.util.Optional;

/**
 * One unit of a history, run as a whole: a file, or a change set of a Liquibase changelog. A change set whose SQL lies in several
 * files is one unit for each of them; they share the guard.
 *
 * @param file path relative to the repository's root, with forward slashes
 * @param line the line of the file on which the unit starts, from 1
 * @param version as the file name writes it ({@code 1.2}, {@code 20240131}), or the change set's id; absent for repeatable units
 *     and plain scripts
 * @param description the rest of the file name, underscores as spaces, or the change set's comment
 * @param transactional whether all statements run in one transaction
 * @param sql the text with placeholders replaced and with everything blanked out that is not run; its first line is {@code line}
 *     of the file, and lines keep their numbers
 * @param guard decides whether the unit runs at all; empty means that it does
 */
public record MigrationUnit(
        String file,
        int line,
        Optional<String> version,
        String description,
        Kind kind,
        boolean transactional,
        String sql,
        Optional<Guard> guard) {

    /** Kinds of units, after Flyway's words. A change set that runs on change is repeatable, where it stands. */
    public enum Kind {
        VERSIONED,
        REPEATABLE,
        BASELINE,
        SCRIPT
    }

    /** A whole file that always runs. */
    public MigrationUnit(
            String file, Optional<String> version, String description, Kind kind, boolean transactional, String sql) {
        this(file, 1, version, description, kind, transactional, sql, Optional.empty());
    }

    /** The place of a line of {@link #sql}, counted from 1. */
    public Place place(int lineOfSql) {
        return Place.of(file, line + lineOfSql - 1);
    }

    MigrationUnit withFile(String other) {
        return new MigrationUnit(other, line, version, description, kind, transactional, sql, guard);
    }

    MigrationUnit withSql(String other) {
        return new MigrationUnit(file, line, version, description, kind, transactional, other, guard);
    }
}
