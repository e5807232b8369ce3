package dev.cofferdam.playbook;

import dev.cofferdam.playbook.EditedPlanTest.Planned;
import java.util.List;
import java.util.function.Consumer;

/** Slips in single steps that show when a plan is played. */
enum Flaw implements Defect {
    INSERT_ONLY_TRIGGER(
            plan -> plan.blind().replace("expand-.*", "BEFORE INSERT OR UPDATE ON", "BEFORE INSERT ON"),
            "rehearsal-write-lost",
            "backfill/backfill-1",
            Planned.RENAME_REQUIRED,
            Planned.RENAME_REFERENCING),
    INSERT_ONLY_TRIGGER_AND_GATES(
            plan -> plan.replace("expand-.*", "BEFORE INSERT OR UPDATE ON", "BEFORE INSERT ON"),
            "rehearsal-step-fails",
            "end of dual-write|backfill/backfill-1",
            Planned.RENAME_REQUIRED,
            Planned.RENAME_REFERENCING),
    UPDATE_ONLY_TRIGGER(
            plan -> plan.blind().replace("expand-.*", "BEFORE INSERT OR UPDATE ON", "BEFORE UPDATE ON"),
            "rehearsal-(write-lost|version-fails|rollback-fails)",
            ".*",
            Planned.RENAME_REQUIRED,
            Planned.RENAME_REFERENCING),
    ONE_WAY_TRIGGER(
            plan -> plan.blind().replace("expand-1", "NEW\\.old := NEW\\.fresh;", "NULL;"),
            "rehearsal-(write-lost|rollback-fails)",
            "cutover/cutover-1|after-cutover",
            Planned.RENAME_REQUIRED,
            Planned.RENAME_REFERENCING),
    TRIGGER_AFTER_THE_ROW(
            plan -> plan.blind().replace("expand-1", "BEFORE INSERT OR UPDATE", "AFTER INSERT OR UPDATE"),
            "rehearsal-write-lost",
            "backfill/backfill-1",
            Planned.RENAME_REQUIRED,
            Planned.RENAME_REFERENCING),
    NO_TRIGGER(
            plan -> plan.blind()
                    .unasked("expand-1")
                    .forget("expand-1", "CREATE TRIGGER .*")
                    .forget(".*(contract|abandon).*", "DROP TRIGGER zz_.*"),
            "rehearsal-write-lost",
            "backfill/backfill-1",
            Planned.RENAME_REQUIRED,
            Planned.RENAME_REFERENCING),
    TRIGGER_WHOSE_FUNCTION_FAILS(
            plan -> plan.replace("expand-1", "NEW\\.fresh := NEW\\.old;", "NEW.fresh := NEW.olld;"),
            "rehearsal-code-fails",
            "dual-write/.*|backfill/.*|expand/.*",
            Planned.RENAME_REQUIRED,
            Planned.RENAME_REFERENCING),
    BACKFILL_OVERWRITES(
            plan -> plan.blind()
                    .replace("backfill-1", "fresh IS NULL AND old IS NOT NULL", "true")
                    .replace("backfill-1", "SET fresh = old", "SET fresh = 'stale' || id")
                    .unmarked("backfill-1"),
            "rehearsal-write-lost|rehearsal-step-fails",
            "backfill/backfill-1",
            Planned.RENAME_REQUIRED),
    BACKFILL_FROM_ANOTHER_COLUMN(
            plan -> plan.replace("backfill-1", "SET fresh = old", "SET fresh = 'x' || id")
                    .unmarked("backfill-1"),
            "rehearsal-(write-lost|step-fails)",
            "backfill/backfill-1",
            Planned.RENAME_REQUIRED),
    BACKFILL_SKIPS_ROWS(
            plan -> plan.replace("backfill-1", "AND old IS NOT NULL", "AND old IS NOT NULL AND id % 2 = 0"),
            "rehearsal-step-fails",
            "backfill/backfill-1",
            Planned.RENAME_REQUIRED,
            Planned.RENAME_REFERENCING),
    BACKFILL_THAT_CANNOT_GO_ON(
            plan -> plan.replace("backfill-1", "CREATE TABLE IF NOT EXISTS", "CREATE TABLE"),
            "rehearsal-step-fails",
            "backfill/backfill-1",
            Planned.RENAME,
            Planned.SWAP,
            Planned.ADD_FILLED),
    LOSSY_SYNC(
            plan -> plan.blind().replace("expand-1", "NEW\\.old := NEW\\.fresh;", "NEW.old := left(NEW.fresh, 3);"),
            "rehearsal-(write-lost|rollback-fails)",
            "cutover/cutover-1|after-cutover",
            Planned.RENAME_REQUIRED),
    RELAX_FORGOTTEN(
            plan -> plan.blind().idle("cutover-1", "t"), "rehearsal-code-fails", "cutover/cutover-2", Planned.DROP),
    TRIGGER_DROPPED_AFTER_ITS_COLUMN(
            plan -> plan.forget("contract-2", "DROP (TRIGGER|FUNCTION) (zz_|cofferdam_sync).*"),
            "rehearsal-(code-fails|end-differs)",
            "contract/contract-2|end",
            Planned.RENAME_REQUIRED,
            Planned.RENAME_REFERENCING),
    FUNCTION_LEFT_BEHIND(
            plan -> plan.forget("contract-.*", "DROP FUNCTION (IF EXISTS )?(public.)?cofferdam_(sync|down).*"),
            "rehearsal-end-differs",
            "end",
            Planned.RENAME_REQUIRED,
            Planned.RENAME_REFERENCING),
    GUARD_LEFT_BEHIND(
            plan -> plan.forget("contract-2", "DROP (TRIGGER|FUNCTION) cofferdam_guard.*"),
            "rehearsal-(step-fails|end-differs)",
            "end|contract/contract-[24]",
            Planned.RENAME,
            Planned.DROP),
    PROGRESS_LEFT_BEHIND(
            plan -> plan.blind().unasked("(backfill|contract)-[2-9]").forget("backfill-.*", "DROP TABLE IF EXISTS .*"),
            "rehearsal-end-differs",
            "end",
            Planned.RENAME,
            Planned.SWAP,
            Planned.ADD_FILLED),
    CONSTRAINT_NEVER_VALIDATED(
            plan -> plan.blind()
                    .unasked("(backfill|contract)-.*")
                    .replace("(backfill|contract)-.*", "ALTER TABLE t VALIDATE CONSTRAINT .*", "ANALYZE t"),
            "rehearsal-end-differs",
            "end",
            Planned.RENAME,
            Planned.SWAP,
            Planned.NOT_NULL,
            Planned.ADD_FILLED,
            Planned.ADD_REQUIRED),
    CHECK_WITHOUT_TWIN(
            plan -> plan.blind()
                    .unasked("(backfill|contract)-[2-9]")
                    .replace(
                            "backfill-.*",
                            "ALTER TABLE t (ADD|VALIDATE) CONSTRAINT cofferdam_new_t_old_check.*",
                            "ANALYZE t")
                    .forget("contract-.*", ".*old_check TO.*"),
            "rehearsal-end-differs",
            "end",
            Planned.RENAME,
            Planned.SWAP),
    INDEX_NOT_CONCURRENT(
            plan -> plan.replace("(backfill|contract)-.*", "INDEX CONCURRENTLY cofferdam_new", "INDEX cofferdam_new"),
            "rehearsal-lock-understated",
            "(backfill|contract)/.*",
            Planned.RENAME,
            Planned.UNIQUE),
    UNIQUE_OVER_DUPLICATES(
            plan -> plan.blind()
                    .replace("contract-2", "ON t \\(a\\)", "ON t ((a::text IS NULL))")
                    .idle("contract-3", "t"),
            "rehearsal-step-fails",
            "contract/contract-2",
            Planned.UNIQUE),
    CANCELLED_INDEX_MASKED(
            plan -> plan.idle("backfill-2", "t")
                    .unasked("backfill-3")
                    .replace("backfill-3", "CONCURRENTLY", "CONCURRENTLY IF NOT EXISTS"),
            "rehearsal-index-invalid",
            "backfill/backfill-3",
            Planned.RENAME),
    CANCELLED_INDEX_IN_THE_WAY(
            plan -> plan.idle("backfill-2", "t"), "rehearsal-step-fails", "backfill/backfill-3", Planned.RENAME),
    WAITS_FOR_EVER(
            plan -> plan.patient("(expand|contract|cutover)-.*"),
            "rehearsal-step-fails",
            "(expand|contract|cutover)/.*",
            Planned.RENAME,
            Planned.SWAP,
            Planned.DROP,
            Planned.UNIQUE,
            Planned.NOT_NULL),
    COLUMN_WRITTEN_ANEW(
            plan -> plan.replace("expand-.*", "(ADD COLUMN fresh .*)$", "$1 DEFAULT left(md5(random()::text), 9)"),
            "rehearsal-rewrite",
            "expand/.*",
            Planned.RENAME_REQUIRED),
    COLUMN_WITH_A_DEFAULT(
            plan -> plan.blind().replace("expand-.*", "(ADD COLUMN fresh .*)$", "$1 DEFAULT 'none'"),
            "rehearsal-(write-lost|end-differs|step-fails)",
            ".*",
            Planned.RENAME_REQUIRED),
    CONTRACT_WHILE_THE_OLD_RUNS(
            plan -> plan.lets("contract-.*", "app v0"),
            "rehearsal-code-fails",
            "contract/contract-.*",
            Planned.RENAME,
            Planned.DROP),
    NEWER_CODE_TOO_EARLY(
            plan -> plan.blind().lets("(backfill|expand)-1", "app v1"),
            "rehearsal-code-fails",
            "expand/expand-1",
            Planned.RENAME_REQUIRED),
    DROPS_ANOTHER_COLUMN(
            plan -> plan.blind().replace("contract-.*", "DROP COLUMN (old|zz_dropped_old)$", "DROP COLUMN fresh"),
            "rehearsal-(code-fails|end-differs|step-fails)",
            ".*",
            Planned.RENAME,
            Planned.DROP),
    ANOTHER_TYPE(
            plan -> plan.blind().replace("expand-.*", "(ADD COLUMN (fresh|cofferdam_new_old)) .*", "$1 varchar(60)"),
            "rehearsal-(end-differs|step-fails)",
            ".*",
            Planned.RENAME,
            Planned.SWAP),
    DEFAULT_FORGOTTEN(
            plan -> plan.blind().forget("(cutover|expand)-.*", ".*SET DEFAULT.*"),
            "rehearsal-(end-differs|code-fails|step-fails)",
            ".*",
            Planned.SWAP,
            Planned.ADD_FILLED),
    ROWS_OVERWRITTEN(
            plan -> plan.blind().add("(expand|contract)-1", false, "UPDATE t SET old = NULL"),
            "rehearsal-(write-lost|step-fails|rollback-fails|code-fails)",
            ".*",
            Planned.RENAME),
    ROWS_DELETED(
            plan -> plan.blind().add("expand-1", false, "DELETE FROM t"),
            "rehearsal-write-lost|rehearsal-lock-understated",
            "expand/expand-1",
            Planned.RENAME_REQUIRED,
            Planned.RENAME_REFERENCING),
    LONG_WORK_UNDER_THE_LOCK(
            plan -> plan.patient("expand-1").add("expand-1", false, "SELECT pg_sleep(1)"),
            "rehearsal-wait-over-budget",
            "expand/expand-1",
            Planned.RENAME,
            Planned.ADD_REQUIRED,
            Planned.ADD_FILLED),
    LOCKED_ON_PURPOSE(
            plan -> plan.add("expand-1", true, "LOCK TABLE parent IN ACCESS EXCLUSIVE MODE"),
            "rehearsal-lock-understated",
            "expand/expand-1",
            Planned.RENAME_REFERENCING),
    WRONG_DONE_WHEN(
            plan -> plan.expects("(backfill|contract)-1", "77"),
            "rehearsal-step-fails",
            "(backfill|contract)/.*",
            Planned.RENAME,
            Planned.DROP,
            Planned.UNIQUE,
            Planned.NOT_NULL),
    DONE_BEFORE_IT_RAN(
            plan -> plan.vacuous("(expand|contract)-[12]"),
            "rehearsal-step-fails",
            "(expand|contract)/.*",
            Planned.RENAME,
            Planned.DROP,
            Planned.UNIQUE,
            Planned.NOT_NULL),
    ABANDON_FORGETS_THE_TRIGGER(
            plan -> plan.forget(".*-abandon-.*", "DROP (TRIGGER|FUNCTION) (zz_|cofferdam_sync).*"),
            "rehearsal-rollback-fails",
            "after-.*",
            Planned.RENAME,
            Planned.RENAME_REQUIRED,
            Planned.RENAME_REFERENCING),
    ABANDON_FORGETS_THE_FUNCTION(
            plan -> plan.forget(".*-abandon-.*", "DROP FUNCTION cofferdam_sync.*"),
            "rehearsal-rollback-fails",
            "after-.*",
            Planned.RENAME,
            Planned.SWAP),
    ABANDON_FORGETS_THE_COLUMN(
            plan -> plan.unasked(".*-abandon-.*").forget(".*-abandon-.*", ".*DROP COLUMN .*"),
            "rehearsal-rollback-fails",
            "after-.*",
            Planned.RENAME,
            Planned.SWAP),
    ABANDON_FORGETS_THE_GUARD(
            plan -> plan.unasked(".*-abandon-.*").remove("after-guard-abandon-1"),
            "rehearsal-rollback-fails",
            "after-guard",
            Planned.RENAME,
            Planned.DROP),
    ABANDON_FORGETS_THE_INDEX(
            plan -> plan.idle("after-(first-refusal|contract)-abandon-2", "t")
                    .unasked("after-(first-refusal|contract)-abandon-2"),
            "rehearsal-rollback-fails",
            "after-.*",
            Planned.UNIQUE),
    ABANDON_FORGETS_NOT_NULL(
            plan -> plan.unasked(".*-abandon-.*")
                    .replace(
                            "after-cutover-abandon-.*",
                            "ALTER TABLE t (ALTER COLUMN old SET NOT NULL|ADD CONSTRAINT t_old_not_null.*|VALIDATE CONSTRAINT t_old_not_null)",
                            "ANALYZE t"),
            "rehearsal-rollback-fails",
            "after-cutover",
            Planned.DROP,
            Planned.SWAP),
    ABANDON_DROPS_THE_OLD_COLUMN(
            plan -> plan.unasked(".*-abandon-.*")
                    .replace(".*-abandon-.*", "DROP COLUMN (fresh|cofferdam_new_old)", "DROP COLUMN old"),
            "rehearsal-rollback-fails",
            "after-.*",
            Planned.RENAME,
            Planned.SWAP),
    ABANDON_LEAVES_A_GRANT(
            plan -> plan.add("after-expand-abandon-.*", false, "GRANT SELECT ON t TO PUBLIC"),
            "rehearsal-rollback-fails",
            "after-expand",
            Planned.RENAME,
            Planned.ADD_REQUIRED,
            Planned.ADD_FILLED),
    ABANDON_LEAVES_A_DEFAULT(
            plan -> plan.add("after-(expand|cutover)-abandon-.*", false, "ALTER TABLE t ALTER COLUMN id SET DEFAULT 5"),
            "rehearsal-rollback-fails",
            "after-(expand|cutover)",
            Planned.RENAME,
            Planned.RENAME_REQUIRED,
            Planned.RENAME_REFERENCING),
    RETREAT_KEEPS_THE_GUARD(
            plan -> plan.remove("after-guard-retreat-1"),
            "rehearsal-rollback-fails",
            "after-guard",
            Planned.RENAME,
            Planned.DROP),
    NO_GUARD_BEFORE_THE_DROP(
            plan -> plan.blind().idle("contract-1", "t"),
            "rehearsal-(step-fails|end-differs|rollback-fails)",
            ".*",
            Planned.RENAME,
            Planned.DROP);

    @SuppressWarnings("ImmutableEnumChecker") // a record that nobody can change
    private final Cut cut;

    Flaw(Consumer<PlanSurgery> made, String rule, String where, Planned... plans) {
        this.cut = new Cut(made, rule, where, List.of(plans));
    }

    @Override
    public Cut cut() {
        return cut;
    }
}
