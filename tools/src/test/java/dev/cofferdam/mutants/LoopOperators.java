package dev.cofferdam.mutants;

import static dev.cofferdam.mutants.Edits.replace;

import java.util.List;

/** The procedure of a backfill says what it said before, and its loop goes another way. */
final class LoopOperators {
    private static final String PROCEDURE = "/phases/*/steps/kind=backfill/setup/~next_key = CASE";
    private static final String RULE = "plan-keeps-to-change";

    private LoopOperators() {}

    static List<Operator> all() {
        return List.of(
                Operator.of(
                        "a batch without its first row",
                        replace(PROCEDURE, "\\) >= \\((next_1.*?) <", ") > ($1 <"),
                        RULE),
                Operator.of(
                        "a last batch without its last row",
                        replace(PROCEDURE, "<= (\\(upper_[^)]*\\) AND (?!.*OFFSET))", "< $1"),
                        RULE),
                Operator.of(
                        "a loop that never comes on",
                        replace(PROCEDURE, "ELSE ARRAY\\[after_1", "ELSE ARRAY[next_1"),
                        RULE),
                Operator.of(
                        "the last batch at once", replace(PROCEDURE, "is_last := NOT FOUND", "is_last := true"), RULE),
                Operator.of("two callers in one batch", replace(PROCEDURE, " FOR UPDATE;", ";"), RULE),
                Operator.of("a procedure that runs once", replace(PROCEDURE, "ON CONFLICT DO NOTHING", ""), RULE),
                Operator.of("a pilot that goes on", replace(PROCEDURE, "done := done \\+ 1;", ""), RULE));
    }
}
