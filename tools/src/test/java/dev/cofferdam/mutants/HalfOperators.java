package dev.cofferdam.mutants;

import static dev.cofferdam.mutants.Edits.remove;
import static dev.cofferdam.mutants.Edits.replace;
import static dev.cofferdam.mutants.Edits.set;

import java.util.List;

/** What keeps the plan safe is there, and does its work for some of the rows only, or looks as if it did. */
final class HalfOperators {
    private static final String EXPAND = "/phases/kind=expand/steps/*/statements";
    private static final String BACKFILL = "/phases/*/steps/kind=backfill";
    private static final String FUNCTION = EXPAND + "/~^CREATE FUNCTION [^(]*cofferdam_sync";

    private HalfOperators() {}

    static List<Operator> all() {
        return List.of(
                Operator.of(
                        "a gate that writes in a WITH query",
                        set(
                                "/phases/*/exit/kind=query/sql",
                                "WITH x AS (DELETE FROM t RETURNING 1) SELECT count(*) FROM x"),
                        "gate-read-only"),
                Operator.of(
                        "a gate that calls what acts",
                        replace(
                                "/phases/*/exit/kind=query/sql",
                                "^SELECT ",
                                "SELECT pg_terminate_backend(1) IS NULL, "),
                        "gate-read-only"),
                Operator.of(
                        "compare old and new of some rows", GateEdits::narrowedComparisons, "plan-step-preconditions"),
                Operator.of(
                        "trigger for some rows",
                        replace(EXPAND + "/~^CREATE TRIGGER zz_", "FOR EACH ROW", "FOR EACH ROW WHEN (NEW.id > 100)"),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "a sync that leaves early for some rows",
                        replace(FUNCTION, "BEGIN\n", "BEGIN\n IF NEW.id > 100 THEN RETURN NEW; END IF;\n"),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "done when a dropped column has no name",
                        replace("/phases/*/steps/*/doneWhen/sql", "AND NOT attisdropped", "AND attisdropped"),
                        "plan-step-preconditions"),
                Operator.of(
                        "a procedure with a last key of its own",
                        replace(
                                BACKFILL + "/setup/~upper_key",
                                "(?s)(LIMIT 1\\), )\\(SELECT ARRAY\\[.*?LIMIT 1\\)",
                                "$1ARRAY['1000']"),
                        "plan-keeps-to-change"),
                Operator.of(
                        "a twin of the index for some rows",
                        replace(
                                "/phases/*/steps/*/statements/~^CREATE (UNIQUE )?INDEX CONCURRENTLY .*cofferdam_new_",
                                "$",
                                " WHERE id > 5"),
                        "plan-keeps-to-change"),
                Operator.of(
                        "a way back that drops a function under its trigger",
                        remove("/boundaries/*/abandon/steps/*/statements/~^DROP TRIGGER "),
                        "plan-rollback-restores"),
                Operator.of(
                        "run one batch",
                        replace(BACKFILL + "/run", "\\(\\)$", "(max_batches => 1)"),
                        "plan-keeps-to-change"));
    }
}
