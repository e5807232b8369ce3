package dev.cofferdam.migrations;

import dev.cofferdam.domain.Place;
import dev.cofferdam.migrations.liquibase.Guard;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

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
 * @param undo what takes the unit back, when it brings such a script: Flyway's undo file, Liquibase's rollback, a down part. No history runs it
 * @param refusal why the tool does not run the unit at all, in words that end a sentence; empty when it does
 * @param release that the unit came with; empty when its history tells of none, and each unit is one of its own
 * @param stretches where the lines of {@link #sql} stand when it includes other files; empty when all stand in {@link #file}
 */
public record MigrationUnit(
        String file,
        int line,
        Optional<String> version,
        String description,
        Kind kind,
        boolean transactional,
        String sql,
        Optional<Guard> guard,
        Optional<MigrationUnit> undo,
        Optional<String> refusal,
        Optional<Release> release,
        List<Stretch> stretches) {
    public MigrationUnit {
        stretches = List.copyOf(stretches);
    }

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

    /** A unit that says nothing of its way back. */
    public MigrationUnit(
            String file,
            int line,
            Optional<String> version,
            String description,
            Kind kind,
            boolean transactional,
            String sql,
            Optional<Guard> guard) {
        this(
                file,
                line,
                version,
                description,
                kind,
                transactional,
                sql,
                guard,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The place of a line of {@link #sql}, counted from 1. */
    public Place place(int lineOfSql) {
        Stretch stretch = stretches.stream()
                .filter(each -> each.start() <= lineOfSql)
                .reduce((one, later) -> later)
                .orElseGet(() -> new Stretch(1, file, line));
        return Place.of(stretch.file(), stretch.line() + lineOfSql - stretch.start());
    }

    /** The file, and those that it includes. */
    Stream<String> files() {
        return Stream.concat(Stream.of(file), stretches.stream().map(Stretch::file))
                .distinct();
    }

    /** The same unit, with what takes it back: SQL that begins on a line of a file. */
    MigrationUnit withUndo(String from, int firstLine, boolean inTransaction, String statements) {
        MigrationUnit way = new MigrationUnit(
                from, firstLine, version, description, Kind.SCRIPT, inTransaction, statements, Optional.empty());
        return with(Optional.of(way), refusal, release);
    }

    /** The same unit, which its tool does not run. */
    MigrationUnit refused(String why) {
        return with(undo, Optional.of(why), release);
    }

    /** The same unit, which came with a release. */
    MigrationUnit withRelease(Release with) {
        return with(undo, refusal, Optional.of(with));
    }

    private MigrationUnit with(Optional<MigrationUnit> way, Optional<String> why, Optional<Release> with) {
        return new MigrationUnit(
                file, line, version, description, kind, transactional, sql, guard, way, why, with, stretches);
    }

    /** The same unit, the files of which are called otherwise. */
    MigrationUnit withFiles(UnaryOperator<String> renamed) {
        return new MigrationUnit(
                renamed.apply(file),
                line,
                version,
                description,
                kind,
                transactional,
                sql,
                guard,
                undo.map(way -> way.withFiles(renamed)),
                refusal,
                release,
                stretches.stream()
                        .map(each -> new Stretch(each.start(), renamed.apply(each.file()), each.line()))
                        .toList());
    }

    /** The same unit, the SQL of which is written otherwise. */
    MigrationUnit withSql(UnaryOperator<String> rewritten) {
        return new MigrationUnit(
                file,
                line,
                version,
                description,
                kind,
                transactional,
                rewritten.apply(sql),
                guard,
                undo.map(way -> way.withSql(rewritten)),
                refusal,
                release,
                stretches);
    }

    /** The same unit with SQL that stands in several files. */
    MigrationUnit withSql(String all, List<Stretch> where) {
        return new MigrationUnit(
                file, line, version, description, kind, transactional, all, guard, undo, refusal, release, where);
    }
}
