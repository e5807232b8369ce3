package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.ColumnFate;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SchemaDelta;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Flags statements on the way forward that take, make or write something else than the change asks, and an end that is not its end. */
public final class PlanKeepsToChange implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-keeps-to-change",
            Severity.ERROR,
            Hazard.LOSES_DATA,
            "The statements do something else than the change asks");

    /** Statements that change neither shape nor rows. */
    private static final List<String> HARMLESS = List.of("ANALYZE", "COMMENT", "VACUUM", "EXPLAIN", "CALL");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        Check check = new Check(plan, facts, ColumnFate.All.of(facts.forward()), new ArrayList<>());
        check.end();
        check.columns();
        check.objects();
        check.unproved();
        facts.forward().forEach(check::others);
        facts.forward().forEach(check::rows);
        facts.steps().forEach(check::backfill);
        return check.findings();
    }

    private record Check(Plan plan, PlanFacts facts, ColumnFate.All fates, List<Finding> findings) {

        /** What the change asks must be so when the plan is over. */
        void end() {
            for (String wrong : plan.change().accept(new WantedEnd(facts, fates))) {
                report(
                        "phases",
                        wrong,
                        "the change is to " + plan.change().summary() + ", and when the plan is over " + wrong,
                        "let the statements end where the change does, or plan another change");
            }
        }

        void columns() {
            for (ColumnFate fate : fates.fates()) {
                if (fate.isOwn() && !fate.isDropped() && !isOfChange(fate.name())) {
                    reportColumn(fate, "leaves column `" + fate.name() + "` behind");
                }
                if (!fate.isOwn() && !isOfChange(fate.origin().orElseThrow())) {
                    deeds(fate).forEach(deed -> reportColumn(fate, deed));
                }
                if (!fate.isDropped() && !fate.isOwn()) {
                    fate.other().ifPresent(words -> reportColumn(fate, "does " + words + " to `" + fate.name() + "`"));
                }
            }
        }

        private static List<String> deeds(ColumnFate fate) {
            String name = "`" + fate.origin().orElseThrow() + "`";
            if (fate.isDropped()) {
                return List.of("drops column " + name);
            }
            List<String> deeds = new ArrayList<>();
            if (fate.isRenamed()) {
                deeds.add("renames column " + name);
            }
            fate.type().ifPresent(type -> deeds.add("makes " + name + " of type " + type));
            fate.notNull().ifPresent(set -> deeds.add("makes " + name + (set ? " NOT NULL" : " nullable")));
            if (fate.isDefaultTouched()) {
                deeds.add(fate.defaultValue()
                        .map(value -> "gives " + name + " the default " + value)
                        .orElse("drops the default of " + name));
            }
            return deeds;
        }

        /** The column of today, or the one that the change makes. */
        private boolean isOfChange(ColumnRef column) {
            boolean unique = plan.change() instanceof ConstraintChange.AddUnique;
            return !unique && (isOf(column, plan.change().columns()) || isOf(column, made()));
        }

        private List<ColumnRef> made() {
            if (plan.change() instanceof ColumnChange.AddColumn add) {
                return List.of(add.column());
            }
            if (plan.change() instanceof ColumnChange.RenameColumn rename) {
                return List.of(rename.renamed());
            }
            return plan.change() instanceof ColumnChange.ChangeType change ? List.of(WantedEnd.end(change)) : List.of();
        }

        private static boolean isOf(ColumnRef column, List<ColumnRef> columns) {
            return columns.stream().anyMatch(other -> SchemaDelta.isSameColumn(other, column));
        }

        void objects() {
            SchemaDelta delta = new SchemaDelta(facts::createsObject);
            facts.forward().forEach(delta::apply);
            Set<String> gone = new HashSet<>();
            plan.change().columns().stream()
                    .filter(column ->
                            fates.from(column).filter(ColumnFate::isDropped).isPresent())
                    .forEach(column -> gone.addAll(new WantedEnd(facts, fates).lostWith(column)));
            if (plan.change() instanceof ConstraintChange.AddUnique unique) {
                unique.index().ifPresent(gone::add);
            }
            delta.removed().stream()
                    .filter(item -> isObject(item) && !gone.contains(unqualified(item)) && !isRedefined(item))
                    .forEach(item -> report(
                            "phases",
                            "takes " + item.words(),
                            "the statements take " + item.words() + " away, which the change does not ask: it is to "
                                    + plan.change().summary(),
                            "leave " + item.words() + " alone, or make it anew in the same step"));
            // Scaffolding that is left standing is said once, by contract-leftovers.
            Set<String> scaffolding = ContractLeftovers.scaffolding(plan, facts);
            delta.added().stream()
                    .filter(item -> isObject(item) && !isWanted(item, gone))
                    .filter(item -> !scaffolding.contains(item.name()))
                    .forEach(item -> report(
                            "phases",
                            "leaves " + item.words(),
                            "the statements leave " + item.words() + " behind, which the change does not ask: it is to "
                                    + plan.change().summary(),
                            "drop " + item.words() + " before the plan is over"));
            missing(delta, gone);
        }

        /** What stood on a column that has a successor must stand on that one. */
        private void missing(SchemaDelta delta, Set<String> gone) {
            if (made().isEmpty()) {
                return;
            }
            gone.stream()
                    .filter(name -> !delta.isRestored(name)
                            && delta.added().stream()
                                    .noneMatch(item -> unqualified(item).equals(name)))
                    .forEach(name -> report(
                            "phases",
                            "loses " + name,
                            "`" + name + "` goes with `"
                                    + plan.change().columns().get(0)
                                    + "`, and nothing of this name stands on `"
                                    + made().get(0) + "` in its place",
                            "build it anew on `" + made().get(0) + "` before contract, and give it the name `" + name
                                    + "` in the step that drops the old one"));
        }

        /** What is stated NOT VALID and stays must be proved, unless the schema never proved it either. */
        void unproved() {
            List<AlterAction> done = facts.forward()
                    .flatMap(unit -> unit.facts(Statement.AlterTable.class))
                    .flatMap(alter -> alter.actions().stream())
                    .toList();
            boolean known = plan.change().columns().stream()
                    .anyMatch(
                            column -> !facts.describedOn(column, "unvalidated").isEmpty());
            for (AlterAction action : done) {
                if (!known
                        && action instanceof AlterAction.AddConstraint add
                        && add.constraint().notValid()
                        && add.constraint()
                                .name()
                                .filter(name -> !isSettled(name, done))
                                .isPresent()) {
                    String name = add.constraint().name().get();
                    report(
                            "phases",
                            "unproved " + name,
                            "constraint `" + name
                                    + "` is added NOT VALID and never validated, so earlier rows need not keep to it",
                            "put VALIDATE CONSTRAINT " + name + " into a step of its own behind the one that adds it");
                }
            }
        }

        private static boolean isSettled(String name, List<AlterAction> done) {
            return done.contains(new AlterAction.ValidateConstraint(name))
                    || done.stream()
                            .anyMatch(action -> action instanceof AlterAction.DropConstraint drop
                                    && drop.constraint().equals(name));
        }

        /** Columns and their properties have their own check. */
        private static boolean isObject(SchemaDelta.Item item) {
            return !item.kind().equals("column") && !item.kind().matches("(NOT NULL|default|type) of");
        }

        private boolean isRedefined(SchemaDelta.Item item) {
            return item.kind().equals("definition of")
                    && !made().isEmpty()
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
            boolean onSuccessor = item.columns().stream().anyMatch(column -> isOf(column, made()));
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

        private static String unqualified(SchemaDelta.Item item) {
            return StoredName.withoutSchema(item.name());
        }

        /** Changes of a table as a whole, and statements of which no more is known than their words. */
        void others(SqlUnit unit) {
            unit.facts(Statement.AlterTable.class)
                    .filter(alter -> !facts.isOwn(unit, alter.table()))
                    .forEach(alter -> alter.actions().forEach(action -> {
                        if (action instanceof AlterAction.Other other) {
                            reportUnit(unit, "does " + other.words() + " to `" + alter.table() + "`");
                        } else if (action instanceof AlterAction.SetSchema) {
                            reportUnit(unit, "moves `" + alter.table() + "` to another schema");
                        } else if (action instanceof AlterAction.AttachPartition
                                || action instanceof AlterAction.DetachPartition) {
                            reportUnit(unit, "changes the partitions of `" + alter.table() + "`");
                        }
                    }));
            for (ParsedStatement statement : unit.statements()) {
                if (statement.facts() instanceof Statement.Other other
                        && HARMLESS.stream()
                                .noneMatch(word ->
                                        other.words().toUpperCase(Locale.ROOT).startsWith(word))
                        && !new MadeAnew(unit, namesOfChange(unit)).covers(statement, other)) {
                    reportUnit(unit, "runs " + other.words());
                }
            }
        }

        /** Rows of the schema's tables: only values of the change's own columns may be written, and no row comes or goes. */
        void rows(SqlUnit unit) {
            unit.facts(Statement.Query.class).forEach(query -> query.written().stream()
                    .filter(table -> !facts.isOwn(unit, table))
                    .forEach(table -> {
                        if (query.verb() != Statement.Verb.UPDATE) {
                            reportUnit(unit, query.verb() + "s rows of `" + table + "`");
                        } else {
                            List<ColumnRef> foreign =
                                    foreign(unit, query, table).toList();
                            foreign.forEach(column -> reportUnit(unit, "writes `" + column + "`"));
                            if (foreign.isEmpty() && unit.part() == SqlUnit.Part.STEP) {
                                reportUnit(unit, "writes rows of `" + table + "` outside of a backfill");
                            }
                        }
                    }));
        }

        /** The procedure does what the step says of it, and in batches. */
        void backfill(PlacedStep placed) {
            if (placed.step() instanceof Step.Backfill backfill) {
                new BackfillBody(backfill)
                        .wrongs()
                        .forEach(wrong -> report(
                                placed.where(),
                                wrong,
                                "`" + placed.where() + "` " + wrong,
                                "let the procedure set `" + backfill.set() + "` where `" + backfill.predicate()
                                        + "`, in batches of at most 100000 rows, with COMMIT behind each"));
            }
        }

        private Stream<ColumnRef> foreign(SqlUnit unit, Statement.Query query, TableRef table) {
            return query.columns().stream()
                    .filter(use -> use.access() == Access.WRITE)
                    .map(use -> table.column(use.column()))
                    .filter(column -> !facts.isCreatedByPlan(column) && !isOf(column, namesOfChange(unit)))
                    .distinct();
        }

        private List<ColumnRef> namesOfChange(SqlUnit unit) {
            return plan.change().columns().stream()
                    .map(column -> facts.nameAt(column, unit))
                    .toList();
        }

        private void reportColumn(ColumnFate fate, String deed) {
            report(fate.where(), deed, "`" + fate.where() + "` " + deed + notAsked(), remedy());
        }

        private void reportUnit(SqlUnit unit, String deed) {
            report(unit.where(), deed, "`" + unit.where() + "` " + deed + notAsked(), remedy());
        }

        private String notAsked() {
            return ", which the change does not ask: it is to " + plan.change().summary();
        }

        private static String remedy() {
            return "take it out of this plan; if it is wanted too, plan it as a change of its own";
        }

        private void report(String where, String subject, String what, String remedy) {
            findings.add(INFO.finding(where, subject, what, remedy));
        }
    }
}
