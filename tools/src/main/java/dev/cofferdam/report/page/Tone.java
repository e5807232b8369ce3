package dev.cofferdam.report.page;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.LockExpectation;

/** The style classes that colour a page; every colour stands beside a word that says the same. */
final class Tone {
    private Tone() {}

    static String of(Cell cell) {
        return switch (cell.result()) {
            case SURVIVES -> "good";
            case LOSES_DATA, FAILS -> "bad";
            case COULD_NOT_DECIDE -> "open";
            case NOT_APPLICABLE -> "none";
        };
    }

    /** A sign for those who do not see the colour. */
    static String sign(Cell cell) {
        return switch (cell.result()) {
            case SURVIVES -> "✓";
            case LOSES_DATA, FAILS -> "✗";
            case COULD_NOT_DECIDE -> "?";
            case NOT_APPLICABLE -> "–";
        };
    }

    /** By who is kept out (PostgreSQL docs 13.3.1). */
    static String of(LockExpectation lock) {
        return lock.level().blocksReads() ? "bad" : lock.level().blocksWrites() ? "open" : "none";
    }
}
