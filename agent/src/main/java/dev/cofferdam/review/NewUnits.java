package dev.cofferdam.review;

import dev.cofferdam.domain.Place;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.JudgedHistory;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.review.diff.ChangedFile;
import dev.cofferdam.sql.DoBlock;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a change adds to a history, statement by statement. A statement that the same file held before is not new, wherever it stands now; so a
 * file that was moved, and the older change sets of a changelog that has grown, have nothing new.
 */
final class NewUnits {
    private final List<Unit> units = new ArrayList<>();

    /** What each file was called before. */
    private final Map<String, String> names = new HashMap<>();

    /**
     * A unit with those of its statements that are new.
     *
     * @param undo whether it only runs to take another unit back
     */
    record Unit(MigrationUnit unit, List<ParsedStatement> statements, boolean undo) {
        Unit {
            statements = List.copyOf(statements);
        }
    }

    /**
     * Compares.
     *
     * @param now the history with what the change makes of it
     * @param before the histories that hold the files as they were
     */
    NewUnits(JudgedHistory now, List<JudgedHistory> before, List<ChangedFile> files) {
        Map<String, Map<String, Integer>> known = known(before);
        files.forEach(file -> file.before().ifPresent(old -> names.put(file.path(), old)));
        for (MigrationUnit unit : now.history().units()) {
            add(unit, false, now, known);
            unit.undo().ifPresent(undo -> add(undo, true, now, known));
        }
    }

    private void add(MigrationUnit unit, boolean undo, JudgedHistory now, Map<String, Map<String, Integer>> known) {
        if (!now.judges(unit)) {
            return;
        }
        Map<String, Integer> left = known.getOrDefault(names.getOrDefault(unit.file(), ""), new HashMap<>());
        List<ParsedStatement> fresh = statements(unit.sql()).stream()
                .filter(statement -> !takes(left, statement.text()))
                .toList();
        if (!fresh.isEmpty()) {
            units.add(new Unit(unit, fresh, undo));
        }
    }

    /** What a script runs; a block that hides nothing is as good as its statements. */
    static List<ParsedStatement> statements(String sql) {
        return DoBlock.opened(SqlParser.parse(sql));
    }

    /** The statements of each file, with how often they stand in it. */
    private static Map<String, Map<String, Integer>> known(List<JudgedHistory> before) {
        Map<String, Map<String, Integer>> known = new HashMap<>();
        for (JudgedHistory history : before) {
            history.history().units().stream()
                    .flatMap(unit -> Stream.concat(Stream.of(unit), unit.undo().stream()))
                    .filter(history::judges)
                    .forEach(unit -> statements(unit.sql())
                            .forEach(statement -> known.computeIfAbsent(unit.file(), file -> new HashMap<>())
                                    .merge(statement.text(), 1, Integer::sum)));
        }
        return known;
    }

    private static boolean takes(Map<String, Integer> left, String text) {
        int count = left.getOrDefault(text, 0);
        if (count > 0) {
            left.put(text, count - 1);
        }
        return count > 0;
    }

    /** Those that run when the history runs. */
    List<Unit> forward() {
        return units.stream().filter(unit -> !unit.undo()).toList();
    }

    boolean isEmpty() {
        return units.isEmpty();
    }

    /** The history without what is new: a unit that was altered is as it was, one that came is not there. */
    History without(JudgedHistory now, List<JudgedHistory> before) {
        List<MigrationUnit> kept = now.history().units().stream()
                .flatMap(unit -> isNew(unit) ? asItWas(unit, before).stream() : Stream.of(unit))
                .toList();
        return new History(
                now.history().layout(),
                kept,
                now.history().unread(),
                now.history().searchPath());
    }

    private boolean isNew(MigrationUnit unit) {
        return units.stream().anyMatch(each -> each.unit().equals(unit));
    }

    private Optional<MigrationUnit> asItWas(MigrationUnit unit, List<JudgedHistory> before) {
        return before.stream()
                .flatMap(history -> history.history().units().stream())
                .filter(old -> old.file().equals(names.getOrDefault(unit.file(), ""))
                        && old.version().equals(unit.version()))
                .findFirst();
    }

    /** Whether a place lies in a statement that is new. */
    boolean has(Place place) {
        return units.stream().anyMatch(unit -> has(unit, place));
    }

    /** Whether a place lies in a new statement of this unit. */
    static boolean has(Unit unit, Place place) {
        return unit.statements().stream().anyMatch(statement -> isIn(place, unit.unit(), statement));
    }

    private static boolean isIn(Place place, MigrationUnit unit, ParsedStatement statement) {
        Place first = unit.place(statement.line());
        long lines = statement.text().lines().count();
        return place.file().equals(first.file())
                && place.line() >= first.line()
                && place.line() < first.line() + Math.max(1, lines);
    }
}
