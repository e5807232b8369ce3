package dev.cofferdam.playbook;

import dev.cofferdam.playbook.EditedPlanTest.Planned;

/** What holds wherever a plan is, each with a plan that breaks it and that is played by {@link KnownBadPlansTest}. The numbers are those of our scenarios. */
enum Invariant {
    I1(
            "every statement of every version that may run succeeds",
            Flaw.TRIGGER_WHOSE_FUNCTION_FAILS,
            Planned.RENAME_REQUIRED),
    I2("both places hold the same value", Flaw.INSERT_ONLY_TRIGGER, Planned.RENAME_REFERENCING),
    I3("what was written last is what every version reads", ValueFlaw.SYNC_OVERWRITES_NEWER, Planned.RENAME_REQUIRED),
    I4("no row is gone and none comes back", Flaw.ROWS_DELETED, Planned.RENAME_REQUIRED),
    I5("no statement of the application waits longer than its budget", Flaw.LONG_WORK_UNDER_THE_LOCK, Planned.RENAME),
    I6("what is run again, from wherever it was stopped, ends the same", Flaw.BACKFILL_THAT_CANNOT_GO_ON, Planned.SWAP),
    I7("no index is left invalid and no constraint unproved", Flaw.CANCELLED_INDEX_MASKED, Planned.RENAME),
    I8(
            "nothing is taken that a version which may run relies on being refused",
            ShapeFlaw.NULLS_LET_IN_TOO_EARLY,
            Planned.RENAME_REQUIRED),
    I9("every version that may run can start", ReturnFlaw.STARTING_CLAIMED_AFTER_THE_SWAP, Planned.SWAP),
    I10("a sequence is ahead of every number in use", ShapeFlaw.NUMBERS_START_AGAIN, Planned.RENAME_REQUIRED),
    I11("there are statistics of every column that was filled", ShapeFlaw.STATISTICS_FORGOTTEN, Planned.WIDEN),
    I12("an abandoned plan leaves nothing behind", Flaw.ABANDON_FORGETS_THE_TRIGGER, Planned.RENAME);

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // every defect is an enum's constant
    private final Defect brokenBy;

    private final Planned in;

    Invariant(String words, Defect brokenBy, Planned in) {
        this.words = words;
        this.brokenBy = brokenBy;
        this.in = in;
    }

    /** As {@link KnownBadPlansTest} calls it. */
    String counterExample() {
        return brokenBy.name() + " in " + in;
    }

    /** A line of the table in {@code evals/REHEARSAL.md}. */
    String line() {
        return "| " + name() + " | " + words + " | `" + brokenBy.name() + "` in the plan `" + in + "` | `"
                + cell(brokenBy.cut().rule()) + "` at `" + cell(brokenBy.cut().where()) + "` |";
    }

    /** A bar would end the cell. */
    private static String cell(String pattern) {
        return pattern.replace("|", "\\|");
    }
}
