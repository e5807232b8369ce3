package dev.cofferdam.mutants;

import static dev.cofferdam.mutants.Edits.append;
import static dev.cofferdam.mutants.Edits.remove;
import static dev.cofferdam.mutants.Edits.replace;
import static dev.cofferdam.mutants.Edits.set;
import static dev.cofferdam.mutants.Edits.where;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

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
                        "compare old and new of some rows",
                        GateEdits.everyComparison(sql -> sql + " AND id > 1000000000"),
                        "plan-step-preconditions"),
                Operator.of(
                        "trigger for some rows",
                        replace(EXPAND + "/~^CREATE TRIGGER zz_", "FOR EACH ROW", "FOR EACH ROW WHEN (NEW.id > 100)"),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "a sync that leaves early for some rows",
                        replace(FUNCTION, "BEGIN\n", "BEGIN\n IF NEW.id > 100 THEN RETURN NEW; END IF;\n"),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "a sync that does nothing for some values",
                        replace(FUNCTION, "BEGIN\n", "BEGIN\n IF current_user = 'batch' THEN RETURN NEW; END IF;\n"),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "a sync that hides its errors",
                        replace(
                                FUNCTION,
                                "RETURN NEW;\nEND\n",
                                "RETURN NEW;\nEXCEPTION WHEN OTHERS THEN RETURN NEW;\nEND\n"),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "a sync that leaves out the row",
                        replace(FUNCTION, "RETURN NEW;\nEND\n", "RETURN NULL;\nEND\n"),
                        "dualwrite-before-backfill"),
                Operator.of("a sync that is emptied later", HalfOperators::emptiedLater, "dualwrite-before-backfill"),
                Operator.of(
                        "compare the first letters",
                        GateEdits.everyComparison(sql -> sql.replaceFirst(
                                "WHERE (.*?) IS DISTINCT FROM ([^ ]*)",
                                "WHERE left(($1)::text, 1) IS DISTINCT FROM left(($2)::text, 1)")),
                        "verify-before-cutover",
                        "plan-step-preconditions"),
                Operator.of(
                        "an undo that drops a function under its trigger",
                        remove("/phases/*/steps/*/undo/statements/~^DROP TRIGGER "),
                        "plan-rollback-restores"),
                Operator.of(
                        "a twin of the index of another order",
                        where(
                                "/sync/function",
                                replace(
                                        "/phases/*/steps/*/statements/~^CREATE (UNIQUE )?INDEX CONCURRENTLY .*cofferdam_new_",
                                        "\\)$",
                                        " DESC NULLS LAST)")),
                        "plan-keeps-to-change"),
                Operator.of(
                        "done when another column is gone",
                        replace(
                                "/phases/*/steps/*/doneWhen/sql",
                                "attname = '(\\w+)' AND NOT",
                                "attname = '$1s' AND NOT"),
                        "plan-step-preconditions"),
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

    private static Map<String, JsonNode> emptiedLater(JsonNode plan) {
        String function = plan.at("/sync/function").asText();
        return function.isEmpty()
                ? Map.of()
                : append(
                                "/phases/kind=backfill/steps/kind=sql/statements",
                                "CREATE OR REPLACE FUNCTION " + function
                                        + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")
                        .of(plan);
    }
}
