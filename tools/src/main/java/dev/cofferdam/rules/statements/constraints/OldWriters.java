package dev.cofferdam.rules.statements.constraints;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.statements.situation.Keys;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ColumnDefinition;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What code that does not know of a change writes, and which rules it has kept so far. */
final class OldWriters {
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'|\\b\\d+(?:\\.\\d+)?\\b");

    private static final Pattern CAST = Pattern.compile(":: (?:character varying|[a-z_]+)");

    private OldWriters() {}

    /** Whether they leave null there: the change added the column, and nothing fills it for them. */
    static boolean leaveNull(Situation at, TableRef table, String column) {
        return at.isNewColumn(table, column) && !isFilled(at, table, column);
    }

    private static boolean isFilled(Situation at, TableRef table, String column) {
        Optional<Column> known = at.table(table).flatMap(one -> one.findColumn(column));
        if (known.isPresent()) {
            return known.get().defaultExpression().isPresent()
                    || known.get().generated().isPresent()
                    || known.get().identity().isPresent();
        }
        return Stream.concat(at.before().stream(), Stream.of(at.statement()))
                .flatMap(earlier -> earlier.facts() instanceof Statement.AlterTable alter
                                && alter.table().isSameTable(table)
                        ? alter.actions().stream()
                        : Stream.empty())
                .anyMatch(action -> fills(action, column));
    }

    private static boolean fills(AlterAction action, String column) {
        if (action instanceof AlterAction.SetDefault set) {
            return set.column().equals(column);
        }
        return action instanceof AlterAction.AddColumn add
                && add.column().name().equals(column)
                && fills(add.column());
    }

    private static boolean fills(ColumnDefinition column) {
        return column.defaultExpression().isPresent()
                || column.generated().isPresent()
                || column.identity().isPresent()
                || column.type().endsWith("serial");
    }

    /** Constraints that held until the change: those of the table by now, and those that the change dropped. */
    static List<Constraint> keptSoFar(Situation at, TableRef table) {
        List<Constraint> all = new ArrayList<>(at.constraints(table));
        all.addAll(at.droppedFrom(table));
        return all;
    }

    /** Whether a unique rule over some of these columns held before: then one over all of them is nothing new. */
    static boolean keepUnique(Situation at, TableRef table, List<String> columns) {
        boolean byConstraint = keptSoFar(at, table).stream()
                .filter(constraint ->
                        constraint.kind() == Constraint.Kind.UNIQUE || constraint.kind() == Constraint.Kind.PRIMARY_KEY)
                .anyMatch(constraint -> !constraint.columns().isEmpty() && columns.containsAll(constraint.columns()));
        boolean byIndex = Stream.concat(at.indexes(table).stream(), at.droppedIndexesOf(table).stream())
                .anyMatch(index -> index.unique()
                        && index.predicate().isEmpty()
                        && columns.containsAll(Keys.of(index.elements())));
        return byConstraint || byIndex;
    }

    /** Whether the same columns pointed at the same table before, or the change drops a key of the same name. */
    static boolean keepForeignKey(Situation at, TableRef table, TableConstraint added) {
        TableRef parent = added.references().orElse(table);
        return keptSoFar(at, table).stream()
                        .filter(constraint -> constraint.kind() == Constraint.Kind.FOREIGN_KEY)
                        .anyMatch(constraint -> constraint.columns().equals(added.columns())
                                && constraint
                                        .references()
                                        .filter(parent::isSameTable)
                                        .isPresent())
                || added.name().filter(name -> isDropped(at, table, name)).isPresent();
    }

    private static boolean isDropped(Situation at, TableRef table, String constraint) {
        return Stream.concat(at.before().stream(), Stream.of(at.statement()))
                .anyMatch(statement -> statement.facts() instanceof Statement.AlterTable alter
                        && alter.table().isSameTable(table)
                        && alter.actions().stream()
                                .anyMatch(action -> action instanceof AlterAction.DropConstraint drop
                                        && drop.constraint().equals(constraint)));
    }

    /** Whether a check as strict held before: the same one, or a shorter list of allowed values. */
    static boolean keepCheck(Situation at, TableRef table, TableConstraint added) {
        return keptSoFar(at, table).stream()
                .filter(constraint -> constraint.kind() == Constraint.Kind.CHECK)
                .anyMatch(constraint -> allowsNoLess(added.definition(), constraint.definition()));
    }

    private static boolean allowsNoLess(String added, String before) {
        String wide = plain(added);
        String narrow = plain(before);
        if (wide.equals(narrow)) {
            return true;
        }
        boolean list = (wide.contains(" in ( ") || wide.contains(" any ( ")) && !wide.contains(" not ");
        return list && skeleton(wide).equals(skeleton(narrow)) && literals(wide).containsAll(literals(narrow));
    }

    private static String plain(String definition) {
        return PlainSql.of(definition).replace(" not valid", "");
    }

    private static String skeleton(String plain) {
        String bare = LITERAL.matcher(plain).replaceAll("");
        return CAST.matcher(bare).replaceAll("").replace(",", "").replaceAll("\\s+", " ");
    }

    private static Set<String> literals(String plain) {
        Set<String> literals = new HashSet<>();
        Matcher literal = LITERAL.matcher(plain);
        while (literal.find()) {
            literals.add(Objects.requireNonNull(literal.group()));
        }
        return literals;
    }
}
