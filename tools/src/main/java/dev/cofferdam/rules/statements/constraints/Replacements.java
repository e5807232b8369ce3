package dev.cofferdam.rules.statements.constraints;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.statements.situation.Keys;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the same file puts in the place of a rule that it drops, or drops as well. */
final class Replacements {
    private Replacements() {}

    /** Whether the rule goes on in another: one that is there, or that comes before anybody can write. */
    static boolean isReplaced(Situation at, TableRef table, Constraint gone) {
        boolean there = at.constraints(table).stream()
                .anyMatch(other -> !other.name().equals(gone.name())
                        && isSameRule(gone, other.kind().name(), other.columns(), other.references()));
        boolean indexed = isUnique(gone.kind().name())
                && at.indexes(table).stream()
                        .anyMatch(index -> index.unique()
                                && index.predicate().isEmpty()
                                && !index.name().equals(gone.name())
                                && !index.constraint().equals(Optional.of(gone.name()))
                                && isSame(Keys.of(index.elements()), gone.columns()));
        return there
                || indexed
                || added(at, table)
                        .anyMatch(next ->
                                isSameRule(gone, next.kind().name(), columns(at, table, next), next.references()))
                || isUnique(gone.kind().name())
                        && at.laterInTransaction().stream()
                                .map(ParsedStatement::facts)
                                .anyMatch(facts -> facts instanceof Statement.CreateIndex index
                                        && index.unique()
                                        && index.table().isSameTable(table)
                                        && isSame(Keys.of(index.elements()), gone.columns()));
    }

    /** Whether some constraint follows when nothing is known of the one that goes. */
    static boolean isFollowedByAnother(Situation at, TableRef table, boolean primary) {
        return added(at, table).anyMatch(next -> !primary || next.kind() == TableConstraint.Kind.PRIMARY_KEY);
    }

    static boolean hasNewPrimaryKey(Situation at, TableRef table) {
        return added(at, table).anyMatch(next -> next.kind() == TableConstraint.Kind.PRIMARY_KEY);
    }

    /** Whether the file itself added the constraint, as a help on its way. */
    static boolean isAddedByFile(Situation at, TableRef table, String constraint) {
        return constraints(at.before().stream(), table)
                .anyMatch(added -> added.name().equals(Optional.of(constraint)));
    }

    /** Whether the file goes on to drop the table itself. */
    static boolean isDroppedLater(Situation at, TableRef table) {
        return at.after().stream()
                .anyMatch(later -> later.facts() instanceof Statement.Drop drop
                        && drop.kind() == Statement.ObjectKind.TABLE
                        && drop.names().stream().anyMatch(table::isSameTable));
    }

    /** Whether the file drops one of the columns too, which takes the rule along. */
    static boolean dropsColumns(Situation at, TableRef table, List<String> columns) {
        return actions(Stream.concat(Stream.of(at.statement()), at.after().stream()), table)
                .anyMatch(action -> action instanceof AlterAction.DropColumn drop && columns.contains(drop.column()));
    }

    /** Constraints that this statement adds, or a later one of its transaction. */
    private static Stream<TableConstraint> added(Situation at, TableRef table) {
        return constraints(Stream.concat(Stream.of(at.statement()), at.laterInTransaction().stream()), table);
    }

    private static Stream<TableConstraint> constraints(Stream<ParsedStatement> statements, TableRef table) {
        return actions(statements, table)
                .filter(AlterAction.AddConstraint.class::isInstance)
                .map(action -> ((AlterAction.AddConstraint) action).constraint());
    }

    private static Stream<AlterAction> actions(Stream<ParsedStatement> statements, TableRef table) {
        return statements.flatMap(statement -> statement.facts() instanceof Statement.AlterTable alter
                        && alter.table().isSameTable(table)
                ? alter.actions().stream()
                : Stream.empty());
    }

    private static List<String> columns(Situation at, TableRef table, TableConstraint next) {
        return next.usingIndex()
                .flatMap(name -> at.indexes(table).stream()
                        .filter(index -> index.name().equals(name))
                        .findFirst())
                .map(index -> Keys.of(index.elements()))
                .orElse(next.columns());
    }

    private static boolean isSameRule(
            Constraint gone, String other, List<String> columns, Optional<TableRef> references) {
        if (isUnique(gone.kind().name())) {
            return isUnique(other) && isSame(columns, gone.columns());
        }
        return other.equals(gone.kind().name())
                && isSame(columns, gone.columns())
                && references
                        .map(parent ->
                                gone.references().filter(parent::isSameTable).isPresent())
                        .orElse(true);
    }

    private static boolean isUnique(String kind) {
        return kind.equals("UNIQUE") || kind.equals("PRIMARY_KEY");
    }

    private static boolean isSame(List<String> columns, List<String> others) {
        return Set.copyOf(columns).equals(Set.copyOf(others));
    }
}
