package dev.cofferdam.playbook;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives the new column the indexes and constraints of the old one, online and under names of our own; the last step of contract gives
 * them the names that the old ones had. Definitions are those that the server itself printed after the naive change.
 */
final class Parity {
    private final ColumnTwin twin;

    Parity(ColumnTwin twin) {
        this.twin = twin;
    }

    /** Steps in the order in which they are run, after the rows are filled. */
    List<Step> steps(StepWriter writer) {
        List<Step> steps = new ArrayList<>();
        plainIndexes().forEach(index -> steps.addAll(buildIndex(writer, index, newNameOf(index.name()))));
        constraints(Constraint.Kind.UNIQUE).forEach(constraint -> steps.addAll(unique(writer, constraint)));
        constraints(Constraint.Kind.CHECK)
                .forEach(constraint -> steps.addAll(notValidThenValidate(writer, constraint)));
        constraints(Constraint.Kind.FOREIGN_KEY)
                .forEach(constraint -> steps.addAll(notValidThenValidate(writer, constraint)));
        if (!demandsValueLate()) {
            steps.addAll(demandValue(writer));
        }
        return steps;
    }

    /** A write of older code that does not convert leaves NULL; NOT NULL would refuse it, so it waits until that code is gone. */
    boolean demandsValueLate() {
        return !twin.up().isTotal();
    }

    /** NOT NULL, when the old column has it. */
    List<Step> demandValue(StepWriter writer) {
        return twin.newDefinition().nullable() ? List.of() : notNull(writer);
    }

    /** What gives everything its final name, once the old column and what hung on it are gone. */
    List<String> renames() {
        List<String> renames = new ArrayList<>();
        for (Index index : plainIndexes()) {
            String schema = twin.tableRef()
                    .schema()
                    .map(name -> Identifiers.quoteIfNeeded(name) + ".")
                    .orElse("");
            renames.add(
                    "ALTER INDEX " + schema + quoted(newNameOf(index.name())) + " RENAME TO " + quoted(index.name()));
        }
        for (Constraint.Kind kind :
                List.of(Constraint.Kind.UNIQUE, Constraint.Kind.CHECK, Constraint.Kind.FOREIGN_KEY)) {
            for (Constraint constraint : constraints(kind)) {
                renames.add("ALTER TABLE " + twin.table() + " RENAME CONSTRAINT " + quoted(newNameOf(constraint.name()))
                        + " TO " + quoted(constraint.name()));
            }
        }
        notNullConstraint()
                .filter(constraint -> !constraint.name().equals(notNullName()))
                .ifPresent(constraint -> renames.add("ALTER TABLE " + twin.table() + " RENAME CONSTRAINT "
                        + quoted(notNullName()) + " TO " + quoted(constraint.name())));
        return renames;
    }

    /** No index of ours is left invalid by a build that failed or was cancelled. */
    Optional<Gate> indexesAreValid() {
        List<String> names = new ArrayList<>();
        plainIndexes().forEach(index -> names.add(newNameOf(index.name())));
        constraints(Constraint.Kind.UNIQUE).forEach(constraint -> names.add(newNameOf(constraint.name())));
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String list = String.join(", ", names.stream().map(ColumnTwin::literal).toList());
        return Optional.of(new Gate.Query(
                "every new index is valid",
                "SELECT count(*) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE indrelid = "
                        + tableOid() + " AND indisvalid AND relname IN (" + list + ")",
                String.valueOf(names.size())));
    }

    private List<Index> plainIndexes() {
        return twin.targetTable().indexes().stream()
                .filter(index -> index.columns().contains(twin.newColumn())
                        && index.constraint().isEmpty())
                .toList();
    }

    private List<Constraint> constraints(Constraint.Kind kind) {
        return twin.targetTable().constraints().stream()
                .filter(constraint ->
                        constraint.kind() == kind && constraint.columns().contains(twin.newColumn()))
                .toList();
    }

    private Optional<Constraint> notNullConstraint() {
        return constraints(Constraint.Kind.NOT_NULL).stream().findFirst();
    }

    /**
     * A failed build leaves an invalid index under the name, which IF NOT EXISTS would take for a good one; so whatever bears the name is
     * dropped first, in a step of its own, and a build that failed is taken up again there.
     */
    private List<Step> buildIndex(StepWriter writer, Index index, String name) {
        String drop = "DROP INDEX CONCURRENTLY IF EXISTS "
                + twin.tableRef().schema().map(s -> quoted(s) + ".").orElse("") + quoted(name);
        Step clear = writer.concurrently(
                "Clear away what a failed build of " + index.name() + "'s twin may have left",
                drop,
                count(name, "", "no index " + name + " is there", "0"),
                new Undo.NotNeeded("only a leftover of this plan can bear the name"),
                List.of());
        String prefix = index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
        String rest = "ON " + twin.table()
                + index.definition().substring(index.definition().indexOf(" USING "));
        Step build = writer.concurrently(
                "Build the twin of index " + index.name(),
                prefix + "CONCURRENTLY " + quoted(name) + " " + rest,
                count(name, " AND indisvalid", "index " + name + " is valid", "1"),
                new Undo.BySql(List.of(drop), TransactionMode.OUTSIDE),
                List.of(Watching.oldTransactions(clear.id())));
        return List.of(clear, build);
    }

    private Gate.Query count(String index, String condition, String statement, String expected) {
        return new Gate.Query(
                statement,
                "SELECT count(*) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE indrelid = "
                        + tableOid() + condition + " AND relname = " + ColumnTwin.literal(index),
                expected);
    }

    private List<Step> unique(StepWriter writer, Constraint constraint) {
        Index backing = twin.targetTable().indexes().stream()
                .filter(index -> index.constraint().equals(Optional.of(constraint.name())))
                .findFirst()
                .orElseThrow();
        String name = newNameOf(constraint.name());
        String deferrable = constraint.definition().contains("DEFERRABLE")
                ? constraint.definition().substring(constraint.definition().indexOf(" DEFERRABLE"))
                : "";
        List<Step> steps = new ArrayList<>(buildIndex(writer, backing, name));
        steps.add(writer.transaction(
                "Make the unique index a constraint",
                List.of("ALTER TABLE " + twin.table() + " ADD CONSTRAINT " + quoted(name) + " UNIQUE USING INDEX "
                        + quoted(name) + deferrable),
                isConstraint(name, "exists"),
                new Undo.BySql(List.of(dropConstraint(name)), TransactionMode.ONE_TRANSACTION),
                List.of()));
        return steps;
    }

    private List<Step> notValidThenValidate(StepWriter writer, Constraint constraint) {
        String definition = constraint.definition().replaceAll("\\s+NOT VALID\\s*$", "");
        List<Step> steps = new ArrayList<>();
        String name = newNameOf(constraint.name());
        steps.add(addNotValid(writer, name, definition, "the twin of " + constraint.name()));
        if (constraint.validated()) {
            steps.add(validate(writer, name, "the twin of " + constraint.name()));
        }
        return steps;
    }

    /**
     * From PostgreSQL 18 NOT NULL can be added NOT VALID. Before that a validated CHECK proves it, so that SET NOT NULL need not read the rows
     * (12 and later).
     */
    private List<Step> notNull(StepWriter writer) {
        String name = notNullName();
        if (writer.engine().major() >= 18) {
            return List.of(
                    addNotValid(writer, name, "NOT NULL " + twin.newName(), "NOT NULL"),
                    validate(writer, name, "NOT NULL"));
        }
        List<Step> steps = new ArrayList<>();
        String check = "CHECK (" + twin.newName() + " IS NOT NULL)";
        steps.add(addNotValid(writer, name, check, "a check that proves NOT NULL"));
        steps.add(validate(writer, name, "the check"));
        String alterColumn = "ALTER TABLE " + twin.table() + " ALTER COLUMN " + twin.newName();
        String addCheck =
                "ALTER TABLE " + twin.table() + " ADD CONSTRAINT " + quoted(name) + " " + check + " NOT VALID";
        // The lock table reads one statement at a time; here the validated check spares the scan (PostgreSQL 12 and
        // later).
        Step.Sql set = writer.transaction(
                "Set NOT NULL without reading rows, since the check proves it; drop the check",
                List.of(alterColumn + " SET NOT NULL", dropConstraint(name)),
                new Gate.Query(
                        "the column is NOT NULL",
                        "SELECT attnotnull FROM pg_attribute WHERE attrelid = " + tableOid() + " AND attname = "
                                + ColumnTwin.literal(twin.newColumn()),
                        "true"),
                new Undo.BySql(List.of(addCheck, alterColumn + " DROP NOT NULL"), TransactionMode.ONE_TRANSACTION),
                List.of());
        steps.add(StepWriter.holding(set, LockExpectation.Hold.INSTANT));
        return steps;
    }

    private Step addNotValid(StepWriter writer, String name, String definition, String what) {
        return writer.transaction(
                "Add " + what + ", for new rows only",
                List.of("ALTER TABLE " + twin.table() + " ADD CONSTRAINT " + quoted(name) + " " + definition
                        + " NOT VALID"),
                isConstraint(name, "exists"),
                new Undo.BySql(List.of(dropConstraint(name)), TransactionMode.ONE_TRANSACTION),
                List.of());
    }

    private Step validate(StepWriter writer, String name, String what) {
        return writer.scan(
                "Validate " + what + " for the rows that were there",
                "ALTER TABLE " + twin.table() + " VALIDATE CONSTRAINT " + quoted(name),
                new Gate.Query(
                        "constraint " + name + " is validated",
                        "SELECT count(*) FROM pg_constraint WHERE conrelid = " + tableOid()
                                + " AND convalidated AND conname = " + ColumnTwin.literal(name),
                        "1"),
                new Undo.NotNeeded("a validated constraint asks nothing more of new rows than before"),
                List.of());
    }

    private Gate.Query isConstraint(String name, String what) {
        return new Gate.Query(
                "constraint " + name + " " + what,
                "SELECT count(*) FROM pg_constraint WHERE conrelid = " + tableOid() + " AND conname = "
                        + ColumnTwin.literal(name),
                "1");
    }

    private String dropConstraint(String name) {
        return "ALTER TABLE " + twin.table() + " DROP CONSTRAINT " + quoted(name);
    }

    private String notNullName() {
        return ColumnTwin.shortened(twin.tableRef().name() + "_" + twin.newColumn() + "_not_null");
    }

    private static String newNameOf(String name) {
        return ColumnTwin.shortened("cofferdam_new_" + name);
    }

    private String tableOid() {
        return ColumnTwin.literal(twin.table()) + "::regclass";
    }

    private static String quoted(String name) {
        return Identifiers.quoteIfNeeded(name);
    }
}
