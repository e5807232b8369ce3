package dev.cofferdam.rules.statements.columns;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What stands on a column, as far as the history tells.
 *
 * @param goSilently indexes of several columns and constraints: DROP COLUMN takes them along
 * @param views that read it
 * @param generated columns that are computed from it
 * @param triggers that name it, in UPDATE OF or in WHEN
 * @param keys foreign keys of other tables that point at it
 */
record ColumnDependents(
        List<String> goSilently, List<String> views, List<String> generated, List<String> triggers, List<String> keys) {

    static ColumnDependents of(TableRef ref, String column, Situation at) {
        return at.table(ref)
                .map(table -> of(table, column, at))
                .orElse(new ColumnDependents(List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    private static ColumnDependents of(Table table, String column, Situation at) {
        return new ColumnDependents(
                silent(table, column, at),
                at.schema().viewsOn(table.ref()).stream()
                        .filter(view -> new ViewReads(table, view).reads(column))
                        .map(view -> "view `" + view.ref() + "`")
                        .toList(),
                table.columns().stream()
                        .filter(other -> other.generated()
                                .filter(expression -> names(expression, column))
                                .isPresent())
                        .map(other -> "generated column `" + other.name() + "`")
                        .toList(),
                table.triggers().stream()
                        .filter(trigger -> triggerNames(trigger.definition(), column))
                        .map(trigger -> "trigger `" + trigger.name() + "`")
                        .toList(),
                at.schema().foreignKeysTo(table.ref()).stream()
                        .filter(key -> key.constraint().referencedColumns().contains(column))
                        .filter(key -> !key.table().ref().isSameTable(table.ref()))
                        .map(key -> "foreign key `" + key.constraint().name() + "` of `"
                                + key.table().ref() + "`")
                        .toList());
    }

    /** What DROP COLUMN takes along only when told CASCADE, and stops at otherwise. */
    List<String> goByCascade() {
        return Stream.of(views, generated, triggers, keys).flatMap(List::stream).toList();
    }

    /** What makes the server refuse another type (PostgreSQL's RememberAllDependentForRebuilding). */
    List<String> refuseType() {
        return Stream.of(views, generated, triggers).flatMap(List::stream).toList();
    }

    /** Not what the statement drops by name, nor a primary key in whose place another comes. */
    private static List<String> silent(Table table, String column, Situation at) {
        List<String> found = new ArrayList<>();
        boolean hasNewKey = at.actions(AlterAction.AddConstraint.class)
                .anyMatch(add -> add.constraint().kind() == TableConstraint.Kind.PRIMARY_KEY);
        for (Constraint constraint : table.constraints()) {
            boolean alone = constraint.columns().equals(List.of(column));
            boolean isKey = constraint.kind() == Constraint.Kind.PRIMARY_KEY;
            boolean isNamed = at.actions(AlterAction.DropConstraint.class)
                    .anyMatch(drop -> drop.constraint().equals(constraint.name()));
            if (constraint.columns().contains(column)
                    && constraint.kind() != Constraint.Kind.NOT_NULL
                    && !isNamed
                    && !(isKey && hasNewKey)
                    && (!alone || isKey)) {
                found.add(constraint.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " constraint `"
                        + constraint.name() + "`" + (alone ? "" : " over " + listed(constraint.columns())));
            }
        }
        for (Index index : table.indexes()) {
            if (index.columns().contains(column)
                    && index.columns().size() > 1
                    && index.constraint().isEmpty()) {
                found.add("index `" + index.name() + "` over " + listed(index.columns()));
            }
        }
        return found;
    }

    private static String listed(List<String> columns) {
        return String.join(", ", columns.stream().map(name -> "`" + name + "`").toList());
    }

    private static boolean names(String expression, String column) {
        return List.of(PlainSql.of(expression).split(" ", -1)).contains(column);
    }

    private static boolean triggerNames(String definition, String column) {
        String plain = PlainSql.of(definition);
        int when = plain.indexOf(" when ( ");
        int execute = plain.lastIndexOf(" execute ");
        boolean inWhen = when > 0 && execute > when && names(plain.substring(when, execute), column);
        return inWhen
                || SqlParser.parse(definition).stream()
                        .anyMatch(statement -> statement.facts() instanceof Statement.CreateTrigger trigger
                                && trigger.updateOf().contains(column));
    }
}
