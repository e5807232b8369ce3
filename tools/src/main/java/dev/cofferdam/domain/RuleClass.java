package dev.cofferdam.domain;

import java.util.Locale;

/** What kind of judgement a rule passes, which tells a reader how to weigh it. */
public enum RuleClass {
    /** Server cost: a lock, a scan, a rewrite, a build, a statement that the server refuses. */
    HAZARD,
    /** Compatibility: an app version that may be running breaks, or data is lost. */
    COMPAT,
    /** The shape of a script: harmless today, an outage on a bad day. */
    HYGIENE,
    /** Needs facts beyond the SQL: sizes, traffic, who reads. */
    CONTEXT,
    /** Design advice; reported only when asked for. */
    ADVICE;

    /** The class of a rule that says nothing else of itself. */
    public static RuleClass of(Hazard hazard) {
        return switch (hazard) {
            case BLOCKS_READS, BLOCKS_WRITES, QUEUES_TRAFFIC, REWRITES_TABLE, FAILS_WHEN_RUN -> HAZARD;
            case LOSES_DATA, LOSES_WRITES, BREAKS_OLD_CODE, BREAKS_NEW_CODE, NO_WAY_BACK -> COMPAT;
            case LEAVES_RUBBISH -> HYGIENE;
            case UNGROUNDED, UNDECIDED -> CONTEXT;
        };
    }

    /** {@code hazard}: as configuration and JSON write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
