package dev.cofferdam.playbook.types;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.TypePair;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.TypeChanges;
import java.util.Optional;

/**
 * Recipe R3, change column type, in the shortest of three forms that is safe: in the catalogs alone; a swap under the same name, when the
 * statements of today's code work on both types; else a new name. Decision 0006 says why.
 */
public final class TypeChangePlaybook {
    private final ColumnChange.ChangeType change;
    private final PlanningInput input;
    private final Table table;
    private final Column column;
    private final TypePair types;
    private final Optional<String> collation;

    public TypeChangePlaybook(ColumnChange.ChangeType change, PlanningInput input) {
        this.change = change;
        this.input = input;
        this.table = input.before().table(change.table());
        this.column = table.findColumn(change.column().column()).orElseThrow();
        Column after = input.after()
                .table(change.table())
                .findColumn(ColumnTwin.nameBeside(change))
                .orElseThrow();
        this.types = new TypePair(column.type(), after.type());
        this.collation = after.collation();
    }

    /** The plan in the cheapest form that holds. */
    public Plan draft() {
        refuseAnotherKind();
        TypeRefusals refusals = new TypeRefusals(change, input.before());
        if (change.newName().isPresent()) {
            refusals.refuseKeys();
            return new TypeRenamePlaybook(change, change.newName().get(), types, input).draft();
        }
        refuseWhatNeedsAName();
        if (rowsAreReadAnyway().isEmpty() && TypeChanges.isCatalogOnly(types.from(), types.to())) {
            return new TypeWideningPlaybook(change, types, input).draft();
        }
        refusals.refuseKeys();
        return new TypeSwapPlaybook(change, types, rowsAreReadAnyway(), input).draft();
    }

    private void refuseAnotherKind() {
        if (types.from().equals(types.to())) {
            throw refused(
                    "`" + change.column() + "` is of type " + types.from() + " already",
                    "nothing is to be done; if the name is to change, ask for a rename");
        }
        if (!collation.equals(column.collation())) {
            throw refused(
                    "`" + change.column() + "` would get the collation "
                            + collation.orElse("of its type") + " instead of "
                            + column.collation().orElse("that of its type")
                            + "; changing what is sorted first and found equal is another kind of change, which has no playbook yet",
                    "keep the collation: change " + change.column() + " to " + types.to()
                            + column.collation().map(name -> " COLLATE " + name).orElse(""));
        }
        if (types.dependsOnZone() && change.using().isEmpty()) {
            throw refused(
                    "what " + types.to() + " a value of `" + change.column() + "` (" + types.from()
                            + ") becomes depends on the time zone of whoever runs the statement",
                    "say the zone: change " + change.column() + " to " + types.to() + " using "
                            + change.column().column() + " AT TIME ZONE 'UTC' as "
                            + suggestedName());
        }
    }

    private void refuseWhatNeedsAName() {
        if (types.narrows()) {
            throw refused(
                    types.to() + " holds less than " + types.from() + ", the type of `" + change.column()
                            + "`; narrowing a column is another kind of change, which has no playbook yet",
                    "add a CHECK for the narrow rule instead, or give the narrow values a column of their own: change "
                            + change.column() + " to " + change.type() + " as " + suggestedName());
        }
        if (!types.servesOldCode() || change.using().isPresent()) {
            String why = change.using().isPresent()
                    ? "the expression gives `" + change.column() + "` another meaning"
                    : "statements that bind and read " + types.from() + " do not work on " + types.to();
            throw refused(
                    "`" + change.column() + "` cannot become " + types.to() + " under its own name: " + why
                            + ", so code of today and code of tomorrow cannot share one column",
                    "give the new column a name: change " + change.column() + " to " + change.type()
                            + change.using()
                                    .map(expression -> " using " + expression)
                                    .orElse("") + " as " + suggestedName());
        }
    }

    private String suggestedName() {
        return change.column().column() + "_" + change.type().replaceAll("\\W+.*", "");
    }

    /** Why even a change in the catalogs alone would read every row, or build an index, while nobody can use the table. */
    private Optional<String> rowsAreReadAnyway() {
        String name = change.column().column();
        Optional<String> check = table.constraints().stream()
                .filter(constraint -> constraint.kind() == Constraint.Kind.CHECK
                        && constraint.validated()
                        && constraint.columns().contains(name))
                .findFirst()
                .map(constraint -> "ALTER TYPE would verify check " + constraint.name() + " against every row");
        return check.or(() -> table.indexes().stream()
                .filter(index -> index.columns().contains(name))
                .filter(index -> index.predicate().isPresent()
                        || index.elements().stream().anyMatch(element -> element.contains("(")))
                .findFirst()
                .map(index -> "ALTER TYPE would build index " + index.name() + " anew"));
    }

    private UserError refused(String problem, String fix) {
        return new UserError(problem, input.before().source(), fix);
    }
}
