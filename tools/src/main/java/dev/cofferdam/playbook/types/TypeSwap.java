package dev.cofferdam.playbook.types;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.WatchSignal;
import dev.cofferdam.playbook.parts.BackfillSql;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.ForeignKeysGone;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.playbook.parts.SyncSql;
import dev.cofferdam.playbook.parts.TakenAlong;
import dev.cofferdam.playbook.twins.Parity;
import dev.cofferdam.playbook.twins.RestoredDemand;
import dev.cofferdam.rows.BackfillEstimate;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;

/**
 * The transaction in which the column of the new type takes over the name, and the ways behind it. From then on everybody writes the new
 * column, and the sync carries the values to the old one for as long as the schema may have to go back.
 */
final class TypeSwap {
    private final ColumnTwin twin;
    private final SyncSql sync;
    private final Parity parity;
    private final RestoredDemand demand;
    private final TakenAlong along;

    /** A swap after which everything that hangs on the column reads as it does in this schema. */
    TypeSwap(ColumnTwin twin, Schema words) {
        this.twin = twin;
        this.along = new TakenAlong(words, twin.tableRef().column(twin.oldColumn()));
        this.sync = new SyncSql(twin);
        this.parity = new Parity(twin);
        this.demand = new RestoredDemand(twin);
    }

    /** What the column of the old type is called behind the swap. */
    String retired() {
        return Identifiers.quoteIfNeeded(ColumnTwin.shortened("cofferdam_old_" + twin.oldColumn()));
    }

    /** The trigger goes and comes back in the transaction, so that it never names a column that is not there. */
    Step swap(StepWriter writer) {
        return swap(writer, List.of());
    }

    Step swap(StepWriter writer, List<WatchSignal> watch) {
        List<String> statements = new ArrayList<>(along.away());
        statements.addAll(along.dropStatistics());
        statements.addAll(List.of(
                sync.dropTrigger(),
                sync.dropFunction(),
                rename(twin.oldName(), retired()),
                rename(twin.newName(), twin.oldName())));
        twin.newDefinition()
                .defaultExpression()
                .ifPresent(value -> statements.add(alterColumn(twin.oldName()) + " SET DEFAULT " + value));
        statements.add(sync.createOneWayFunction(retired(), twin.down().of("NEW." + twin.oldName())));
        statements.add(sync.createTrigger());
        statements.addAll(along.ofItsOwn());
        statements.addAll(along.back());
        statements.addAll(along.statistics());
        return writer.transaction(
                "Swap: " + twin.oldColumn() + " is the column of type "
                        + twin.newDefinition().type() + " from here on, and the sync flows to " + retired()
                        + andAlong(),
                statements,
                hasType(twin.newDefinition().type()),
                new Undo.BySql(swapBack(), TransactionMode.ONE_TRANSACTION),
                List.of(agreement()),
                watch);
    }

    private List<String> swapBack() {
        List<String> statements = namesBack();
        twin.newDefinition()
                .defaultExpression()
                .ifPresent(value -> statements.add(alterColumn(twin.newName()) + " DROP DEFAULT"));
        statements.add(sync.createFunction());
        statements.add(sync.createTrigger());
        statements.addAll(allBack());
        return statements;
    }

    private List<String> namesBack() {
        List<String> statements = new ArrayList<>(along.away());
        statements.addAll(along.dropStatistics());
        statements.addAll(List.of(
                sync.dropTrigger(),
                sync.dropFunction(),
                rename(twin.oldName(), twin.newName()),
                rename(retired(), twin.oldName())));
        return statements;
    }

    /** The old column has kept what is its own, except for the sequence. */
    private List<String> allBack() {
        List<String> statements = new ArrayList<>(along.sequences());
        statements.addAll(along.back());
        statements.addAll(along.statistics());
        return statements;
    }

    private String andAlong() {
        return along.isEmpty() ? "" : "; " + along.words() + " with it";
    }

    /** Statistics over several columns are empty until somebody looks; nothing where there are none. */
    List<Step> analyze(StepWriter writer) {
        return along.statistics().isEmpty()
                ? List.of()
                : List.of(writer.scan(
                        "Fill the statistics over several columns, which were made again with the swap",
                        "ANALYZE " + twin.table(),
                        hasType(twin.newDefinition().type()),
                        new Undo.NotNeeded("statistics harm nobody"),
                        List.of()));
    }

    /** What must hold before views make way. */
    List<Gate> ready() {
        return along.rightsAreKnown();
    }

    /** Gives the old column its name back and drops the other. */
    List<Step> abandon(StepWriter writer) {
        List<String> statements = namesBack();
        statements.addAll(allBack());
        statements.add("ALTER TABLE " + twin.table() + " DROP COLUMN " + twin.newName());
        statements.addAll(sync.dropConversions());
        statements.addAll(new BackfillSql(twin, BackfillEstimate.BATCH_ROWS, BackfillEstimate.PAUSE_MILLIS).teardown());
        if (twin.needsRelaxing()) {
            statements.add(demand.addCheck());
        }
        List<Step> steps = new ArrayList<>();
        steps.add(ForeignKeysGone.with(
                writer.transaction(
                        "Give " + twin.oldColumn() + " its column of type "
                                + twin.oldDefinition().type() + " back" + andAlong()
                                + "; drop the other with what was built on it",
                        statements,
                        hasType(twin.oldDefinition().type()),
                        new Undo.NotNeeded("the plan can be started again from its first step"),
                        List.of()),
                ForeignKeysGone.of(twin.targetTable(), twin.newColumn())));
        if (twin.needsRelaxing()) {
            steps.addAll(demand.steps(writer));
        }
        return steps;
    }

    Step contract(StepWriter writer, Undo undo) {
        List<String> statements = new ArrayList<>(List.of(
                sync.dropTrigger(), sync.dropFunction(), "ALTER TABLE " + twin.table() + " DROP COLUMN " + retired()));
        statements.addAll(sync.dropConversions());
        statements.addAll(parity.renames(writer.engine()));
        twin.newDefinition()
                .comment()
                .ifPresent(text -> statements.add("COMMENT ON COLUMN " + twin.table() + "." + twin.oldName() + " IS "
                        + ColumnTwin.literal(text)));
        statements.addAll(along.comments());
        return ForeignKeysGone.with(
                writer.transaction(
                        "Drop the column of type " + twin.oldDefinition().type()
                                + ", trigger and functions in one transaction",
                        statements,
                        new Gate.Query(
                                "the column of type " + twin.oldDefinition().type() + " is gone",
                                "SELECT count(*) FROM pg_attribute WHERE attrelid = " + tableOid() + " AND attname = "
                                        + ColumnTwin.literal(Identifiers.fold(retired())) + " AND NOT attisdropped",
                                "0"),
                        undo,
                        List.of()),
                ForeignKeysGone.of(twin.sourceTable(), twin.oldColumn()));
    }

    /** Every row says the same in both columns, or something that only the new type can hold. */
    Gate.Query agreement() {
        return new Gate.Query(
                "no row has a value in " + twin.oldColumn() + " that did not reach " + retired(),
                "SELECT count(*) FROM " + twin.table() + " WHERE "
                        + twin.differs(twin.up().of(retired()), twin.oldName()) + " AND "
                        + twin.oldDiffers(twin.down().of(twin.oldName()), retired()),
                "0");
    }

    /** Values that the way back to the old type would lose. */
    Gate.Query nothingBeyond() {
        return new Gate.Query(
                "no row has a value that " + twin.oldDefinition().type() + " cannot hold",
                "SELECT count(*) FROM " + twin.table() + " WHERE " + beyond(),
                "0");
    }

    String beyond() {
        return twin.oldName() + " IS NOT NULL AND " + retired() + " IS NULL";
    }

    private Gate.Query hasType(String type) {
        return new Gate.Query(
                twin.oldColumn() + " is of type " + type,
                "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = " + tableOid()
                        + " AND attname = " + ColumnTwin.literal(twin.oldColumn()),
                type);
    }

    private String rename(String from, String to) {
        return "ALTER TABLE " + twin.table() + " RENAME COLUMN " + from + " TO " + to;
    }

    private String alterColumn(String column) {
        return "ALTER TABLE " + twin.table() + " ALTER COLUMN " + column;
    }

    private String tableOid() {
        return ColumnTwin.literal(twin.table()) + "::regclass";
    }
}
