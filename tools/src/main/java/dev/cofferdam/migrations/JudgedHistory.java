package dev.cofferdam.migrations;

import dev.cofferdam.sql.SqlParser;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A history of which some files are to be judged; the others are only learned from.
 *
 * @param judged files of units to judge, as the units name them
 * @param oneChange whether those files are released together, so that what one makes is new to the next; a file that grew over releases is
 *     several changes all the same
 */
public record JudgedHistory(History history, Set<String> judged, boolean oneChange) {
    public JudgedHistory {
        judged = Set.copyOf(judged);
    }

    /** Whether this unit of the history is to be judged. */
    public boolean judges(MigrationUnit unit) {
        return judged.contains(unit.file());
    }

    /** Files to judge that hold no statement, as far as the history can tell. */
    public Set<String> withoutStatements() {
        Set<String> empty = new HashSet<>(judged);
        history.units().stream()
                .flatMap(unit -> Stream.concat(Stream.of(unit), unit.undo().stream()))
                .filter(unit -> empty.contains(unit.file()))
                .filter(unit -> !SqlParser.parse(unit.sql()).isEmpty())
                .forEach(unit -> empty.remove(unit.file()));
        return Set.copyOf(empty);
    }
}
