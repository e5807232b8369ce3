package dev.cofferdam.mutants;

import static dev.cofferdam.mutants.Edits.replace;
import static dev.cofferdam.mutants.Edits.set;

import java.util.List;

/** A step is known to be done before it has run, or never. */
final class DoneOperators {
    private static final String STEP = "/phases/*/steps";
    private static final String RULE = "plan-step-preconditions";

    private DoneOperators() {}

    static List<Operator> all() {
        return List.of(
                expects("a trigger that is there when there is none", "FROM pg_trigger[^%]*", "0"),
                expects("a constraint that is there twice", "FROM pg_constraint", "2"),
                expects("a dropped column that is there", "NOT attisdropped", "7"),
                expects("a guard of one trigger where two are made", "tgname LIKE", "1"),
                expects("one conversion where two are made", "ARRAY\\['[^']*', '", "1"),
                expects("a column that may be null and may not", "SELECT attnotnull", "maybe"),
                expects("a progress table that is gone and is not", "to_regclass.*IS NULL", "false"),
                Operator.of(
                        "a swap that is over before it begins",
                        set(STEP + "/doneWhen=format_type.*bigint/doneWhen/expected", "integer"),
                        RULE),
                Operator.of(
                        "an unproved constraint that is to be proved",
                        replace(
                                "/phases/*/steps/statements=NOT VALID/doneWhen/sql",
                                "'::regclass AND conname",
                                "'::regclass AND convalidated AND conname"),
                        RULE),
                Operator.of(
                        "a backfill that is done for some rows",
                        replace("/phases/*/steps/kind=backfill/doneWhen/sql", "$", " AND id > 100"),
                        RULE),
                Operator.of(
                        "a backfill that is done when the others are",
                        replace("/phases/*/steps/kind=backfill/doneWhen/sql", " IS NULL", " IS NOT NULL"),
                        RULE),
                Operator.of(
                        "a backfill that never ends",
                        set("/phases/*/steps/kind=backfill/doneWhen/expected", "5"),
                        RULE));
    }

    /** The answer is another one, at each step whose question is like this. */
    private static Operator expects(String name, String question, String answer) {
        return Operator.of(
                name, set(STEP + "/doneWhen=" + question + "/doneWhen/expected", "\"" + answer + "\""), RULE);
    }
}
