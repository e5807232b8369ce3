package dev.cofferdam.sql;

import java.util.Optional;

/** One action of an ALTER TABLE. */
public sealed interface AlterAction {
    record AddColumn(ColumnDefinition column, java.util.List<TableConstraint> inline, boolean ifNotExists)
            implements AlterAction {}

    record DropColumn(String column, boolean ifExists, boolean cascade) implements AlterAction {}

    record RenameColumn(String column, String newName) implements AlterAction {}

    record RenameTable(String newName) implements AlterAction {}

    record RenameConstraint(String constraint, String newName) implements AlterAction {}

    record AlterType(String column, String newType, Optional<String> using, Optional<String> collation)
            implements AlterAction {}

    record SetDefault(String column, String expression) implements AlterAction {}

    record DropDefault(String column) implements AlterAction {}

    record SetNotNull(String column) implements AlterAction {}

    record DropNotNull(String column) implements AlterAction {}

    record AddConstraint(TableConstraint constraint) implements AlterAction {}

    record ValidateConstraint(String constraint) implements AlterAction {}

    record DropConstraint(String constraint, boolean ifExists, boolean cascade) implements AlterAction {}

    record SetSchema(String newSchema) implements AlterAction {}

    /** ENABLE or DISABLE TRIGGER. */
    record SwitchTrigger(String trigger, boolean enable) implements AlterAction {}

    /** Any other action, by its leading words in upper case: {@code OWNER TO}, {@code ATTACH PARTITION}, ... */
    record Other(String words) implements AlterAction {}
}
