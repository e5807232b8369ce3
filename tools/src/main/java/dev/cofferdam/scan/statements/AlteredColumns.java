package dev.cofferdam.scan.statements;

import dev.cofferdam.scan.words.Tokens;
import dev.cofferdam.sql.AlterAction;

/** Whether an action of ALTER TABLE is about a column of the table. */
final class AlteredColumns {

    private AlteredColumns() {}

    static boolean isNamed(AlterAction action, String name) {
        if (action instanceof AlterAction.AddColumn add) {
            return add.column().name().equals(name)
                    || add.column()
                            .generated()
                            .filter(each -> Tokens.has(each, name))
                            .isPresent();
        }
        if (action instanceof AlterAction.RenameColumn rename) {
            return rename.column().equals(name) || rename.newName().equals(name);
        }
        if (action instanceof AlterAction.AddConstraint add) {
            return add.constraint().columns().contains(name)
                    || add.constraint()
                            .expression()
                            .filter(each -> Tokens.has(each, name))
                            .isPresent();
        }
        return name.equals(altered(action));
    }

    /** The column of an action that changes one; empty for others. */
    private static String altered(AlterAction action) {
        if (action instanceof AlterAction.DropColumn drop) {
            return drop.column();
        }
        if (action instanceof AlterAction.AlterType type) {
            return type.column();
        }
        if (action instanceof AlterAction.SetDefault set) {
            return set.column();
        }
        if (action instanceof AlterAction.DropDefault drop) {
            return drop.column();
        }
        if (action instanceof AlterAction.SetNotNull set) {
            return set.column();
        }
        if (action instanceof AlterAction.DropNotNull drop) {
            return drop.column();
        }
        return action instanceof AlterAction.OtherColumn other ? other.column() : "";
    }
}
