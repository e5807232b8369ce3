package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which tables and columns the statements of a unit name. */
public final class TouchedObjects {
    private TouchedObjects() {}

    /** Tables in the order in which they are named, each once. */
    public static Set<TableRef> tables(SqlUnit unit) {
        Set<TableRef> tables = new LinkedHashSet<>();
        unit.statements().stream().map(ParsedStatement::facts).forEach(statement -> addTables(statement, tables));
        return tables;
    }

    private static void addTables(Statement statement, Set<TableRef> tables) {
        if (statement instanceof Statement.AlterTable alter) {
            tables.add(alter.table());
            alter.actions().stream()
                    .filter(AlterAction.AddConstraint.class::isInstance)
                    .flatMap(action -> ((AlterAction.AddConstraint) action).constraint().references().stream())
                    .forEach(tables::add);
        }
        if (statement instanceof Statement.CreateIndex index) {
            tables.add(index.table());
        }
        if (statement instanceof Statement.CreateTrigger trigger) {
            tables.add(trigger.table());
        }
        if (statement instanceof Statement.Drop drop) {
            drop.onTable().ifPresent(tables::add);
            if (drop.kind() == Statement.ObjectKind.TABLE) {
                tables.addAll(drop.names());
            }
        }
        if (statement instanceof Statement.Query query) {
            query.target().ifPresent(tables::add);
            tables.addAll(query.tables());
        }
        if (statement instanceof Statement.CreateView view) {
            tables.addAll(view.query().tables());
        }
        if (statement instanceof Statement.Other other) {
            tables.addAll(other.tables());
        }
    }

    /** Columns that ALTER TABLE takes to be there. */
    public static List<ColumnRef> alteredColumns(SqlUnit unit) {
        List<ColumnRef> columns = new ArrayList<>();
        unit.facts(Statement.AlterTable.class)
                .forEach(alter -> alter.actions().forEach(action -> addColumn(alter.table(), action, columns)));
        return columns;
    }

    private static void addColumn(TableRef table, AlterAction action, List<ColumnRef> columns) {
        if (action instanceof AlterAction.DropColumn drop) {
            columns.add(table.column(drop.column()));
        }
        if (action instanceof AlterAction.RenameColumn rename) {
            columns.add(table.column(rename.column()));
        }
        if (action instanceof AlterAction.AlterType type) {
            columns.add(table.column(type.column()));
        }
        if (action instanceof AlterAction.SetDefault set) {
            columns.add(table.column(set.column()));
        }
        if (action instanceof AlterAction.DropDefault drop) {
            columns.add(table.column(drop.column()));
        }
        if (action instanceof AlterAction.SetNotNull set) {
            columns.add(table.column(set.column()));
        }
        if (action instanceof AlterAction.DropNotNull drop) {
            columns.add(table.column(drop.column()));
        }
    }

    /** The server's own tables need no fact. */
    public static boolean isCatalog(TableRef table) {
        return table.schema()
                .map(schema -> schema.equals("pg_catalog") || schema.equals("information_schema"))
                .orElse(table.name().startsWith("pg_"));
    }
}
