package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.EnumChange;
import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.EnumEdit;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects beside columns that the change asks for or asks to be gone, held against what the statements make and take. */
record WantedObjects(PlanFacts facts) {

    /** The check, with just this condition. */
    List<String> check(ConstraintChange.AddCheck change) {
        boolean made = added(change.table(), TableConstraint.Kind.CHECK, change.name())
                .anyMatch(one -> one.expression()
                        .filter(written -> bare(written).equals(bare(change.condition())))
                        .isPresent());
        return made
                ? List.of()
                : List.of("no check" + named(change.name()) + " (" + change.condition() + ") stands on `"
                        + change.table() + "`");
    }

    /** The foreign key, with just these columns and this action. */
    List<String> foreignKey(ConstraintChange.AddForeignKey change) {
        boolean made = added(change.table(), TableConstraint.Kind.FOREIGN_KEY, change.name())
                .anyMatch(key -> key.columns().equals(change.columnNames())
                        && key.references()
                                .filter(change.referenced()::isSameTable)
                                .isPresent()
                        && (change.referencedNames().isEmpty()
                                || key.referencedColumns().equals(change.referencedNames()))
                        && hasAction(key, change.onDelete()));
        return made
                ? List.of()
                : List.of("no foreign key" + named(change.name()) + " leads from `"
                        + String.join(", ", change.columnNames()) + "` of `" + change.table() + "` to `"
                        + change.referenced() + "`"
                        + change.onDelete()
                                .map(action -> " on delete " + action)
                                .orElse(""));
    }

    private static boolean hasAction(TableConstraint key, Optional<String> action) {
        String definition = key.definition().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        return action.map(words -> definition.contains("ON DELETE " + words))
                .orElse(!definition.contains("ON DELETE "));
    }

    /** The index, over just these elements, and still there. */
    List<String> index(IndexChange.CreateIndex change) {
        boolean made = facts.forward()
                .flatMap(unit -> unit.facts(Statement.CreateIndex.class))
                .anyMatch(built -> built.table().isSameTable(change.table())
                        && built.unique() == change.unique()
                        && built.elements().equals(change.elements())
                        && built.where()
                                .map(WantedObjects::bare)
                                .equals(change.predicate().map(WantedObjects::bare))
                        && built.method().equals(change.method().orElse("btree"))
                        && change.name()
                                .filter(name -> !built.name().equals(Optional.of(name)))
                                .isEmpty());
        return made
                ? List.of()
                : List.of("no index" + named(change.name()) + " stands on (" + String.join(", ", change.elements())
                        + ") of `" + change.table() + "`");
    }

    /** A constraint or an index that is to be gone. */
    List<String> dropped(TableRef table, String name) {
        boolean gone = facts.forward().anyMatch(unit -> drops(unit, table, name));
        return gone ? List.of() : List.of("`" + name + "` of `" + table + "` is still there");
    }

    private static boolean drops(SqlUnit unit, TableRef table, String name) {
        return unit.actions(AlterAction.DropConstraint.class)
                        .anyMatch(drop -> drop.table().isSameTable(table)
                                && drop.action().constraint().equals(name))
                || unit.facts(Statement.Drop.class)
                        .filter(drop -> drop.kind() == Statement.ObjectKind.INDEX)
                        .flatMap(drop -> drop.names().stream())
                        .anyMatch(dropped -> dropped.name().equals(name));
    }

    /** The value, at the place that was asked for. */
    List<String> enumValue(EnumChange.AddEnumValue change) {
        boolean made = facts.forward()
                .flatMap(unit -> unit.statements().stream())
                .flatMap(statement -> EnumEdit.of(statement).stream())
                .anyMatch(edit -> edit.newName().isEmpty()
                        && edit.value().equals(change.value())
                        && StoredName.withoutSchema(change.type().replace("\"", ""))
                                .equals(edit.type().name())
                        && place(edit).equals(change.place()));
        return made
                ? List.of()
                : List.of("the type `" + change.type() + "` has no value `" + change.value() + "`"
                        + change.place().map(words -> " " + words).orElse(""));
    }

    private static Optional<String> place(EnumEdit edit) {
        return edit.neighbour().map(other -> (edit.before() ? "BEFORE '" : "AFTER '") + other.replace("'", "''") + "'");
    }

    private Stream<TableConstraint> added(TableRef table, TableConstraint.Kind kind, Optional<String> name) {
        return facts.forward()
                .flatMap(unit -> unit.actions(AlterAction.AddConstraint.class))
                .filter(add -> add.table().isSameTable(table))
                .map(add -> add.action().constraint())
                .filter(constraint -> constraint.kind() == kind
                        && name.filter(wanted -> !constraint.name().equals(Optional.of(wanted)))
                                .isEmpty());
    }

    private static String named(Optional<String> name) {
        return name.map(text -> " `" + text + "`").orElse("");
    }

    /** Without blanks, and without parentheses around the whole. */
    static String bare(String expression) {
        String text = expression.replaceAll("\\s+", "");
        while (isWrapped(text)) {
            text = text.substring(1, text.length() - 1);
        }
        return text;
    }

    private static boolean isWrapped(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0 && i < text.length() - 1) {
                return false;
            }
        }
        return text.startsWith("(") && depth == 0;
    }
}
