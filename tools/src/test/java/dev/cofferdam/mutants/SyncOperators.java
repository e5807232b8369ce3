package dev.cofferdam.mutants;

import static dev.cofferdam.mutants.Edits.both;
import static dev.cofferdam.mutants.Edits.move;
import static dev.cofferdam.mutants.Edits.remove;
import static dev.cofferdam.mutants.Edits.replace;
import static dev.cofferdam.mutants.Edits.set;
import static dev.cofferdam.mutants.Edits.where;

import java.util.List;

/** Old and new place drift apart. */
final class SyncOperators {
    private static final String STATEMENTS = "/phases/*/steps/*/statements";
    private static final String EXPAND = "/phases/kind=expand/steps/*/statements";
    private static final String TRIGGER = EXPAND + "/~^CREATE TRIGGER zz_";
    private static final String FUNCTION = EXPAND + "/~^CREATE FUNCTION [^(]*cofferdam_sync";
    private static final String CONTRACT = "/phases/kind=contract/steps/*/statements";
    private static final String DEPLOY = "/phases/kind=cutover/steps/kind=deploy";

    private SyncOperators() {}

    static List<Operator> all() {
        return List.of(
                Operator.of("drop the sync", remove(TRIGGER), "dualwrite-before-backfill"),
                Operator.of(
                        "trigger on INSERT only",
                        replace(TRIGGER, "BEFORE INSERT OR UPDATE", "BEFORE INSERT"),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "trigger on UPDATE only",
                        replace(TRIGGER, "BEFORE INSERT OR UPDATE", "BEFORE UPDATE"),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "trigger too late",
                        replace(TRIGGER, "BEFORE INSERT", "AFTER INSERT"),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "trigger for each statement",
                        replace(TRIGGER, "FOR EACH ROW", "FOR EACH STATEMENT"),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "trigger of the old column only",
                        replace(TRIGGER, "OR UPDATE ON", "OR UPDATE OF old ON"),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "one-way sync that calls itself two-way",
                        replace(FUNCTION, "NEW\\.\"?(old|c{63}|100% Name|[cC])\"? :=", "unused :="),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "sync that never fills the new column",
                        replace(FUNCTION, "NEW\\.fresh :=", "unused :="),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "sync that calls itself",
                        replace(FUNCTION, "RETURN NEW;", "UPDATE t SET fresh = old; RETURN NEW;"),
                        "dualwrite-no-loop"),
                Operator.of(
                        "sync and backfill convert differently",
                        replace("/sync/mapping/up", "^.*$", "upper($0::text)"),
                        "dualwrite-reverse-mapping"),
                Operator.of(
                        "no way down",
                        where("/sync/mapping", set("/sync/mapping/down", "'null'")),
                        "dualwrite-reverse-mapping"),
                Operator.of(
                        "switch the trigger off",
                        replace(STATEMENTS + "/~^ANALYZE ", "^ANALYZE (\\S+).*", "ALTER TABLE $1 DISABLE TRIGGER USER"),
                        "dualwrite-before-backfill",
                        "trigger-disable",
                        "plan-keeps-to-change"),
                Operator.of(
                        "drop the sync before the deploy",
                        where(
                                TRIGGER + ".*cofferdam_sync_fresh ",
                                both(
                                        Edits.before(
                                                DEPLOY, step("cutover-0", "DROP TRIGGER zz_cofferdam_sync_fresh ON t")),
                                        remove(CONTRACT + "/~^DROP TRIGGER zz_"))),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "drop the column before its trigger",
                        move(CONTRACT + "/~^ALTER TABLE \\S+ DROP COLUMN old$", CONTRACT + "/~^DROP TRIGGER zz_"),
                        "dualwrite-install-atomic"),
                Operator.of(
                        "leave the trigger behind",
                        remove(CONTRACT + "/~^DROP TRIGGER zz_"),
                        "dualwrite-install-atomic",
                        "contract-leftovers"),
                Operator.of(
                        "leave the function behind",
                        remove(CONTRACT + "/~^DROP FUNCTION [^(]*cofferdam_"),
                        "contract-leftovers",
                        "plan-keeps-to-change"),
                Operator.of(
                        "install the trigger in a step of its own",
                        both(
                                remove(TRIGGER),
                                Edits.append(
                                        "/phases/kind=expand/steps",
                                        step(
                                                "expand-9",
                                                "CREATE TRIGGER zz_cofferdam_sync_fresh BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION cofferdam_sync_t_fresh()"))),
                        "dualwrite-install-atomic"),
                Operator.of(
                        "a default while the sync lives",
                        where(TRIGGER, replace(EXPAND + "/~ ADD COLUMN ", "$", " DEFAULT '1'")),
                        "dualwrite-null-semantics"),
                Operator.of(
                        "values flow one way after cutover",
                        set("/sync/directions/cutover", "old-to-new"),
                        "plan-rollback-per-phase",
                        "plan-rollback-keeps-writes",
                        "contract-relax-before-stop-writing"),
                Operator.of(
                        "no sync during the backfill",
                        set("/sync/directions/backfill", "none"),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "no sync at all",
                        where(TRIGGER, set("/sync", "{kind: not-needed, reason: code writes both}")),
                        "dualwrite-before-backfill"),
                Operator.of(
                        "a guard that lets everything pass",
                        replace(CONTRACT + "/~^CREATE FUNCTION [^(]*guard", "BEGIN", "BEGIN RETURN NEW;"),
                        "contract-write-guard"));
    }

    /** A short step of SQL. */
    static String step(String id, String sql) {
        return "{kind: sql, id: " + id + ", title: A step of this mutant, statements: ['" + sql.replace("'", "''")
                + "'], transaction: one-transaction, role: owner, timeouts: {lock: 2s, statement: 10s},"
                + " retry: {attempts: 10, firstPause: 1s, longestPause: 1m},"
                + " locks: [{table: t, level: access-exclusive, hold: instant}],"
                + " doneWhen: {statement: it is done, sql: SELECT 1, expected: '1'},"
                + " undo: {kind: not-needed, reason: the abandon takes it back},"
                + " conduct: {who: database, mayRun: [app v0], rollbackFloor: [app v0], cites: [f1]}}";
    }
}
