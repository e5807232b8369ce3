package dev.cofferdam.domain;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What keeps the old and the new place equal while both are in use. Relax steps and the write guard follow from it. */
public sealed interface Sync {

    /** Which way values flow. */
    enum Direction {
        NONE,
        OLD_TO_NEW,
        NEW_TO_OLD,
        BOTH
    }

    /** Who wins when one statement changes both sides. */
    enum Precedence {
        NEW_WINS,
        OLD_WINS
    }

    /**
     * SQL expressions over the old and the new column.
     *
     * @param up new value from old
     * @param down old value from new
     * @param lossy pairs for which {@code down(up(x))} is not {@code x}, in words; empty when there are none
     */
    record Mapping(String up, String down, List<String> lossy) {
        public Mapping {
            lossy = List.copyOf(lossy);
        }
    }

    /**
     * A row trigger of the table.
     *
     * @param directions which way it copies in each phase
     * @param backfillGuard how the backfill avoids firing it backwards
     */
    record ByTrigger(
            ColumnRef oldColumn,
            ColumnRef newColumn,
            Mapping mapping,
            SortedMap<PhaseKind, Direction> directions,
            Precedence precedence,
            String trigger,
            String function,
            String backfillGuard)
            implements Sync {
        public ByTrigger {
            directions = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(directions));
        }
    }

    /** Code of this version, and later ones, writes both places in one transaction. */
    record ByApplication(
            ColumnRef oldColumn,
            ColumnRef newColumn,
            Mapping mapping,
            SortedMap<PhaseKind, Direction> directions,
            Precedence precedence,
            AppVersion firstWriter)
            implements Sync {
        public ByApplication {
            directions = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(directions));
        }
    }

    /** Nothing has to be kept equal, and why. */
    record NotNeeded(String reason) implements Sync {}
}
