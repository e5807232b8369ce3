package dev.cofferdam.mutants;

import static dev.cofferdam.mutants.Edits.append;
import static dev.cofferdam.mutants.Edits.before;
import static dev.cofferdam.mutants.Edits.replace;
import static dev.cofferdam.mutants.Edits.set;

import java.util.List;

/** What a statement does to a server that is in use, and what it does beside what was asked. */
final class StatementOperators {
    private static final String FORWARD = "/phases/*/steps/*/statements";
    private static final String SQL = "/phases/*/steps/kind=^sql$";
    private static final String ANY = "/**/statements";
    /** A statement that changes the table and is no renaming, which takes no second action. */
    private static final String ALTER = FORWARD + "/~^ALTER TABLE (?!.* (RENAME|VALIDATE) )";

    private StatementOperators() {}

    static List<Operator> all() {
        return List.of(
                Operator.of(
                        "delete NOT VALID",
                        replace(ANY + "/~ADD CONSTRAINT.*NOT VALID", " NOT VALID", ""),
                        "check-add-validating",
                        "fk-add-validating",
                        "not-null-set-scan"),
                Operator.of(
                        "delete CONCURRENTLY",
                        replace(ANY + "/~^CREATE (UNIQUE )?INDEX CONCURRENTLY", " CONCURRENTLY", ""),
                        "index-create-blocking"),
                Operator.of(
                        "drop an index without CONCURRENTLY",
                        replace(ANY + "/~^DROP INDEX CONCURRENTLY ", " CONCURRENTLY", ""),
                        "index-drop-blocking"),
                Operator.of(
                        "run CONCURRENTLY inside a transaction",
                        Edits.where(
                                FORWARD + "/~ CONCURRENTLY ",
                                set("/phases/*/steps/transaction=outside/transaction", "one-transaction")),
                        "index-create-concurrently-in-tx"),
                Operator.of(
                        "build a unique index under the lock",
                        replace(ANY + "/~ UNIQUE USING INDEX ", "UNIQUE USING INDEX .*", "UNIQUE (id)"),
                        "unique-add-blocking"),
                Operator.of(
                        "validate where it is stated",
                        append(
                                FORWARD.replace("/*/statements", "/statements=NOT VALID/statements"),
                                "'ALTER TABLE t VALIDATE CONSTRAINT x'"),
                        "constraint-validate-same-tx"),
                Operator.of(
                        "run the statements of a step one by one",
                        set("/phases/*/steps/statements=^\\[\"((?!CONCURRENTLY).)*\",\"/transaction", "outside"),
                        "plan-step-transaction-mode"),
                Operator.of(
                        "commit in the middle of a step",
                        append("/phases/*/steps/transaction=one-transaction/statements", "COMMIT"),
                        "plan-step-transaction-mode"),
                Operator.of(
                        "fill rows in the step that changes the table",
                        append("/phases/*/steps/statements=\"ALTER TABLE t /statements", "UPDATE t SET old = old"),
                        "plan-step-transaction-mode"),
                Operator.of("drop with CASCADE", replace(ANY + "/~ DROP COLUMN ", "$", " CASCADE"), "cascade-drop"),
                Operator.of(
                        "VACUUM FULL instead of ANALYZE",
                        replace(FORWARD + "/~^ANALYZE ", "^ANALYZE (\\S+).*", "VACUUM FULL $1"),
                        "table-rewrite-maintenance"),
                Operator.of(
                        "lock the table first",
                        before("/phases/*/steps/transaction=one-transaction/statements/~^ALTER TABLE ", "LOCK TABLE t"),
                        "lock-table"),
                Operator.of(
                        "REINDEX instead of ANALYZE",
                        replace(FORWARD + "/~^ANALYZE ", "^ANALYZE (\\S+).*", "REINDEX TABLE $1"),
                        "reindex-blocking"),
                Operator.of(
                        "TRUNCATE on the way",
                        replace(FORWARD + "/~^ANALYZE ", "^ANALYZE (\\S+).*", "TRUNCATE $1"),
                        "truncate"),
                Operator.of(
                        "never validate",
                        replace(FORWARD + "/~ VALIDATE CONSTRAINT ", "(ALTER TABLE )(.*) VALIDATE.*", "ANALYZE $2"),
                        "plan-keeps-to-change",
                        "not-null-set-scan"),
                Operator.of(
                        "drop another column",
                        replace(FORWARD + "/~ DROP COLUMN ", "DROP COLUMN .*", "DROP COLUMN other"),
                        "plan-keeps-to-change"),
                Operator.of("drop one more column", replace(ALTER, "$", ", DROP COLUMN other"), "plan-keeps-to-change"),
                Operator.of(
                        "do not drop",
                        replace(FORWARD + "/~ DROP COLUMN ", "^.*$", "ANALYZE t"),
                        "plan-keeps-to-change"),
                Operator.of(
                        "another default",
                        replace(ALTER, "$", ", ALTER COLUMN other SET DEFAULT 1"),
                        "plan-keeps-to-change"),
                Operator.of(
                        "another type",
                        replace(FORWARD + "/~ (ADD COLUMN \\S+|TYPE) ", "(ADD COLUMN \\S+|TYPE) .*", "$1 money"),
                        "plan-keeps-to-change"),
                Operator.of(
                        "overwrite rows",
                        replace(FORWARD + "/~^ALTER TABLE ", "(?s)^.*$", "UPDATE t SET old = NULL"),
                        "plan-keeps-to-change"),
                Operator.of(
                        "no lock timeout",
                        set(
                                "/phases/*/steps/locks=\"table\":\"(?!cofferdam_)[^}]*\"level\":\"(access-exclusive|share-row-exclusive)\"/timeouts/lock",
                                "0s"),
                        "lock-timeout-missing"),
                Operator.of(
                        "no statement timeout",
                        Edits.change(SQL + "/timeouts/statement", text -> "0s"),
                        "statement-timeout-missing"),
                Operator.of(
                        "give up after one try",
                        set(
                                "/phases/*/steps/locks=\"table\":\"(?!cofferdam_)[^}]*\"level\":\"(access-exclusive|share-row-exclusive)\"/retry/attempts",
                                "1"),
                        "lock-timeout-missing"),
                Operator.of(
                        "a time-out that a scan cannot keep",
                        set("/phases/*/steps/statements=VALIDATE CONSTRAINT/timeouts/statement", "1s"),
                        "statement-timeout-misuse"),
                Operator.of(
                        "say that nothing is locked",
                        Edits.where(
                                SQL + "/locks",
                                set(
                                        "/phases/*/steps/locks=\"table\":\"(?!cofferdam_)[^}]*\"level\":\"(access-exclusive|share-row-exclusive)\"/locks",
                                        "[]")),
                        "lock-understated"));
    }
}
