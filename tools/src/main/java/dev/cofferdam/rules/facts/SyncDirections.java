package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.Sync.Direction;

/** Which side a direction fills. */
public final class SyncDirections {
    private SyncDirections() {}

    /** Whether the new place is kept. */
    public static boolean fillsNew(Direction direction) {
        return direction == Direction.OLD_TO_NEW || direction == Direction.BOTH;
    }

    /** Whether the old place is kept. */
    public static boolean fillsOld(Direction direction) {
        return direction == Direction.NEW_TO_OLD || direction == Direction.BOTH;
    }
}
