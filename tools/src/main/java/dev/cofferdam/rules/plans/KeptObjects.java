package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.rules.facts.ColumnFate;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SchemaDelta;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the objects beside columns that a plan takes away and leaves behind with those that its change is about. */
record KeptObjects(Plan plan, PlanFacts facts, ColumnFate.All fates) {

    /** Something that the change does not ask, in the words of a finding. */
    record Wrong(String subject, String what, String remedy) {}

    /** Everything that is taken, left or lost without having been asked. */
    List<Wrong> wrongs() {
        List<Wrong> wrongs = new ArrayList<>();
        SchemaDelta delta = new SchemaDelta(facts::createsObject);
        facts.forward().forEach(delta::apply);
        Set<String> gone = gone();
        delta.removed().stream()
                .filter(item -> isObject(item) && !gone.contains(unqualified(item)) && !isRedefined(item))
                .forEach(item -> wrongs.add(new Wrong(
                        "takes " + item.words(),
                        "the statements take " + item.words() + " away, which the change does not ask: it is to "
                                + plan.change().summary(),
                        "leave " + item.words() + " alone, or make it anew in the same step")));
        // Scaffolding that is left standing is said once, by contract-leftovers.
        Set<String> scaffolding = ContractLeftovers.scaffolding(plan, facts);
        delta.added().stream()
                .filter(item -> isObject(item) && !isWanted(item, gone))
                .filter(item -> !scaffolding.contains(item.name()))
                .forEach(item -> wrongs.add(new Wrong(
                        "leaves " + item.words(),
                        "the statements leave " + item.words() + " behind, which the change does not ask: it is to "
                                + plan.change().summary(),
                        "drop " + item.words() + " before the plan is over")));
        missing(delta, gone, wrongs);
        return wrongs;
    }

    /** Names of what goes because the change takes away what it stands on. */
    private Set<String> gone() {
        Set<String> gone = new HashSet<>();
        plan.change().columns().stream()
                .filter(column ->
                        fates.from(column).filter(ColumnFate::isDropped).isPresent())
                .forEach(column -> gone.addAll(new WantedEnd(facts, fates).lostWith(column)));
        if (plan.change() instanceof ConstraintChange.AddUnique unique) {
            unique.index().ifPresent(gone::add);
        }
        if (plan.change() instanceof ConstraintChange.DropUnique drop) {
            drop.name().ifPresent(gone::add);
        }
        if (plan.change() instanceof ConstraintChange.DropForeignKey drop) {
            drop.name().ifPresent(gone::add);
        }
        if (plan.change() instanceof ConstraintChange.DropCheck drop) {
            gone.add(drop.name());
        }
        if (plan.change() instanceof IndexChange.DropIndex drop) {
            gone.add(drop.name());
        }
        return gone;
    }

    /** What stood on a column that has a successor must stand on that one. */
    private void missing(SchemaDelta delta, Set<String> gone, List<Wrong> wrongs) {
        if (own().made().isEmpty()) {
            return;
        }
        gone.stream()
                .filter(name -> !delta.isRestored(name)
                        && delta.added().stream()
                                .noneMatch(item -> unqualified(item).equals(name)))
                .forEach(name -> wrongs.add(new Wrong(
                        "loses " + name,
                        "`" + name + "` goes with `"
                                + plan.change().columns().get(0)
                                + "`, and nothing of this name stands on `"
                                + own().made().get(0) + "` in its place",
                        "build it anew on `" + own().made().get(0) + "` before contract, and give it the name `" + name
                                + "` in the step that drops the old one")));
    }

    /** Columns and their properties have their own check. */
    private static boolean isObject(SchemaDelta.Item item) {
        return !item.kind().equals("column") && !item.kind().matches("(NOT NULL|default|type) of");
    }

    private boolean isRedefined(SchemaDelta.Item item) {
        return item.kind().equals("definition of")
                && !own().made().isEmpty()
                && plan.facts().stream()
                        .anyMatch(fact -> fact.isIntact() && fact.names().contains(item.name()));
    }

    private boolean isWanted(SchemaDelta.Item item, Set<String> gone) {
        if (fates.notNullConstraints().containsKey(item.name())) {
            return true;
        }
        if (plan.change() instanceof ConstraintChange.AddUnique) {
            return item.kind().equals("constraint") && constrains(item);
        }
        if (plan.change() instanceof ConstraintChange.AddCheck
                || plan.change() instanceof ConstraintChange.AddForeignKey) {
            return item.kind().equals("constraint") && isFirst(item, AlterAction.AddConstraint.class);
        }
        if (plan.change() instanceof IndexChange.CreateIndex) {
            return item.kind().equals("index") && isFirstIndex(item);
        }
        boolean onSuccessor = item.columns().stream().anyMatch(column -> ChangedColumns.isOf(column, own().made()));
        return onSuccessor
                && !(plan.change() instanceof ColumnChange.AddColumn)
                && (gone.isEmpty() || gone.contains(unqualified(item)));
    }

    /** Whether it is the only unique constraint that the plan makes, so that {@link WantedEnd} has looked at it. */
    private boolean constrains(SchemaDelta.Item item) {
        return facts.forward()
                .flatMap(unit -> unit.actions(AlterAction.AddConstraint.class))
                .filter(add -> add.table().isSameTable(plan.change().table()))
                .filter(add -> add.action().constraint().usingIndex().isPresent())
                .map(add -> add.action().constraint().name())
                .findFirst()
                .filter(name -> name.equals(Optional.of(item.name())))
                .isPresent();
    }

    /** Whether it is the first constraint that the plan adds to the table, so that {@link WantedEnd} has looked at it. */
    private boolean isFirst(SchemaDelta.Item item, Class<AlterAction.AddConstraint> kind) {
        return facts.forward()
                .flatMap(unit -> unit.actions(kind))
                .filter(add -> add.table().isSameTable(plan.change().table()))
                .map(add -> add.action().constraint().name())
                .findFirst()
                .filter(name -> name.equals(Optional.of(item.name())))
                .isPresent();
    }

    private boolean isFirstIndex(SchemaDelta.Item item) {
        return facts.forward()
                .flatMap(unit -> unit.facts(Statement.CreateIndex.class))
                .map(Statement.CreateIndex::name)
                .findFirst()
                .filter(name -> name.equals(Optional.of(unqualified(item))))
                .isPresent();
    }

    private static String unqualified(SchemaDelta.Item item) {
        return StoredName.withoutSchema(item.name());
    }

    private ChangedColumns own() {
        return new ChangedColumns(plan.change());
    }
}
