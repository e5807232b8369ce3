package dev.cofferdam.playbook.twins;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.ConstraintSteps;
import dev.cofferdam.playbook.parts.StepWriter;
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
public final class Parity {
    private final ColumnTwin twin;
    private final ConstraintSteps online;

    public Parity(ColumnTwin twin) {
        this.twin = twin;
        this.online = new ConstraintSteps(twin.tableRef());
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
        return twin.newDefinition().nullable() ? List.of() : online.notNull(writer, twin.newColumn(), notNullName());
    }

    /** What gives everything its final name, once the old column and what hung on it are gone. */
    public List<String> renames(Engine engine) {
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
        // From PostgreSQL 18 on NOT NULL has a name, and that of the shadow would outlive it.
        if (twin.isShadow() && !twin.newDefinition().nullable() && engine.major() >= 18) {
            renames.add("ALTER TABLE " + twin.table() + " RENAME CONSTRAINT " + quoted(notNullName()) + " TO "
                    + quoted(ColumnTwin.shortened(twin.tableRef().name() + "_" + twin.oldColumn() + "_not_null")));
        }
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
                        + online.tableOid() + " AND indisvalid AND relname IN (" + list + ")",
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

    private List<Step> buildIndex(StepWriter writer, Index index, String name) {
        String rest = index.definition().substring(index.definition().indexOf("USING "));
        return online.buildIndex(writer, index.unique(), name, "the twin of index " + index.name(), rest);
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
        Undo undo = new Undo.BySql(List.of(online.dropConstraint(name)), TransactionMode.ONE_TRANSACTION);
        steps.add(online.uniqueUsingIndex(writer, name, name, deferrable, undo));
        return steps;
    }

    private List<Step> notValidThenValidate(StepWriter writer, Constraint constraint) {
        String definition = constraint.definition().replaceAll("\\s+NOT VALID\\s*$", "");
        List<Step> steps = new ArrayList<>();
        String name = newNameOf(constraint.name());
        steps.add(online.addNotValid(writer, name, definition, "the twin of " + constraint.name()));
        if (constraint.validated()) {
            steps.add(online.validate(writer, name, "the twin of " + constraint.name()));
        }
        return steps;
    }

    private String notNullName() {
        return ColumnTwin.shortened(twin.tableRef().name() + "_" + twin.newColumn() + "_not_null");
    }

    private static String newNameOf(String name) {
        return ColumnTwin.shortened("cofferdam_new_" + name);
    }

    private static String quoted(String name) {
        return Identifiers.quoteIfNeeded(name);
    }
}
