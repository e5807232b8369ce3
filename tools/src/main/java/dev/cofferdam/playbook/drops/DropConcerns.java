package dev.cofferdam.playbook.drops;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.SchemaConcerns;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import java.util.ArrayList;
import java.util.List;

/** What a drop takes along or changes and a person has to approve by name. */
final class DropConcerns {
    private final DroppedColumn column;
    private final List<Undecided> found = new ArrayList<>();

    private DropConcerns(DroppedColumn column) {
        this.column = column;
    }

    static List<Undecided> of(DroppedColumn column, Relaxation relaxation, List<Usage> usages) {
        DropConcerns concerns = new DropConcerns(column);
        concerns.wholeIndexes();
        concerns.sharedConstraints();
        concerns.readersOfNull(relaxation, usages);
        concerns.routines();
        SchemaConcerns.unread(column.schema(), column.ref().table()).ifPresent(concerns.found::add);
        SchemaConcerns.noCode(column.ref(), usages, "; then it fails from contract on")
                .ifPresent(concerns.found::add);
        return concerns.found;
    }

    /** PostgreSQL drops every index that names the column, also for the other columns in it. */
    private void wholeIndexes() {
        column.indexes()
                .filter(index -> index.constraint().isEmpty())
                .filter(index -> !others(index.columns()).isEmpty())
                .map(Index::name)
                .forEach(name -> add(
                        "index/" + name,
                        "index " + name + " goes as a whole, although it covers more than "
                                + column.ref().column(),
                        "what reads by its other columns becomes slow; if they need it, build an index on them first, concurrently, in"
                                + " a migration of its own"));
    }

    private void sharedConstraints() {
        for (Constraint constraint : column.table().constraints()) {
            List<String> others = others(constraint.columns());
            if (constraint.columns().contains(column.ref().column()) && !others.isEmpty()) {
                add(
                        "constraint/" + constraint.name(),
                        "constraint " + constraint.name() + " goes as a whole, although it is also about "
                                + String.join(", ", others),
                        "what it demands of the rest is demanded no more: " + constraint.definition());
            }
        }
    }

    private List<String> others(List<String> columns) {
        return columns.stream()
                .filter(name -> !name.equals(column.ref().column()))
                .toList();
    }

    private void readersOfNull(Relaxation relaxation, List<Usage> usages) {
        List<Usage> readers = usages.stream()
                .filter(usage ->
                        !usage.test() && usage.needsEdit() && !usage.access().writes())
                .toList();
        if (relaxation.leavesNulls() && !readers.isEmpty()) {
            add(
                    "column/" + column.ref(),
                    "v0 reads null in " + column.ref() + " from rows that v1 inserts",
                    "while both run, and when v0 comes back, a primitive field or a method call on the value fails; look at "
                            + readers.get(0).place()
                            + (readers.size() > 1 ? " and " + (readers.size() - 1) + " more" : "")
                            + ". No neutral default is lent to the column, because a constraint might refuse it or its type has none");
        }
    }

    private void routines() {
        new DropRefusals(column)
                .routinesToRead()
                .forEach(
                        routine -> add(
                                "routine/" + routine.name(),
                                "routine " + routine.name() + " names "
                                        + column.ref().column(),
                                "PostgreSQL does not track what a body does; it fails when it is called after the column was put aside"));
    }

    private void add(String where, String what, String why) {
        found.add(SchemaConcerns.inDatabase(where, what, why));
    }
}
