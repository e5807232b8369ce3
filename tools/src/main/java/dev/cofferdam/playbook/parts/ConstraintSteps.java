package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.WatchSignal;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;

/** Steps that give a table indexes and constraints while it is in use: nothing is read or built under a lock that anybody waits for. */
public final class ConstraintSteps {
    private final TableRef tableRef;
    private final String table;

    public ConstraintSteps(TableRef tableRef) {
        this.tableRef = tableRef;
        this.table = Identifiers.quoteIfNeeded(tableRef);
    }

    /**
     * A failed build leaves an invalid index under the name, which IF NOT EXISTS would take for a good one; so whatever bears the name is
     * dropped first, in a step of its own, and a build that failed is taken up again there.
     *
     * @param name of the new index; one that only the plan can have given
     * @param what the index in the titles of its steps
     * @param rest of the statement, from USING or the columns on
     */
    public List<Step> buildIndex(StepWriter writer, boolean unique, String name, String what, String rest) {
        return buildIndex(writer, unique, name, what, rest, List.of(), List.of());
    }

    /**
     * The same with more to see to.
     *
     * @param gates what must hold right before the build
     * @param watch what to look at during the build besides old transactions
     */
    public List<Step> buildIndex(
            StepWriter writer,
            boolean unique,
            String name,
            String what,
            String rest,
            List<Gate> gates,
            List<WatchSignal> watch) {
        Step clear = writer.concurrently(
                "Clear away what a failed build of " + what + " may have left",
                dropIndex(name),
                indexes(name, "", "no index " + name + " is there", "0"),
                new Undo.NotNeeded("only a leftover of this plan can bear the name"),
                gates,
                List.of());
        List<WatchSignal> all = new ArrayList<>(watch);
        all.add(Watching.oldTransactions(clear.id()));
        all.add(Watching.brokenBuild(table, clear.id()));
        Step build = writer.build(
                "Build " + what,
                (unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ") + "CONCURRENTLY " + quoted(name) + " ON " + table
                        + " " + rest,
                indexes(name, " AND indisvalid", "index " + name + " is valid", "1"),
                new Undo.BySql(List.of(dropIndex(name)), TransactionMode.OUTSIDE),
                all);
        return List.of(clear, build);
    }

    /** Drops an index without holding off writers. */
    public String dropIndex(String name) {
        return "DROP INDEX CONCURRENTLY IF EXISTS "
                + tableRef.schema().map(schema -> quoted(schema) + ".").orElse("") + quoted(name);
    }

    /** Drops an index that is known to be there, as {@link #dropIndex} does. */
    public String dropKnownIndex(String name) {
        return dropIndex(name).replaceFirst(" IF EXISTS", "");
    }

    /** Counts indexes of a name under a condition. */
    public Gate.Query indexes(String index, String condition, String statement, String expected) {
        return new Gate.Query(
                statement,
                "SELECT count(*) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE indrelid = "
                        + tableOid() + condition + " AND relname = " + ColumnTwin.literal(index),
                expected);
    }

    /** The constraint takes the index over, and the index takes the constraint's name. */
    public Step uniqueUsingIndex(StepWriter writer, String name, String index, String deferrable, Undo undo) {
        return writer.transaction(
                "Make the unique index a constraint",
                List.of("ALTER TABLE " + table + " ADD CONSTRAINT " + quoted(name) + " UNIQUE USING INDEX "
                        + quoted(index) + deferrable),
                exists(name),
                undo,
                List.of());
    }

    /** States a constraint for new rows. */
    public Step addNotValid(StepWriter writer, String name, String definition, String what) {
        return writer.transaction(
                "Add " + what + ", for new rows only",
                List.of(add(name, definition)),
                exists(name),
                new Undo.BySql(List.of(dropConstraint(name)), TransactionMode.ONE_TRANSACTION),
                List.of());
    }

    /** Proves a constraint for the rows that are there. */
    public Step validate(StepWriter writer, String name, String what) {
        return writer.scan(
                "Validate " + what + " for the rows that were there",
                "ALTER TABLE " + table + " VALIDATE CONSTRAINT " + quoted(name),
                new Gate.Query(
                        "constraint " + name + " is validated",
                        "SELECT count(*) FROM pg_constraint WHERE conrelid = " + tableOid()
                                + " AND convalidated AND conname = " + ColumnTwin.literal(name),
                        "1"),
                new Undo.NotNeeded("a validated constraint asks nothing more of new rows than before"),
                List.of());
    }

    /**
     * From PostgreSQL 18 NOT NULL can be added NOT VALID. Before that a validated CHECK proves it, so that SET NOT NULL need not read the rows
     * (12 and later).
     *
     * @param name of the constraint, which before 18 goes again
     */
    public List<Step> notNull(StepWriter writer, String column, String name) {
        if (writer.engine().major() >= 18) {
            return List.of(
                    addNotValid(writer, name, "NOT NULL " + quoted(column), "NOT NULL"),
                    validate(writer, name, "NOT NULL"));
        }
        List<Step> steps = new ArrayList<>();
        steps.add(addNotValid(writer, name, provesNotNull(column), "a check that proves NOT NULL"));
        steps.addAll(notNullByCheck(writer, column, name));
        return steps;
    }

    /**
     * The same under the name that is right for the version.
     *
     * @param lasting what the constraint is called from PostgreSQL 18 on, where it stays
     */
    public List<Step> demandValue(StepWriter writer, String column, String lasting) {
        return notNull(writer, column, demandName(writer.engine(), column, lasting));
    }

    /** What refuses null while the demand is put up: before PostgreSQL 18 a helper of ours, which goes again. */
    public String demandName(Engine engine, String column, String lasting) {
        return engine.major() >= 18
                ? lasting
                : ColumnTwin.shortened("cofferdam_not_null_" + tableRef.name() + "_" + column);
    }

    /** How the table calls the NOT NULL of a column, or SET NOT NULL would call it. */
    public static String notNullName(Table table, String column) {
        return table.constraints().stream()
                .filter(constraint -> constraint.kind() == Constraint.Kind.NOT_NULL
                        && constraint.columns().contains(column))
                .map(Constraint::name)
                .findFirst()
                .orElseGet(() -> ColumnTwin.shortened(table.ref().name() + "_" + column + "_not_null"));
    }

    /** From a check that is there and not yet validated to NOT NULL without it. */
    public List<Step> notNullByCheck(StepWriter writer, String column, String check) {
        String alterColumn = "ALTER TABLE " + table + " ALTER COLUMN " + quoted(column);
        return List.of(
                validate(writer, check, "the check"),
                writer.proved(
                        "Set NOT NULL without reading rows, since the check proves it; drop the check",
                        List.of(alterColumn + " SET NOT NULL", dropConstraint(check)),
                        isNotNull(column),
                        new Undo.BySql(
                                List.of(addCheck(column, check), alterColumn + " DROP NOT NULL"),
                                TransactionMode.ONE_TRANSACTION)));
    }

    /** The statement that states a check for new rows. */
    public String addCheck(String column, String check) {
        return add(check, provesNotNull(column));
    }

    private static String provesNotNull(String column) {
        return "CHECK (" + quoted(column) + " IS NOT NULL)";
    }

    /** For new rows only, also where the definition says that itself. */
    public String add(String name, String definition) {
        return "ALTER TABLE " + table + " ADD CONSTRAINT " + quoted(name) + " "
                + definition.replaceAll("\\s+NOT VALID\\s*$", "") + " NOT VALID";
    }

    /** Holds once the column refuses null. */
    public Gate.Query isNotNull(String column) {
        return new Gate.Query(
                "the column is NOT NULL",
                "SELECT attnotnull FROM pg_attribute WHERE attrelid = " + tableOid() + " AND attname = "
                        + ColumnTwin.literal(column),
                "true");
    }

    /** Holds once the column lets null in. */
    public Gate.Query mayBeNull(String column) {
        return new Gate.Query("the column may be null", isNotNull(column).sql(), "false");
    }

    Gate.Query exists(String constraint) {
        return constraints(constraint, "constraint " + constraint + " exists", "1");
    }

    /** Counts constraints under a condition. */
    public Gate.Query constraints(String constraint, String statement, String expected) {
        return new Gate.Query(
                statement,
                "SELECT count(*) FROM pg_constraint WHERE conrelid = " + tableOid() + " AND conname = "
                        + ColumnTwin.literal(constraint),
                expected);
    }

    /** The statement that drops a constraint. */
    public String dropConstraint(String name) {
        return "ALTER TABLE " + table + " DROP CONSTRAINT " + quoted(name);
    }

    /** The table as a query of the catalogs names it. */
    public String tableOid() {
        return ColumnTwin.literal(table) + "::regclass";
    }

    private static String quoted(String name) {
        return Identifiers.quoteIfNeeded(name);
    }
}
