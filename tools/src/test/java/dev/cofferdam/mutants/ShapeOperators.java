package dev.cofferdam.mutants;

import static dev.cofferdam.mutants.Edits.append;
import static dev.cofferdam.mutants.Edits.both;
import static dev.cofferdam.mutants.Edits.move;
import static dev.cofferdam.mutants.Edits.remove;
import static dev.cofferdam.mutants.Edits.replace;
import static dev.cofferdam.mutants.Edits.set;
import static dev.cofferdam.mutants.Edits.where;

import java.util.List;

/** Phases, deploys, ways back and grounds that are not what they have to be. */
final class ShapeOperators {
    private static final String DEPLOY = "/phases/kind=cutover/steps/kind=deploy";
    private static final String LOSS = "/phases/kind=contract/steps/statements=DROP COLUMN";
    private static final String RETREAT = "/boundaries/*/retreat";
    private static final String ABANDON = "/boundaries/*/abandon";

    private ShapeOperators() {}

    static List<Operator> all() {
        return List.of(
                Operator.of("remove a phase", remove("/phases/*"), "plan-phase-order"),
                Operator.of("skip without a reason", remove("/phases/*/skippedBecause"), "plan-phase-order"),
                Operator.of(
                        "contract before cutover",
                        move("/phases/kind=contract", "/phases/kind=cutover"),
                        "plan-phase-order"),
                Operator.of("contract too early", move(LOSS, DEPLOY), "plan-no-destructive-before-readers-moved"),
                Operator.of(
                        "deploy before the rows are there",
                        where(
                                "/sync/trigger",
                                both(
                                        move(DEPLOY, "/phases/kind=backfill/steps/kind=backfill"),
                                        append(
                                                "/phases/kind=cutover/steps",
                                                SyncOperators.step("cutover-9", "ANALYZE t")))),
                        "verify-before-cutover"),
                Operator.of(
                        "rename in place",
                        where(
                                "/sync/trigger",
                                append(
                                        "/phases/kind=expand/steps",
                                        SyncOperators.step("expand-9", "ALTER TABLE t RENAME COLUMN old TO gone"))),
                        "plan-no-destructive-before-readers-moved"),
                Operator.of(
                        "forget to relax",
                        Edits.unless(
                                "/sync/newColumn/~cofferdam_new",
                                remove("/phases/kind=cutover/steps/*/statements/~ DROP NOT NULL")),
                        "contract-relax-before-stop-writing"),
                Operator.of(
                        "two steps of one name",
                        where(
                                "/phases/kind=cutover/steps/id=^cutover-1$",
                                set("/phases/kind=contract/steps/*/id", "cutover-1")),
                        "plan-phase-order"),
                Operator.of("a deploy without its edits", set(DEPLOY + "/edits", "[]"), "plan-usages-settled"),
                Operator.of("forget an edit", remove("/edits/*"), "plan-usages-settled"),
                Operator.of(
                        "the old version may run when its column goes",
                        set(LOSS + "/conduct/mayRun", "[app v0, app v1]"),
                        "plan-one-deploy-per-phase",
                        "plan-no-destructive-before-readers-moved"),
                Operator.of(
                        "only the new version may run while it is rolled out",
                        set(DEPLOY + "/conduct/mayRun", "[app v1]"),
                        "plan-one-deploy-per-phase"),
                Operator.of(
                        "a version that was never deployed may run",
                        set("/phases/kind=expand/steps/*/conduct/mayRun", "[app v7]"),
                        "plan-one-deploy-per-phase"),
                Operator.of(
                        "the floor stays below what is gone",
                        set(LOSS + "/conduct/rollbackFloor", "[app v0]"),
                        "plan-no-destructive-before-readers-moved",
                        "plan-one-deploy-per-phase",
                        "plan-point-of-no-return"),
                Operator.of(
                        "hide the point of no return",
                        set(LOSS + "/undo", "{kind: not-needed, reason: nobody wants it back}"),
                        "plan-point-of-no-return"),
                Operator.of(
                        "a second point of no return",
                        where(
                                LOSS,
                                set(
                                        "/phases/kind=expand/steps/kind=sql/undo",
                                        "{kind: point-of-no-return, reason: it is done, lost: nothing}")),
                        "plan-point-of-no-return"),
                Operator.of(
                        "remove a boundary",
                        remove("/boundaries/id=^after-(expand|dual-write|backfill|cutover|contract)$"),
                        "plan-rollback-per-phase"),
                Operator.of("remove the steps of a retreat", remove(RETREAT + "/steps"), "plan-rollback-per-phase"),
                Operator.of(
                        "remove the steps of an abandon",
                        remove(ABANDON + "/steps"),
                        "plan-rollback-per-phase",
                        "plan-rollback-restores"),
                Operator.of(
                        "a retreat that drops the new column",
                        append(RETREAT + "/steps", SyncOperators.step("back-9", "ALTER TABLE t DROP COLUMN fresh")),
                        "plan-rollback-per-phase"),
                Operator.of(
                        "an abandon that forgets a statement",
                        remove(ABANDON + "/steps/*/statements/~^(ALTER TABLE|DROP TRIGGER|CREATE)"),
                        "plan-rollback-restores",
                        "not-null-set-scan"),
                Operator.of(
                        "an undo that forgets a statement",
                        remove("/phases/*/steps/*/undo/statements/~^(ALTER TABLE|DROP TRIGGER|CREATE)"),
                        "plan-rollback-restores"),
                Operator.of(
                        "an abandon that does not wait for the newer code",
                        Edits.removeAll("/boundaries/id=after-cutover/abandon/steps/kind=deploy/conduct/gates/*"),
                        "plan-rollback-per-phase"),
                Operator.of(
                        "an abandon that leaves the newer code",
                        remove("/boundaries/id=after-cutover/abandon/steps/kind=deploy"),
                        "plan-rollback-per-phase"),
                Operator.of(
                        "a retreat to the version that runs",
                        set("/boundaries/id=after-cutover/retreat/steps/kind=deploy/version", "app v1"),
                        "plan-rollback-per-phase"),
                Operator.of(
                        "an abandon after the end that loses nothing",
                        where(LOSS, set("/boundaries/id=after-contract/abandon/loss", "nothing")),
                        "plan-rollback-per-phase"),
                Operator.of(
                        "writes that a way back loses are called nothing",
                        where("/sync/mapping/lossy", set("/boundaries/id=after-cutover/abandon/loss", "nothing")),
                        "dualwrite-reverse-mapping"),
                Operator.of("cite nothing", set("/phases/*/steps/*/conduct/cites", "[]"), "plan-grounded"),
                Operator.of("cite what is not there", set("/phases/*/steps/*/conduct/cites", "[f99]"), "plan-grounded"),
                Operator.of("remove a fact", remove("/facts/*"), "plan-grounded"),
                Operator.of(
                        "change a fact by hand",
                        set("/facts/tool=estimate_backfill/values/rows", "'1'"),
                        "plan-grounded"),
                Operator.of(
                        "a view that comes back over another column",
                        replace(
                                "/phases/*/steps/*/statements/~^CREATE (OR REPLACE )?VIEW ",
                                "(?s)SELECT id, .* FROM t .*",
                                "SELECT id, other AS old FROM t"),
                        "plan-keeps-to-change"),
                Operator.of(
                        "a check that asks something else",
                        replace(
                                "/phases/*/steps/*/statements/~ CHECK \\(.*(>|<>) ",
                                "(CHECK \\(.*)(>|<>) \\S+\\)",
                                "$1$2 99)"),
                        "plan-keeps-to-change"));
    }
}
