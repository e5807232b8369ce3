package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
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

    /**
     * ATTACH PARTITION.
     *
     * @param asDefault whether it becomes the default partition
     */
    record AttachPartition(TableRef partition, boolean asDefault) implements AlterAction {}

    /**
     * DETACH PARTITION.
     *
     * @param finish whether it completes an interrupted DETACH CONCURRENTLY
     */
    record DetachPartition(TableRef partition, boolean concurrently, boolean finish) implements AlterAction {}

    /**
     * Any other ALTER COLUMN, by its words in upper case: {@code SET STATISTICS}, {@code SET STORAGE}, {@code SET COMPRESSION},
     * {@code SET} and {@code RESET} of options, {@code SET EXPRESSION}, {@code DROP EXPRESSION}, {@code ADD IDENTITY},
     * {@code SET IDENTITY}, {@code DROP IDENTITY}.
     */
    record OtherColumn(String column, String words) implements AlterAction {}

    /**
     * Any other action, by its leading words in upper case: {@code OWNER TO}, {@code REPLICA IDENTITY}, {@code SET LOGGED}, ...;
     * {@code SET (...)} and {@code RESET (...)} are {@code SET PARAMETERS} and {@code RESET PARAMETERS}.
     */
    record Other(String words) implements AlterAction {}
}
