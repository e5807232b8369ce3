package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TypeChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something a statement takes away from, or demands of, code and rows that were there before the plan.
 *
 * @param kind how it harms
 * @param what what the statement does, such as "drops column `owners.telephone`"
 * @param table the table that it is about
 */
public record Destruction(Kind kind, String what, TableRef table) {

    /** Sorts of harm. */
    public enum Kind {
        /** Rows or values are gone. */
        LOSES_DATA,
        /** A name or a type that code relies on changes. */
        RESHAPES,
        /** Values that code writes today may be refused. */
        TIGHTENS,
        /** A guarantee or an object without rows of its own is gone. */
        LOOSENS
    }

    /** Everything destructive in the unit that is about objects the plan did not create itself. */
    public static List<Destruction> of(SqlUnit unit, PlanFacts facts) {
        List<Destruction> found = new ArrayList<>();
        for (ParsedStatement statement : unit.statements()) {
            if (statement.facts() instanceof Statement.AlterTable alter && !facts.isCreatedByPlan(alter.table())) {
                alter.actions().stream()
                        .filter(action -> !isSwappedIn(unit, alter.table(), action, facts))
                        .forEach(action -> ofAction(alter.table(), action, facts, found));
            }
            if (statement.facts() instanceof Statement.Drop drop) {
                ofDrop(drop, facts, found);
            }
            if (statement.facts() instanceof Statement.RenameObject rename
                    && !facts.createsObject(StoredName.of(rename.name()))) {
                found.add(new Destruction(
                        Kind.RESHAPES, "renames " + words(rename.kind()) + quoted(rename.name()), rename.name()));
            }
            if (statement.facts() instanceof Statement.CreateIndex index
                    && index.unique()
                    && index.columns().stream()
                            .noneMatch(
                                    name -> facts.isCreatedByPlan(index.table().column(name)))) {
                found.add(new Destruction(
                        Kind.TIGHTENS,
                        "makes" + quoted(String.join(", ", index.columns())) + " of" + quoted(index.table())
                                + " unique",
                        index.table()));
            }
            ofRows(statement, facts, found);
        }
        return found;
    }

    private static void ofRows(ParsedStatement statement, PlanFacts facts, List<Destruction> found) {
        if (statement.facts() instanceof Statement.Query query
                && query.verb() == Statement.Verb.DELETE
                && query.target()
                        .filter(target -> !facts.isCreatedByPlan(target))
                        .isPresent()) {
            found.add(new Destruction(
                    Kind.LOSES_DATA,
                    "deletes rows of" + quoted(query.target().get()),
                    query.target().get()));
        }
        if (statement.facts() instanceof Statement.Other other
                && other.words().toUpperCase(Locale.ROOT).startsWith("TRUNCATE")) {
            other.tables().stream()
                    .filter(table -> !facts.isCreatedByPlan(table))
                    .forEach(table -> found.add(new Destruction(Kind.LOSES_DATA, "truncates" + quoted(table), table)));
        }
    }

    private static void ofDrop(Statement.Drop drop, PlanFacts facts, List<Destruction> found) {
        for (TableRef name : drop.names()) {
            if (facts.createsObject(StoredName.of(name))) {
                continue;
            }
            Kind kind =
                    switch (drop.kind()) {
                        case TABLE, MATERIALIZED_VIEW, SCHEMA, SEQUENCE -> Kind.LOSES_DATA;
                        case VIEW, FUNCTION, PROCEDURE, TYPE, DOMAIN, EXTENSION -> Kind.RESHAPES;
                        case INDEX, TRIGGER, OTHER -> Kind.LOOSENS;
                    };
            found.add(new Destruction(
                    kind,
                    "drops " + words(drop.kind()) + quoted(name),
                    drop.onTable().orElse(name)));
        }
    }

    private static void ofAction(TableRef table, AlterAction action, PlanFacts facts, List<Destruction> found) {
        if (action instanceof AlterAction.DropColumn drop && !own(table, drop.column(), facts)) {
            found.add(new Destruction(Kind.LOSES_DATA, "drops column" + quoted(table.column(drop.column())), table));
        }
        if (action instanceof AlterAction.RenameColumn rename && !own(table, rename.column(), facts)) {
            found.add(new Destruction(Kind.RESHAPES, "renames column" + quoted(table.column(rename.column())), table));
        }
        if (action instanceof AlterAction.RenameTable || action instanceof AlterAction.SetSchema) {
            found.add(new Destruction(Kind.RESHAPES, "renames table" + quoted(table), table));
        }
        if (action instanceof AlterAction.AlterType type
                && !own(table, type.column(), facts)
                && !isWidened(table.column(type.column()), type, facts)) {
            found.add(
                    new Destruction(Kind.RESHAPES, "changes the type of" + quoted(table.column(type.column())), table));
        }
        if (action instanceof AlterAction.SetNotNull set && !own(table, set.column(), facts)) {
            found.add(
                    new Destruction(Kind.TIGHTENS, "makes" + quoted(table.column(set.column())) + " NOT NULL", table));
        }
        if (action instanceof AlterAction.AddColumn add
                && add.column().notNull()
                && add.column().defaultExpression().isEmpty()
                && add.column().generated().isEmpty()
                && add.column().identity().isEmpty()) {
            found.add(new Destruction(
                    Kind.TIGHTENS,
                    "adds" + quoted(table.column(add.column().name())) + " NOT NULL without a default",
                    table));
        }
        if (action instanceof AlterAction.AddConstraint add
                && add.constraint()
                        .usingIndex()
                        .filter(index -> facts.createsObject(StoredName.of(new TableRef(table.schema(), index))))
                        .isEmpty()
                && add.constraint().columns().stream().noneMatch(name -> own(table, name, facts))) {
            found.add(new Destruction(
                    Kind.TIGHTENS,
                    "adds constraint"
                            + quoted(add.constraint()
                                    .name()
                                    .orElse(add.constraint().definition())) + " to" + quoted(table),
                    table));
        }
        if (action instanceof AlterAction.DropConstraint drop && !facts.createsObject(drop.constraint())) {
            found.add(new Destruction(
                    Kind.LOOSENS, "drops constraint" + quoted(drop.constraint()) + " of" + quoted(table), table));
        }
        if (action instanceof AlterAction.DropDefault drop && !own(table, drop.column(), facts)) {
            found.add(new Destruction(
                    Kind.TIGHTENS, "drops the default of" + quoted(table.column(drop.column())), table));
        }
    }

    /** A name that another column of the plan's own takes over in the same transaction is never missing. */
    private static boolean isSwappedIn(SqlUnit unit, TableRef table, AlterAction action, PlanFacts facts) {
        return action instanceof AlterAction.RenameColumn away
                && unit.isOneTransaction()
                && unit.actions(AlterAction.RenameColumn.class)
                        .anyMatch(in -> in.table().isSameTable(table)
                                && in.action().newName().equals(away.column())
                                && own(table, in.action().column(), facts));
    }

    /** What holds every value of the old type, by a change in the catalogs alone, takes nothing from anybody. */
    private static boolean isWidened(ColumnRef column, AlterAction.AlterType type, PlanFacts facts) {
        return type.using().isEmpty()
                && facts.typeOf(column)
                        .filter(from -> TypeChanges.isCatalogOnly(from, type.newType()))
                        .isPresent();
    }

    private static String quoted(Object name) {
        return " `" + name + "`";
    }

    private static boolean own(TableRef table, String column, PlanFacts facts) {
        return facts.isCreatedByPlan(new ColumnRef(table, column));
    }

    private static String words(Statement.ObjectKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
