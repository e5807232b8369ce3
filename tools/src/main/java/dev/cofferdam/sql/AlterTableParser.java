package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Statement.AlterTable;
import java.util.List;

/** ALTER TABLE (docs, ALTER TABLE): several actions of a table, or one of the forms that stand alone. */
final class AlterTableParser {
    private final Grammar grammar;
    private final Cursor cursor;
    private final AlterColumnParser columns;

    AlterTableParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
        this.columns = new AlterColumnParser(grammar);
    }

    /** After ALTER TABLE. */
    Statement alter() {
        boolean ifExists = cursor.ifExists();
        boolean only = cursor.accept("ONLY");
        TableRef table = cursor.tableName();
        if (!only) {
            cursor.accept("*");
        }
        return new AlterTable(table, ifExists, actions());
    }

    private List<AlterAction> actions() {
        if (cursor.accept("RENAME")) {
            return List.of(rename());
        }
        if (cursor.accept("SET", "SCHEMA")) {
            return List.of(new AlterAction.SetSchema(cursor.name()));
        }
        if (cursor.accept("ATTACH", "PARTITION")) {
            return List.of(attach());
        }
        if (cursor.accept("DETACH", "PARTITION")) {
            return List.of(detach());
        }
        return cursor.commaList(this::action);
    }

    private AlterAction rename() {
        if (cursor.accept("TO")) {
            return new AlterAction.RenameTable(cursor.name());
        }
        if (cursor.accept("CONSTRAINT")) {
            String constraint = cursor.name();
            cursor.expect("TO");
            return new AlterAction.RenameConstraint(constraint, cursor.name());
        }
        cursor.accept("COLUMN");
        String column = cursor.name();
        cursor.expect("TO");
        return new AlterAction.RenameColumn(column, cursor.name());
    }

    private AlterAction attach() {
        TableRef partition = cursor.tableName();
        return new AlterAction.AttachPartition(partition, new PartitionParser(grammar).bound());
    }

    private AlterAction detach() {
        TableRef partition = cursor.tableName();
        boolean concurrently = cursor.accept("CONCURRENTLY");
        boolean finish = !concurrently && cursor.accept("FINALIZE");
        return new AlterAction.DetachPartition(partition, concurrently, finish);
    }

    private AlterAction action() {
        return switch (cursor.peek().word()) {
            case "ADD" -> add();
            case "DROP" -> drop();
            case "ALTER" -> alterSomething();
            case "VALIDATE" -> {
                cursor.expect("VALIDATE", "CONSTRAINT");
                yield new AlterAction.ValidateConstraint(cursor.name());
            }
            case "ENABLE", "DISABLE" -> switchSomething();
            default -> new AlterStorageParser(grammar).action();
        };
    }

    private AlterAction add() {
        cursor.expect("ADD");
        if (grammar.constraints.atTableConstraint()) {
            return new AlterAction.AddConstraint(grammar.constraints.tableConstraint());
        }
        cursor.accept("COLUMN");
        boolean ifNotExists = cursor.ifNotExists();
        ColumnParser.Column column = new ColumnParser(grammar).column();
        return new AlterAction.AddColumn(column.definition(), column.inline(), ifNotExists);
    }

    private AlterAction drop() {
        cursor.expect("DROP");
        boolean constraint = cursor.accept("CONSTRAINT");
        if (!constraint) {
            cursor.accept("COLUMN");
        }
        boolean ifExists = cursor.ifExists();
        String name = cursor.name();
        boolean cascade = cursor.cascade();
        return constraint
                ? new AlterAction.DropConstraint(name, ifExists, cascade)
                : new AlterAction.DropColumn(name, ifExists, cascade);
    }

    private AlterAction alterSomething() {
        cursor.expect("ALTER");
        if (cursor.accept("CONSTRAINT")) {
            cursor.name();
            boolean changed = false;
            while (cursor.acceptAny("DEFERRABLE", "ENFORCED", "INHERIT")
                    || cursor.accept("NOT", "DEFERRABLE")
                    || cursor.accept("NOT", "ENFORCED")
                    || cursor.accept("NO", "INHERIT")
                    || cursor.accept("INITIALLY", "DEFERRED")
                    || cursor.accept("INITIALLY", "IMMEDIATE")) {
                changed = true;
            }
            if (!changed) {
                throw cursor.unexpected();
            }
            return new AlterAction.Other("ALTER CONSTRAINT");
        }
        cursor.accept("COLUMN");
        return columns.action();
    }

    private AlterAction switchSomething() {
        boolean enable = cursor.next().is("ENABLE");
        String leading = enable ? "ENABLE " : "DISABLE ";
        String mode =
                enable && cursor.atAny("REPLICA", "ALWAYS") ? cursor.next().word() + " " : "";
        if (cursor.accept("TRIGGER")) {
            boolean many = cursor.atAny("ALL", "USER");
            return new AlterAction.SwitchTrigger(many ? cursor.next().word() : cursor.name(), enable);
        }
        if (mode.isEmpty() && cursor.accept("ROW", "LEVEL", "SECURITY")) {
            return new AlterAction.Other(leading + "ROW LEVEL SECURITY");
        }
        cursor.expect("RULE");
        cursor.name();
        return new AlterAction.Other(leading + mode + "RULE");
    }
}
