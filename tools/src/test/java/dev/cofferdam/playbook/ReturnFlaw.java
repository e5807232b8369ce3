package dev.cofferdam.playbook;

import dev.cofferdam.playbook.EditedPlanTest.Planned;
import java.util.List;
import java.util.function.Consumer;

/** Defects of the ways back, and of what a plan claims about them and about who can run. */
enum ReturnFlaw implements Defect {
    ABANDON_THAT_FAILS(
            plan -> plan.replace(".*-abandon-.*", "DROP COLUMN (fresh|cofferdam_new_old)", "DROP COLUMN frehs"),
            "rehearsal-rollback-fails",
            "after-.*",
            Planned.RENAME,
            Planned.SWAP,
            Planned.ADD_FILLED),
    ABANDON_SKIPS_ROWS(
            plan -> plan.blind()
                    .unasked("after-contract-abandon-.*")
                    .replace("after-contract-abandon-2", "old IS NULL AND", "old IS NULL AND id % 2 = 0 AND"),
            "rehearsal-rollback-fails",
            "after-contract",
            Planned.RENAME),
    ABANDON_CHANGES_VALUES(
            plan -> plan.add("after-(backfill|cutover)-abandon-[12]", false, "UPDATE t SET old = old || '.'"),
            "rehearsal-rollback-fails",
            "after-(backfill|cutover)",
            Planned.RENAME),
    ABANDON_DEMANDS_WHAT_IS_NULL(
            plan -> plan.remove("after-(cutover|guard)-abandon-[23]"),
            "rehearsal-rollback-fails",
            "after-(cutover|guard)",
            Planned.DROP),
    ABANDON_FORGETS_THE_DEMAND(
            plan -> plan.unasked(".*-abandon-.*").idle("after-(first-refusal|contract)-abandon-1", "t"),
            "rehearsal-rollback-fails",
            "after-(first-refusal|contract)",
            Planned.NOT_NULL),
    ABANDON_KEEPS_THE_TYPE(
            plan -> plan.idle("after-.*-abandon-schema-1", "t"), "rehearsal-rollback-fails", "after-.*", Planned.WIDEN),
    ABANDON_AFTER_THE_VALUES_ARE_GONE(
            plan -> plan.replace("contract-2", "RENAME COLUMN old TO zz_dropped_old", "DROP COLUMN old")
                    .idle("contract-4", "t"),
            "rehearsal-rollback-fails",
            "after-put-aside",
            Planned.DROP),
    ABANDON_WHILE_THE_NEW_RUNS(
            plan -> plan.remove("after-cutover-abandon-1").lets("after-cutover-abandon-2", "app v1"),
            "rehearsal-rollback-fails",
            "after-cutover",
            Planned.RENAME),
    CONVERSION_LEFT_BY_THE_ABANDON(
            plan -> plan.forget(".*-abandon-.*", "DROP FUNCTION IF EXISTS public.cofferdam_(up|down)_.*"),
            "rehearsal-rollback-fails",
            "after-.*",
            Planned.TYPE_AND_NAME),
    RETREAT_CLAIMED_AFTER_CONTRACT(
            plan -> plan.claimsRetreat("after-contract").claim("rollbacks", "after-contract", "retreat"),
            "rehearsal-rollback-fails",
            "after-contract",
            Planned.RENAME,
            Planned.DROP),
    RETREAT_CLAIMED_WHILE_PUT_ASIDE(
            plan -> plan.claimsRetreat("after-put-aside").claim("rollbacks", "after-put-aside", "retreat"),
            "rehearsal-rollback-fails",
            "after-put-aside",
            Planned.DROP),
    RETREAT_CLAIMED_AFTER_THE_DEMAND(
            plan -> plan.claimsRetreat("after-first-refusal").claim("rollbacks", "after-first-refusal", "retreat"),
            "rehearsal-rollback-fails",
            "after-first-refusal",
            Planned.NOT_NULL),
    OLD_CODE_CLAIMED_AFTER_CONTRACT(
            plan -> plan.claim("compatibility", "after-contract", "v0"),
            "rehearsal-version-fails",
            "after-contract",
            Planned.RENAME,
            Planned.DROP,
            Planned.NOT_NULL),
    OLD_CODE_CLAIMED_UNDER_THE_GUARD(
            plan -> plan.claim("compatibility", "after-guard", "v0"),
            "rehearsal-version-fails",
            "after-guard",
            Planned.RENAME,
            Planned.DROP),
    STARTING_CLAIMED_AFTER_THE_SWAP(
            plan -> plan.claimsStart("after-cutover", "v0"), "rehearsal-version-fails", "after-cutover", Planned.SWAP),
    STARTING_CLAIMED_AFTER_CONTRACT(
            plan -> plan.claimsStart("after-contract", "v0"),
            "rehearsal-version-fails",
            "after-contract",
            Planned.RENAME,
            Planned.DROP);

    @SuppressWarnings("ImmutableEnumChecker") // a record that nobody can change
    private final Cut cut;

    ReturnFlaw(Consumer<PlanSurgery> made, String rule, String where, Planned... plans) {
        this.cut = new Cut(made, rule, where, List.of(plans));
    }

    @Override
    public Cut cut() {
        return cut;
    }
}
