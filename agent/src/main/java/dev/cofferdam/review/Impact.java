package dev.cofferdam.review;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import java.util.List;

/**
 * What a change of the schema does to the version that runs.
 *
 * @param change in one line, as plans are titled
 * @param place where the migration makes the change
 * @param broken places in the running code that the change would break, production code only
 * @param tests how many places in tests would break as well
 * @param possible how many more places name it and could not be bound
 * @param open SQL that may concern it, but is put together at run time
 */
public record Impact(
        String change, Kind kind, Place place, List<Usage> broken, long tests, long possible, List<Undecided> open) {
    public Impact {
        broken = List.copyOf(broken);
        open = List.copyOf(open);
    }

    /** How a change meets the code. */
    public enum Kind {
        /** A name goes, and whoever says it fails. */
        TAKES_AWAY,
        /** Values come and go in another type. */
        RETYPES,
        /** Whoever writes null, or leaves the column out, fails. */
        DEMANDS_A_VALUE,
        /** Whoever inserts a row without the new column fails. */
        DEMANDS_A_COLUMN;

        static Kind of(Change change) {
            if (change instanceof ColumnChange.AddColumn) {
                return DEMANDS_A_COLUMN;
            }
            if (change instanceof ColumnChange.SetNotNull) {
                return DEMANDS_A_VALUE;
            }
            return change instanceof ColumnChange.ChangeType
                            || change instanceof ColumnChange.NarrowType
                            || change instanceof ColumnChange.ChangeTimeZone
                    ? RETYPES
                    : TAKES_AWAY;
        }
    }

    /** Whether nothing in the repository stands in the way. */
    public boolean isClear() {
        return broken.isEmpty() && open.isEmpty() && possible == 0;
    }
}
