package dev.cofferdam.domain;

/** The kinds of harm that a rule can report. */
public enum Hazard {
    BLOCKS_READS,
    BLOCKS_WRITES,
    QUEUES_TRAFFIC,
    REWRITES_TABLE,
    LOSES_DATA,
    LOSES_WRITES,
    BREAKS_OLD_CODE,
    BREAKS_NEW_CODE,
    NO_WAY_BACK,
    FAILS_WHEN_RUN,
    LEAVES_RUBBISH,
    UNGROUNDED,
    UNDECIDED
}
