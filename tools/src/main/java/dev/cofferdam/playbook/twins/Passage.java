package dev.cofferdam.playbook.twins;

import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.playbook.parts.BackfillSql;
import dev.cofferdam.playbook.parts.Batches;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.ForeignKeysGone;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.playbook.parts.SyncSql;
import dev.cofferdam.rows.BackfillEstimate;
import java.util.ArrayList;
import java.util.List;

/** The database's side of a passage from one column to its twin: the steps, without the deploys between them. */
public final class Passage {
    private final ColumnTwin twin;
    private final SyncSql sync;
    private final Parity parity;
    private final Dependents dependents;
    private final ValueGates values;
    private final RestoredDemand demand;

    public Passage(ColumnTwin twin) {
        this.twin = twin;
        this.sync = new SyncSql(twin);
        this.parity = new Parity(twin);
        this.dependents = new Dependents(twin);
        this.values = new ValueGates(twin);
        this.demand = new RestoredDemand(twin);
    }

    /** Installs what converts values, and asks it about every row before any column is added; nothing when both columns have one type. */
    public List<Step> conversions(StepWriter writer) {
        List<String> statements = sync.conversions();
        return statements.isEmpty()
                ? List.of()
                : List.of(writer.transaction(
                        "Install the functions that convert between " + twin.oldColumn() + " and " + twin.newColumn()
                                + ", and ask them about the rows",
                        statements,
                        values.functionsAreThere(),
                        new Undo.BySql(sync.dropConversions(), TransactionMode.ONE_TRANSACTION),
                        values.gates(),
                        values.watch(writer.upcomingId())));
    }

    /** Column and sync in one transaction. */
    public Step expand(StepWriter writer) {
        return writer.transaction(
                "Add column " + twin.newColumn() + " and the trigger that keeps both equal",
                sync.install(),
                syncIsLive(),
                new Undo.BySql(sync.removeWithNewColumn(), TransactionMode.ONE_TRANSACTION),
                List.of());
    }

    /** Holds once the sync copies what is written. */
    public Gate.Query syncIsLive() {
        return new Gate.Query("the sync trigger is there and enabled", sync.isInstalledQuery(), "1");
    }

    /** Holds while no row differs. */
    public Gate.Query bothColumnsAreEqual() {
        return new Gate.Query(
                "no row differs between " + twin.oldColumn() + " and " + twin.newColumn(), sync.differenceQuery(), "0");
    }

    /** The same once newer code writes: what only one direction maps exactly is no difference. */
    public Gate.Query columnsAgree() {
        return twin.converts()
                ? new Gate.Query(
                        "no row has a " + twin.newColumn() + " and a " + twin.oldColumn()
                                + " of which neither says the other",
                        sync.disagreementQuery(),
                        "0")
                : bothColumnsAreEqual();
    }

    Gate.Query filledRowsAreEqual() {
        return new Gate.Query(
                "no row that has a " + twin.newColumn() + " differs from its " + twin.oldColumn(),
                sync.differenceQuery() + " AND " + twin.newName() + " IS NOT NULL",
                "0");
    }

    /** The backfill with what it needs before and behind it. */
    public List<Step> fill(StepWriter writer, Estimate estimate) {
        List<Step> steps = new ArrayList<>();
        steps.add(backfill(writer, estimate));
        steps.addAll(parity.steps(writer));
        steps.add(analyze(writer));
        steps.add(batches(sql(estimate), estimate).clearUp(writer));
        return steps;
    }

    private Step backfill(StepWriter writer, Estimate estimate) {
        BackfillSql sql = sql(estimate);
        Gate.Query done = new Gate.Query("no row is left unfilled", sql.unfilledQuery(), "0");
        return batches(sql, estimate)
                .step(
                        writer,
                        "Copy " + twin.oldColumn() + " to " + twin.newColumn() + ", batch by batch",
                        List.of(),
                        done,
                        filled(done));
    }

    private BackfillSql sql(Estimate estimate) {
        return new BackfillSql(twin, estimate.batchRows(), BackfillEstimate.PAUSE_MILLIS);
    }

    private Batches batches(BackfillSql sql, Estimate estimate) {
        return new Batches(twin.tableRef(), twin.walkingKey(), sql, estimate.batchRows());
    }

    private List<Gate> filled(Gate.Query done) {
        List<Gate> gates = new ArrayList<>(List.of(done, bothColumnsAreEqual()));
        gates.addAll(values.collisions());
        return gates;
    }

    /** A filled column has no statistics until somebody looks; plans of the new code would be made blind. */
    private Step analyze(StepWriter writer) {
        return writer.scan(
                "Let the planner know the new column",
                "ANALYZE " + twin.table() + " (" + twin.newName() + ")",
                new Gate.Query(
                        "the new column has statistics, or the table has no rows",
                        "SELECT (SELECT count(*) FROM pg_stats WHERE (quote_ident(schemaname) || '.' || quote_ident(tablename))::regclass = "
                                + ColumnTwin.literal(twin.table()) + "::regclass AND attname = "
                                + ColumnTwin.literal(twin.newColumn())
                                + ") > 0 OR NOT EXISTS (SELECT FROM " + twin.table() + ")",
                        "true"),
                new Undo.NotNeeded("statistics harm nobody"),
                List.of());
    }

    /** What must hold before code may rely on the new column. */
    public List<Gate> readyForCutover() {
        List<Gate> gates = new ArrayList<>();
        gates.add(syncIsLive());
        gates.add(bothColumnsAreEqual());
        parity.indexesAreValid().ifPresent(gates::add);
        values.everyValueConverts().ifPresent(gates::add);
        return gates;
    }

    /** Lets the old column be empty where newer code writes a value that the old type cannot hold; nothing when it always can. */
    public List<Step> relax(StepWriter writer) {
        if (!twin.needsRelaxing()) {
            return List.of();
        }
        return List.of(writer.transaction(
                "Relax: let " + twin.oldColumn() + " be empty for a value that only the new type can hold",
                List.of("ALTER TABLE " + twin.table() + " ALTER COLUMN " + twin.oldName() + " DROP NOT NULL"),
                demand.isNotNull("false"),
                new Undo.BySql(demand.again(), TransactionMode.OUTSIDE),
                List.of()));
    }

    /** NOT NULL of the new column, where it had to wait for the end of code whose values may not convert. */
    public List<Step> demandValueLate(StepWriter writer) {
        return parity.demandsValueLate() ? parity.demandValue(writer) : List.of();
    }

    /** Views read the new column from here on. */
    public List<Step> moveViews(StepWriter writer) {
        if (!dependents.hasViews()) {
            return List.of();
        }
        List<String> back = new Dependents(twin.swapped()).replaceViews();
        return List.of(writer.transaction(
                "Let the views read " + twin.newColumn() + "; their own columns keep their names",
                dependents.replaceViews(),
                new Gate.Query(
                        "no view depends on " + twin.oldColumn() + " any more",
                        "SELECT count(DISTINCT rewrite.ev_class) FROM pg_depend JOIN pg_rewrite AS rewrite ON rewrite.oid = pg_depend.objid"
                                + " JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid WHERE classid = 'pg_rewrite'::regclass"
                                + " AND refobjid = " + ColumnTwin.literal(twin.table()) + "::regclass AND attname = "
                                + ColumnTwin.literal(twin.oldColumn()),
                        "0"),
                new Undo.BySql(back, TransactionMode.ONE_TRANSACTION),
                List.of()));
    }

    /** Writers of the old column fail visibly from here on. */
    public Step guard(StepWriter writer, List<Gate> gates) {
        return writer.transaction(
                "Write guard: let any statement that still writes " + twin.oldColumn() + " fail",
                sync.installGuard(),
                new Gate.Query("both guard triggers are there", sync.guardIsInstalledQuery(), "2"),
                new Undo.BySql(sync.removeGuard(), TransactionMode.ONE_TRANSACTION),
                gates);
    }

    /** Writers of the old column are let in again. */
    public Step liftGuard(StepWriter writer) {
        return writer.transaction(
                "Lift the write guard",
                sync.removeGuard(),
                new Gate.Query("no guard trigger is left", sync.guardIsInstalledQuery(), "0"),
                new Undo.BySql(sync.installGuard(), TransactionMode.ONE_TRANSACTION),
                List.of());
    }

    /** Triggers, functions and the old column go in one short transaction; what is left gets the old names. */
    public Step contract(StepWriter writer, boolean guarded, Undo undo) {
        List<String> statements = new ArrayList<>();
        if (guarded) {
            statements.addAll(sync.removeGuard());
        }
        statements.add(sync.dropTrigger());
        statements.add(sync.dropFunction());
        statements.add("ALTER TABLE " + twin.table() + " DROP COLUMN " + twin.oldName());
        statements.addAll(sync.dropConversions());
        twin.newDefinition()
                .defaultExpression()
                .ifPresent(value -> statements.add(
                        "ALTER TABLE " + twin.table() + " ALTER COLUMN " + twin.newName() + " SET DEFAULT " + value));
        statements.addAll(parity.renames(writer.engine()));
        dependents.commentStatement().ifPresent(statements::add);
        return ForeignKeysGone.with(
                writer.transaction(
                        "Drop " + twin.oldColumn() + ", trigger and functions in one transaction",
                        statements,
                        isGone(twin.oldColumn()),
                        undo,
                        List.of()),
                ForeignKeysGone.of(twin.sourceTable(), twin.oldColumn()));
    }

    /** Gives back the schema as it was before expand, once newer code has run and what had to be relaxed was. */
    public List<Step> removeTwinAfterCutover(StepWriter writer, boolean viewsMoved) {
        if (!twin.needsRelaxing()) {
            return List.of(removeTwin(writer, viewsMoved));
        }
        List<Step> steps = new ArrayList<>();
        steps.add(removeTwin(writer, viewsMoved, List.of(demand.addCheck())));
        steps.addAll(demand.steps(writer));
        return steps;
    }

    Step removeTwin(StepWriter writer, boolean viewsMoved) {
        return removeTwin(writer, viewsMoved, List.of());
    }

    /** Gives back the schema as it was before expand, whatever was built since. */
    private Step removeTwin(StepWriter writer, boolean viewsMoved, List<String> more) {
        List<String> statements = new ArrayList<>();
        if (viewsMoved) {
            statements.addAll(new Dependents(twin.swapped()).replaceViews());
        }
        statements.addAll(sync.removeWithNewColumn());
        statements.addAll(sync.dropConversions());
        statements.addAll(new BackfillSql(twin, BackfillEstimate.BATCH_ROWS, BackfillEstimate.PAUSE_MILLIS).teardown());
        statements.addAll(more);
        return ForeignKeysGone.with(
                writer.transaction(
                        "Drop trigger, function and column " + twin.newColumn()
                                + "; what was built on the column goes with it",
                        statements,
                        isGone(twin.newColumn()),
                        new Undo.NotNeeded("the plan can be started again from its first step"),
                        List.of()),
                ForeignKeysGone.of(twin.targetTable(), twin.newColumn()));
    }

    private Gate.Query isGone(String column) {
        return new Gate.Query(
                "column " + column + " is gone",
                "SELECT count(*) FROM pg_attribute WHERE attrelid = " + ColumnTwin.literal(twin.table())
                        + "::regclass AND attname = " + ColumnTwin.literal(column) + " AND NOT attisdropped",
                "0");
    }
}
