package dev.cofferdam.playbook;

import dev.cofferdam.playbook.EditedPlanTest.Planned;
import java.util.List;
import java.util.function.Consumer;

/** Defects by which values go astray: in the sync, in the backfill, at the cutover. */
enum ValueFlaw implements Defect {
    BACKFILL_BEFORE_DUAL_WRITE(
            plan -> plan.blind()
                    .unasked("expand-1")
                    .forget("expand-1", "CREATE TRIGGER .*")
                    .add(
                            "backfill-4",
                            false,
                            "CREATE TRIGGER zz_cofferdam_sync_fresh BEFORE INSERT OR UPDATE ON t"
                                    + " FOR EACH ROW EXECUTE FUNCTION cofferdam_sync_t_fresh()"),
            "rehearsal-write-lost",
            "backfill/backfill-1",
            Planned.RENAME_REQUIRED,
            Planned.RENAME_REFERENCING),
    CUTOVER_BEFORE_THE_BACKFILL(
            plan -> plan.blind().move("backfill-1", "cutover"),
            "rehearsal-write-lost",
            "cutover/cutover-1",
            Planned.RENAME_REFERENCING),
    SYNC_OVERWRITES_NEWER(
            plan -> plan.blind().replace("expand-1", "NEW\\.old := NEW\\.fresh;", "NEW.fresh := NEW.old;"),
            "rehearsal-write-lost",
            "cutover/cutover-1",
            Planned.RENAME,
            Planned.RENAME_REQUIRED),
    SYNC_OVERWRITES_OLDER(
            plan -> plan.blind()
                    .replace("expand-1", "(?s)IF NEW\\.fresh IS DISTINCT FROM OLD\\.fresh THEN", "IF true THEN"),
            "rehearsal-write-lost",
            "(expand|dual-write|backfill)/.*",
            Planned.RENAME,
            Planned.RENAME_REFERENCING),
    SYNC_SKIPS_NULL(
            plan -> plan.blind()
                    .replace(
                            "expand-1",
                            "ELSIF NEW\\.old IS DISTINCT FROM OLD\\.old THEN",
                            "ELSIF NEW.old IS DISTINCT FROM OLD.old AND NEW.old IS NOT NULL THEN"),
            "rehearsal-write-lost",
            "(backfill|cutover)/.*",
            Planned.RENAME,
            Planned.RENAME_REFERENCING),
    SYNC_BACK_SKIPS_NULL(
            plan -> plan.blind()
                    .replace("expand-1", "NEW\\.old := NEW\\.fresh;", "NEW.old := coalesce(NEW.fresh, NEW.old);"),
            "rehearsal-write-lost",
            // In cutover older code writes the same rows, and may fill again what was emptied.
            "cutover/cutover-1|contract/contract-1",
            Planned.RENAME,
            Planned.RENAME_REFERENCING),
    SYNC_OF_THE_OLD_COLUMN_ONLY(
            plan -> plan.blind().replace("expand-1", "BEFORE INSERT OR UPDATE ON", "BEFORE INSERT OR UPDATE OF old ON"),
            "rehearsal-(write-lost|rollback-fails)",
            "cutover/cutover-1|after-cutover",
            Planned.RENAME,
            Planned.RENAME_REFERENCING),
    SYNC_SWITCHED_OFF(
            plan -> plan.blind()
                    .unasked("expand-1")
                    .add("expand-1", false, "ALTER TABLE t DISABLE TRIGGER zz_cofferdam_sync_fresh"),
            "rehearsal-write-lost",
            "backfill/backfill-1",
            Planned.RENAME_REQUIRED),
    SYNC_ENDS_BEFORE_THE_CUTOVER(
            plan -> plan.blind()
                    .add("backfill-4", false, "DROP TRIGGER zz_cofferdam_sync_fresh ON t")
                    .replace("(contract|after-).*", "DROP TRIGGER zz_", "DROP TRIGGER IF EXISTS zz_"),
            "rehearsal-write-lost",
            "cutover/cutover-1",
            Planned.RENAME_REFERENCING),
    SYNC_CHANGES_THE_VALUE(
            plan -> plan.blind().replace("expand-1", "NEW\\.fresh := NEW\\.old;", "NEW.fresh := NEW.old || '.';"),
            "rehearsal-write-lost",
            "backfill/backfill-1",
            Planned.RENAME),
    CONVERTED_ON_INSERT_ONLY(
            plan -> plan.blind().replace("expand-2", "BEFORE INSERT OR UPDATE ON", "BEFORE INSERT ON"),
            "rehearsal-write-lost",
            "backfill/backfill-1|cutover/.*",
            Planned.SWAP,
            Planned.TYPE_AND_NAME),
    CONVERTED_ONE_WAY(
            plan -> plan.blind().replace("expand-2", "NEW\\.old := public\\.cofferdam_down_t_fresh\\(.*\\);", "NULL;"),
            "rehearsal-(write-lost|rollback-fails)",
            "cutover/cutover-2|after-cutover",
            Planned.TYPE_AND_NAME),
    CONVERTED_WITH_LOSS(
            plan -> plan.blind()
                    .replace(
                            "expand-2",
                            "NEW\\.cofferdam_new_old := NEW\\.old::bigint;",
                            "NEW.cofferdam_new_old := NEW.old::bigint / 10 * 10 + 1;"),
            "rehearsal-write-lost",
            "backfill/backfill-1|cutover/.*",
            Planned.SWAP),
    SWAPPED_WITH_A_GAP(
            plan -> plan.blind()
                    .transaction("cutover-3", "outside")
                    .replace("cutover-3", "(ALTER TABLE t RENAME COLUMN old TO .*)", "SELECT pg_sleep(0.4); $1"),
            "rehearsal-write-lost",
            "cutover/cutover-3",
            Planned.SWAP),
    NOTHING_FLOWS_BACK_AFTER_THE_SWAP(
            plan -> plan.blind()
                    .unasked("cutover-3")
                    .forget("cutover-3", "CREATE TRIGGER .*")
                    .replace("(contract|after-).*", "DROP TRIGGER zz_", "DROP TRIGGER IF EXISTS zz_"),
            "rehearsal-(rollback-fails|write-lost)",
            "after-cutover|cutover/cutover-[34]",
            Planned.SWAP),
    BACKFILL_FIRES_THE_SYNC(
            plan -> plan.blind()
                    .replace("backfill-1", "SET fresh = [^\\n]*", "SET fresh = id")
                    .unmarked("backfill-1"),
            "rehearsal-(write-lost|step-fails)",
            "backfill/backfill-1",
            Planned.TYPE_AND_NAME),
    BACKFILL_INVENTS_A_VALUE(
            plan -> plan.blind()
                    .replace("backfill-1", "SET fresh = old", "SET fresh = coalesce(old, 1)")
                    .replace("backfill-1", "AND old IS NOT NULL", "")
                    .unmarked("backfill-1"),
            "rehearsal-write-lost",
            "backfill/backfill-1",
            Planned.RENAME_REFERENCING),
    BACKFILL_THAT_ADDS_UP(
            plan -> plan.blind()
                    .replace("backfill-1", "SET fresh = old", "SET fresh = coalesce(fresh, '') || old")
                    .replace("backfill-1", "AND fresh IS NULL AND old IS NOT NULL", "")
                    .unmarked("backfill-1"),
            "rehearsal-(write-lost|step-fails)",
            "backfill/backfill-1",
            Planned.RENAME,
            Planned.RENAME_REQUIRED),
    BACKFILL_LEAVES_OUT_SOME(
            plan -> plan.replace("backfill-1", "(cofferdam_new_old|fresh) IS NULL", "$1 IS NULL AND id % 2 = 0"),
            "rehearsal-step-fails",
            "backfill/backfill-1",
            Planned.SWAP,
            Planned.ADD_FILLED),
    BACKFILL_LEAVES_OUT_THE_LAST(
            plan -> plan.replace("backfill-1", "<= \\(upper_1\\)", "< (upper_1 - 50)"),
            "rehearsal-step-fails",
            "backfill/backfill-1",
            Planned.RENAME),
    BACKFILL_HOLDS_ITS_ROWS(
            plan -> plan.replace("backfill-1", "GET DIAGNOSTICS changed = ROW_COUNT;", "$0 PERFORM pg_sleep(0.8);"),
            "rehearsal-wait-over-budget",
            "backfill/backfill-1",
            Planned.RENAME_REFERENCING);

    @SuppressWarnings("ImmutableEnumChecker") // a record that nobody can change
    private final Cut cut;

    ValueFlaw(Consumer<PlanSurgery> made, String rule, String where, Planned... plans) {
        this.cut = new Cut(made, rule, where, List.of(plans));
    }

    @Override
    public Cut cut() {
        return cut;
    }
}
