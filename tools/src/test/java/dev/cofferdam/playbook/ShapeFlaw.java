package dev.cofferdam.playbook;

import dev.cofferdam.playbook.EditedPlanTest.Planned;
import java.util.List;
import java.util.function.Consumer;

/** Defects of what is built: constraints, indexes, locks, and what is there at the plan's end. */
enum ShapeFlaw implements Defect {
    DEMANDED_TOO_EARLY(
            plan -> plan.blind()
                    .add("expand-1", false, "ALTER TABLE t ADD CONSTRAINT early CHECK (fresh IS NOT NULL) NOT VALID"),
            "rehearsal-code-fails",
            "expand/expand-1",
            Planned.ADD_REQUIRED),
    DEMANDED_WHILE_THE_OLD_RUNS(
            plan -> plan.lets("contract-.*", "app v0"),
            "rehearsal-code-fails",
            "contract/contract-1",
            Planned.NOT_NULL),
    REQUIRED_AT_ONCE(
            plan -> plan.replace("expand-1", "ADD COLUMN fresh text", "ADD COLUMN fresh text NOT NULL"),
            "rehearsal-(step-fails|code-fails)",
            "expand/expand-1",
            Planned.ADD_REQUIRED),
    VALIDATED_IN_ONE_STEP(
            plan -> plan.replace("(backfill|contract)-.*", "(ADD CONSTRAINT .*) NOT VALID", "$1"),
            "rehearsal-scan-under-lock",
            "(backfill|contract)/.*",
            Planned.RENAME,
            Planned.SWAP,
            Planned.RENAME_REFERENCING,
            Planned.NOT_NULL,
            Planned.ADD_FILLED),
    PROVED_BY_READING(
            plan -> plan.replace(
                    "(backfill|contract)-.*",
                    "ADD CONSTRAINT (\\w+) NOT NULL (\\w+) NOT VALID",
                    "ALTER $2 SET NOT NULL"),
            "rehearsal-scan-under-lock",
            "(backfill|contract)/.*",
            Planned.NOT_NULL,
            Planned.ADD_FILLED),
    GUARD_IN_EVERYBODYS_WAY(
            plan -> plan.replace("contract-1", "BEFORE UPDATE OF old ON t", "BEFORE UPDATE ON t"),
            "rehearsal-code-fails",
            "contract/contract-1",
            Planned.RENAME),
    INDEX_OF_THE_OLD_COLUMN(
            plan -> plan.replace("backfill-3", "\\(fresh\\)", "(old)"),
            "rehearsal-(step-fails|end-differs)",
            "contract/contract-2|end",
            Planned.RENAME),
    INDEX_NOT_UNIQUE(
            plan -> plan.replace(
                    "(backfill|contract)-.*", "CREATE UNIQUE INDEX CONCURRENTLY", "CREATE INDEX CONCURRENTLY"),
            "rehearsal-step-fails",
            "backfill/backfill-4|contract/contract-3",
            Planned.RENAME,
            Planned.UNIQUE),
    UNIQUE_OF_ANOTHER_COLUMN(
            plan -> plan.replace("contract-2", "ON t \\(a\\)", "ON t (id)"),
            "rehearsal-end-differs",
            "end",
            Planned.UNIQUE),
    NAMES_NOT_GIVEN_BACK(
            plan -> plan.forget("contract-.*", "ALTER TABLE t RENAME CONSTRAINT .*"),
            "rehearsal-end-differs",
            "end",
            Planned.RENAME,
            Planned.SWAP,
            Planned.RENAME_REFERENCING),
    REFERENCE_FORGOTTEN(
            plan -> plan.idle("backfill-[23]", "t").forget("contract-2", "ALTER TABLE t RENAME CONSTRAINT .*"),
            "rehearsal-end-differs",
            "end",
            Planned.RENAME_REFERENCING),
    REFERENCE_WITHOUT_CASCADE(
            plan -> plan.replace("backfill-2", " ON DELETE CASCADE", ""),
            "rehearsal-end-differs",
            "end",
            Planned.RENAME_REFERENCING),
    COMMENT_FORGOTTEN(plan -> plan.forget("contract-1", "COMMENT ON .*"), "rehearsal-end-differs", "end", Planned.SWAP),
    CONVERSION_LEFT_BEHIND(
            plan -> plan.forget("contract-.*", "DROP FUNCTION IF EXISTS public.cofferdam_(up|down)_.*"),
            "rehearsal-end-differs",
            "end",
            Planned.TYPE_AND_NAME),
    REQUIRED_NO_MORE(
            plan -> plan.blind()
                    .unasked("contract-[23]")
                    .replace("contract-[23]", "(ADD|VALIDATE) CONSTRAINT t_fresh_not_null.*", "RESET (fillfactor)"),
            "rehearsal-end-differs",
            "end",
            Planned.TYPE_AND_NAME),
    WIDENED_BY_REWRITING(
            plan -> plan.replace("expand-2", "TYPE character varying\\(40\\)", "$0 USING old || ''"),
            "rehearsal-rewrite",
            "expand/expand-2",
            Planned.WIDEN),
    NARROWED(
            plan -> plan.unasked("expand-[23]").blind().replace("expand-2", "varying\\(40\\)", "varying(3)"),
            "rehearsal-(step-fails|end-differs)",
            "expand/expand-2|end",
            Planned.WIDEN),
    ADDED_BY_REWRITING(
            plan -> plan.replace("expand-1", "DEFAULT 'new'", "DEFAULT left(md5(random()::text), 9)"),
            "rehearsal-rewrite",
            "expand/expand-1",
            Planned.ADD_AT_ONCE),
    LOCK_NOT_STATED(
            plan -> plan.silent("(expand|contract|cutover)-.*"),
            "rehearsal-lock-understated",
            "(expand|contract|cutover)/.*",
            Planned.RENAME,
            Planned.DROP,
            Planned.ADD_AT_ONCE,
            Planned.NOT_NULL),
    STATISTICS_FORGOTTEN(
            plan -> plan.unasked("backfill-4").replace("(backfill|expand)-.*", "^ANALYZE t \\(.*\\)$", "SELECT 1"),
            "rehearsal-end-differs",
            "end",
            Planned.RENAME_REFERENCING,
            Planned.WIDEN),
    NUMBERS_START_AGAIN(
            plan -> plan.add("expand-1", false, "ALTER TABLE t ALTER COLUMN id RESTART WITH 1"),
            "rehearsal-code-fails",
            "expand/expand-1|dual-write/.*",
            Planned.RENAME_REQUIRED),
    KEY_GIVEN_UP_TOO_EARLY(
            plan -> plan.add("expand-1", false, "ALTER TABLE t DROP CONSTRAINT t_old_key"),
            "rehearsal-guarantee-missing",
            "expand/expand-1",
            Planned.RENAME),
    NULLS_LET_IN_TOO_EARLY(
            plan -> plan.add("expand-1", false, "ALTER TABLE t ALTER COLUMN old DROP NOT NULL"),
            "rehearsal-guarantee-missing",
            "expand/expand-1",
            Planned.RENAME_REQUIRED),
    REFERENCE_GIVEN_UP_TOO_EARLY(
            plan -> plan.add("expand-1", false, "ALTER TABLE t DROP CONSTRAINT t_old_fkey"),
            "rehearsal-guarantee-missing",
            "expand/expand-1",
            Planned.RENAME_REFERENCING),
    DEMANDED_AFTER_THE_SWAP(
            plan -> plan.blind()
                    .unasked("backfill-[45]")
                    .replace(
                            "backfill-[45]",
                            "(ADD|VALIDATE) CONSTRAINT t_cofferdam_new_old_not_null.*",
                            "RESET (fillfactor)")
                    .add("contract-1", true, "ALTER TABLE t ADD CONSTRAINT t_cofferdam_new_old_not_null NOT NULL old"),
            "rehearsal-guarantee-missing",
            "cutover/cutover-[24]",
            Planned.SWAP),
    TOO_LITTLE_TIME(
            plan -> plan.hasty("expand-1").add("expand-1", false, "SELECT pg_sleep(0.2)"),
            "rehearsal-step-fails",
            "expand/expand-1",
            Planned.ADD_REQUIRED);

    @SuppressWarnings("ImmutableEnumChecker") // a record that nobody can change
    private final Cut cut;

    ShapeFlaw(Consumer<PlanSurgery> made, String rule, String where, Planned... plans) {
        this.cut = new Cut(made, rule, where, List.of(plans));
    }

    @Override
    public Cut cut() {
        return cut;
    }
}
