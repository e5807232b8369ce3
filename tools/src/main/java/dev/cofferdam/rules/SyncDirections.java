package dev.cofferdam.rules;

import dev.cofferdam.domain.Sync.Direction;

/** Which side a direction fills. */
final class SyncDirections {
    private SyncDirections() {}

    static boolean fillsNew(Direction direction) {
        return direction == Direction.OLD_TO_NEW || direction == Direction.BOTH;
    }

    static boolean fillsOld(Direction direction) {
        return direction == Direction.NEW_TO_OLD || direction == Direction.BOTH;
    }
}
