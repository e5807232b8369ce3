package dev.cofferdam.domain;

import java.util.List;
import java.util.Optional;

/**
 * What the schema is to become, typed. One record for each kind of change, grouped by what it changes; the recipe says which of the known
 * ways it is.
 */
public sealed interface Change permits ColumnChange, ConstraintChange, EnumChange, IndexChange, TableChange {
    /** The table whose rows or definition change first; its columns' code paths decide the deploys. */
    TableRef table();

    /** The columns of today whose code paths the change concerns; empty when it makes a new column or concerns the whole table. */
    List<ColumnRef> columns();

    /** One line for titles and folder names: {@code rename owners.telephone to phone_number}. */
    String summary();

    Recipe recipe();

    /**
     * Why the code at this place stays right although it uses a column of the change; empty when an edit may be needed. A change that only
     * demands more of what is written spares whoever only reads.
     */
    default Optional<String> spares(Usage usage) {
        return Optional.empty();
    }

    /** Whether an edit must settle the usage before the change is over. */
    default boolean needsEdit(Usage usage) {
        return usage.needsEdit() && spares(usage).isEmpty();
    }

    <R> R accept(Visitor<R> visitor);

    /**
     * The kinds that have a playbook, one method each, so that a new playbook breaks every visitor at compile time. All others are
     * understood, named and refused by {@link #withoutPlaybook}.
     */
    interface Visitor<R> {
        R renameColumn(ColumnChange.RenameColumn change);

        R changeType(ColumnChange.ChangeType change);

        R setNotNull(ColumnChange.SetNotNull change);

        R addColumn(ColumnChange.AddColumn change);

        R dropColumn(ColumnChange.DropColumn change);

        R dropNotNull(ColumnChange.DropNotNull change);

        R changeDefault(ColumnChange.ChangeDefault change);

        R addUnique(ConstraintChange.AddUnique change);

        R dropUnique(ConstraintChange.DropUnique change);

        R addForeignKey(ConstraintChange.AddForeignKey change);

        R dropForeignKey(ConstraintChange.DropForeignKey change);

        R addCheck(ConstraintChange.AddCheck change);

        R dropCheck(ConstraintChange.DropCheck change);

        R createIndex(IndexChange.CreateIndex change);

        R dropIndex(IndexChange.DropIndex change);

        R addEnumValue(EnumChange.AddEnumValue change);

        R withoutPlaybook(Change change);
    }
}
