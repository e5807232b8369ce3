package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.EnumChange;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.ColumnFate;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.EnumEdit;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        new KeptObjects(plan, facts, check.fates())
                .wrongs()
                .forEach(wrong -> check.report("phases", wrong.subject(), wrong.what(), wrong.remedy()));
        new RebuiltChecks(plan, facts)
                .wrongs()
                .forEach(wrong -> check.report("phases", wrong.subject(), wrong.what(), wrong.remedy()));
        new RebuiltIndexes(plan, facts, plan.change() instanceof ColumnChange.ChangeType)
                .wrongs()
                .forEach(wrong -> check.report("phases", wrong.subject(), wrong.what(), wrong.remedy()));
        new SameEverywhere(plan.change() instanceof ColumnChange.ChangeType, facts)
                .wrongs()
                .forEach(wrong -> check.report("phases", wrong.subject(), wrong.what(), wrong.remedy()));
        check.unproved();
        facts.forward().forEach(check::others);
        facts.forward().forEach(check::rows);
        check.backfills();
        return check.findings();
    }

    private record Check(Plan plan, PlanFacts facts, ColumnFate.All fates, List<Finding> findings) {

        private ChangedColumns own() {
            return new ChangedColumns(plan.change());
        }

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
                if (fate.isOwn() && !fate.isDropped() && !own().covers(fate.name())) {
                    reportColumn(fate, "leaves column `" + fate.name() + "` behind");
                }
                if (!fate.isOwn() && !own().covers(fate.origin().orElseThrow())) {
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
                        && !isAskedValue(statement)
                        && HARMLESS.stream()
                                .noneMatch(word ->
                                        other.words().toUpperCase(Locale.ROOT).startsWith(word))
                        && !new MadeAnew(unit, own().namesAt(unit, facts)).covers(statement, other)) {
                    reportUnit(unit, "runs " + other.words());
                }
            }
        }

        /** Whether it adds the value that the change asks for; to which type, and where, {@link WantedEnd} looks at. */
        private boolean isAskedValue(ParsedStatement statement) {
            return plan.change() instanceof EnumChange.AddEnumValue change
                    && EnumEdit.of(statement)
                            .filter(edit ->
                                    edit.newName().isEmpty() && edit.value().equals(change.value()))
                            .isPresent();
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

        /** The procedure does what the step says of it, in batches, and for all rows. */
        void backfills() {
            BackfilledRows rows = new BackfilledRows(plan, facts);
            rows.all()
                    .forEach(
                            placed -> rows.wrongs(placed.backfill())
                                    .forEach(
                                            wrong -> report(
                                                    placed.where(),
                                                    wrong,
                                                    "`" + placed.where() + "` " + wrong,
                                                    "let the procedure set `"
                                                            + placed.backfill().set() + "` where `"
                                                            + placed.backfill().predicate()
                                                            + "`, up to the table's last key, in batches of at most 100000 rows, with COMMIT behind each")));
        }

        private Stream<ColumnRef> foreign(SqlUnit unit, Statement.Query query, TableRef table) {
            return query.columns().stream()
                    .filter(use -> use.access() == Access.WRITE)
                    .map(use -> table.column(use.column()))
                    .filter(column ->
                            !facts.isCreatedByPlan(column) && !ChangedColumns.isOf(column, own().namesAt(unit, facts)))
                    .distinct();
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
