package dev.cofferdam.playbook.easings;

import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.demands.DemandEdits;
import dev.cofferdam.playbook.demands.UniqueDemand;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.SchemaConcerns;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Recipe R14, off: rows may be alike in some columns. */
final class UniqueEasing {
    private final ConstraintChange.DropUnique change;
    private final PlanningInput input;
    private final Table table;
    private final String columns;
    private final String name;

    private UniqueEasing(ConstraintChange.DropUnique change, PlanningInput input) {
        this.change = change;
        this.input = input;
        this.table = input.before().table(change.table());
        this.columns = String.join(", ", change.columnNames());
        this.name = change.name().orElseThrow();
    }

    static Easing of(ConstraintChange.DropUnique change, PlanningInput input) {
        return new UniqueEasing(change, input).easing();
    }

    private Easing easing() {
        Optional<Constraint> constraint = table.constraints().stream()
                .filter(one -> one.name().equals(name))
                .findFirst();
        // The names in the constraint's own order, for the index that may have to be built again.
        ConstraintChange.AddUnique back = new ConstraintChange.AddUnique(
                change.table(), constraint.map(Constraint::columns).orElse(change.columnNames()), Optional.of(name));
        if (constraint.isEmpty()) {
            return IndexEasing.unique(index(), input, telling());
        }
        return new UndoneDemand(new UniqueDemand(back, input.reversed(back)), telling());
    }

    private Index index() {
        return table.indexes().stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private UndoneDemand.Telling telling() {
        return new UndoneDemand.Telling(
                "can live with several rows that have the same " + columns,
                "Rows may be alike in " + columns + ".",
                new Words(columns),
                Optional.of("asks for the one row of a " + columns
                        + ", or names its uniqueness in ON CONFLICT, which fails without it (SQLSTATE 42P10)"),
                this::refuse,
                List.of(),
                List.of(
                        "what finds rows by " + columns + " used the index of " + name
                                + ", which goes too: if such statements stay, plan `create index on " + table.ref()
                                + " ("
                                + columns + ")` first",
                        "INSERT ... ON CONFLICT (" + columns
                                + ") fails from contract on (SQLSTATE 42P10), whoever sends it"),
                this::concerns);
    }

    private void refuse() {
        Set<String> wanted = Set.copyOf(change.columnNames());
        table.indexes().stream()
                .filter(other -> other.unique() && !other.name().equals(name))
                .filter(other -> other.predicate().isEmpty()
                        && Set.copyOf(other.columns()).equals(wanted))
                .findFirst()
                .ifPresent(other -> {
                    throw refusal(
                            "`" + name + "` and `" + other.name() + "` both keep (" + columns + ") of `" + table.ref()
                                    + "` unique",
                            "drop one of them by its name first (DROP INDEX or DROP CONSTRAINT); rows stay unique by the other");
                });
        String definition = index().definition() + constraintDefinition();
        if (definition.matches("(?is).*(NULLS NOT DISTINCT|INCLUDE|DEFERRABLE).*")) {
            throw refusal(
                    "`" + name + "` says more than its columns: " + definition,
                    "the playbook could not give it back online; drop it in a migration of your own");
        }
    }

    private String constraintDefinition() {
        return table.constraints().stream()
                .filter(one -> one.name().equals(name))
                .map(one -> " " + one.definition())
                .findFirst()
                .orElse("");
    }

    private UserError refusal(String problem, String fix) {
        return new UserError(problem, input.before().source(), fix);
    }

    private List<Undecided> concerns(List<Usage> usages) {
        List<Undecided> found = new ArrayList<>();
        input.before().routines().stream()
                .filter(routine -> Readers.names(routine.body(), table.ref().name())
                        && change.columnNames().stream().allMatch(column -> Readers.names(routine.body(), column)))
                .forEach(routine -> found.add(SchemaConcerns.inDatabase(
                        "routine/" + routine.name(),
                        "routine " + routine.name() + " names " + columns,
                        "it may take one row for granted, or name the uniqueness in ON CONFLICT")));
        SchemaConcerns.unread(input.before(), table.ref()).ifPresent(found::add);
        SchemaConcerns.noCode(
                        table.ref().column(change.columnNames().get(0)), usages, "; it may take one row for granted")
                .ifPresent(found::add);
        return found;
    }

    /** What a person has to do so that code lives with several rows. */
    private record Words(String columns) implements DemandEdits.Words {
        @Override
        public boolean atTheMapping() {
            return false;
        }

        @Override
        public String byMapper(Usage first, String others) {
            return oneRow(first);
        }

        @Override
        public String inStatement(Usage first) {
            return "do without ON CONFLICT (" + columns + ") in `"
                    + first.place().member().orElse(first.place().file())
                    + "`: it needs the uniqueness that goes (SQLSTATE 42P10); look for the row first, or insert without it";
        }

        @Override
        public String inDefinition(Usage first) {
            return oneRow(first);
        }

        private String oneRow(Usage first) {
            return "let `" + first.place().member().orElse(first.place().file())
                    + "` live with several rows of one `" + columns
                    + "`: return a list, or say which one it takes; an `Optional` or a single result fails on the second row"
                    + " (`IncorrectResultSizeDataAccessException`)";
        }
    }
}
