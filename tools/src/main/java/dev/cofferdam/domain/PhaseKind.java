package dev.cofferdam.domain;

import java.util.Locale;

/** The five phases, in the order in which they are run. Dual-write comes first: rows written in between would be missed. */
public enum PhaseKind {
    EXPAND,
    DUAL_WRITE,
    BACKFILL,
    CUTOVER,
    CONTRACT;

    /** {@code dual-write}, as in texts, folders and files. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
