package dev.cofferdam.mutants;

import static dev.cofferdam.mutants.Edits.before;
import static dev.cofferdam.mutants.Edits.move;
import static dev.cofferdam.mutants.Edits.remove;
import static dev.cofferdam.mutants.Edits.removeAll;
import static dev.cofferdam.mutants.Edits.replace;
import static dev.cofferdam.mutants.Edits.set;
import static dev.cofferdam.mutants.Edits.where;

import java.util.List;

/** Rows are filled wrongly, all at once, or before their time; or nobody looks whether they are right. */
final class BackfillOperators {
    private static final String BACKFILL = "/phases/*/steps/kind=backfill";
    private static final String SETUP = BACKFILL + "/setup";
    private static final String TRIGGER = "/phases/kind=expand/steps/*/statements/~^CREATE TRIGGER zz_";

    private BackfillOperators() {}

    static List<Operator> all() {
        return List.of(
                Operator.of(
                        "backfill before the sync",
                        where(TRIGGER, move(BACKFILL, "/phases/kind=expand/steps/*")),
                        "dualwrite-before-backfill"),
                Operator.of("no backfill", where("/sync/trigger", remove(BACKFILL)), "plan-phase-order"),
                Operator.of(
                        "one UPDATE instead of batches",
                        before(BACKFILL, SyncOperators.step("backfill-0", "UPDATE t SET fresh = old")),
                        "plan-keeps-to-change"),
                Operator.of(
                        "fill another column too",
                        replace(
                                SETUP + "/~UPDATE t SET",
                                "(?i)(?s)(UPDATE t SET [^;]*?)(\\s+WHERE )",
                                "$1, other = NULL$2"),
                        "plan-keeps-to-change"),
                Operator.of(
                        "fill nothing",
                        replace(SETUP + "/~UPDATE t SET", "(?s)(UPDATE t SET [^;]*);", "$1 AND false;"),
                        "plan-keeps-to-change"),
                Operator.of(
                        "all batches in one transaction",
                        replace(SETUP + "/~COMMIT", "(?s)(pg_sleep|changed = ROW_COUNT;)(.*?)COMMIT;", "$1$2"),
                        "plan-keeps-to-change"),
                Operator.of(
                        "all rows in one batch",
                        replace(SETUP + "/~batch_rows", "(batch_rows\\s+bigint DEFAULT )\\d+", "$1500000000"),
                        "plan-keeps-to-change"),
                Operator.of("a batch of all rows", set(BACKFILL + "/batchRows", "500000000"), "plan-keeps-to-change"),
                Operator.of("fill every row again", set(BACKFILL + "/predicate", "'true'"), "backfill-idempotent"),
                Operator.of("set something else", replace(BACKFILL + "/set", "= .*", "= 'x'"), "plan-keeps-to-change"),
                Operator.of(
                        "set another value for each call",
                        where(
                                "/sync/trigger",
                                replace(BACKFILL + "/set", "= (.*)", "= coalesce($1, md5(random()::text))")),
                        "backfill-volatile-source",
                        "plan-keeps-to-change"),
                Operator.of("batches along nothing", set(BACKFILL + "/key", "[]"), "backfill-batched"),
                Operator.of(
                        "batches along the filled column",
                        where("/sync/newColumn/~fresh$", set(BACKFILL + "/key", "[fresh]")),
                        "backfill-batched"),
                Operator.of(
                        "no upper bound",
                        set(BACKFILL + "/upperBound", "SELECT 9223372036854775807"),
                        "backfill-terminates"),
                Operator.of("no pause", set(BACKFILL + "/pauseMillis", "0"), "backfill-throttled"),
                Operator.of(
                        "a procedure without its pause",
                        replace(SETUP + "/~pg_sleep", "PERFORM pg_sleep\\([^;]*;", ""),
                        "backfill-throttled"),
                Operator.of(
                        "nobody watches the backfill", removeAll(BACKFILL + "/conduct/watch/*"), "backfill-throttled"),
                Operator.of("progress of nothing", set(BACKFILL + "/progress", "SELECT 1"), "backfill-resumable"),
                Operator.of(
                        "forget how far it was",
                        replace(SETUP + "/~next_key = ", "next_key = CASE .* END,", ""),
                        "backfill-resumable"),
                Operator.of("no estimate", where(BACKFILL, remove("/estimate")), "backfill-observable"),
                Operator.of("an estimate of another step", set("/estimate/step", "cutover-1"), "backfill-observable"),
                Operator.of(
                        "no statistics after the backfill",
                        where(BACKFILL, remove("/phases/*/steps/statements=ANALYZE ")),
                        "backfill-then-analyze"),
                Operator.of("take a number of rows from nowhere", set("/estimate/rows", "77777"), "plan-grounded"),
                Operator.of(
                        "compare without NULL",
                        where(
                                "/sync/trigger",
                                Edits.change(
                                        "/phases/kind=backfill/exit/*/sql",
                                        sql -> sql.replace("IS DISTINCT FROM", "<>"))),
                        "verify-before-cutover",
                        "verify-equality"),
                Operator.of(
                        "an index that may be invalid counts as done",
                        replace("/phases/*/steps/*/doneWhen/sql", " AND indisvalid|indisvalid AND ", ""),
                        "verify-structure"),
                Operator.of(
                        "a constraint that is not validated counts as done",
                        replace("/phases/*/steps/*/doneWhen/sql", " AND convalidated|convalidated AND ", ""),
                        "verify-structure"),
                Operator.of("hollow a gate", GateEdits::hollow, "plan-step-preconditions"),
                Operator.of("ask for fewer rows", GateEdits::narrowed, "plan-step-preconditions"),
                Operator.of("soak for five seconds", set("/phases/**/kind=soak/time", "5s"), "contract-delay"),
                Operator.of("remove an exit", GateEdits::withoutExit, "plan-step-preconditions"),
                Operator.of("remove the soaks of a moment", GateEdits.withoutMoments("soak"), "contract-delay"),
                Operator.of(
                        "remove the queries of a moment",
                        GateEdits.withoutMoments("query"),
                        "plan-step-preconditions",
                        "verify-before-cutover"),
                Operator.of(
                        "remove the deploy gates of a moment",
                        GateEdits.withoutMoments("deployed"),
                        "plan-drain-before-next",
                        "plan-step-preconditions"),
                Operator.of(
                        "remove the attestations of a moment",
                        GateEdits.withoutMoments("attestation"),
                        "plan-contract-gate",
                        "plan-step-preconditions"),
                Operator.of(
                        "a gate that writes",
                        set("/phases/*/exit/kind=query/sql", "DELETE FROM t RETURNING 0"),
                        "gate-read-only"),
                Operator.of(
                        "a gate that expects some rows to be wrong",
                        where("/sync/trigger", set("/phases/kind=backfill/exit/sql=DISTINCT FROM/expected", "'5'")),
                        "verify-before-cutover",
                        "plan-step-preconditions"));
    }
}
