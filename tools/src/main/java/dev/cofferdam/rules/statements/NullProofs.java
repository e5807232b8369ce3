package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known about nulls in a column before a statement. */
final class NullProofs {
    /** From here on SET NOT NULL takes a valid check constraint for a proof: release notes of PostgreSQL 12, E.23.3.1.4. */
    private static final int FIRST_WITH_PROOF = 12;

    private NullProofs() {}

    /** Whether the column is NOT NULL by now, and every row has been looked at for it. */
    static boolean isNotNull(Situation at, TableRef table, String column) {
        return at.table(table)
                        .flatMap(known -> known.findColumn(column))
                        .filter(known -> !known.nullable())
                        .isPresent()
                && notValid(at, table, column).isEmpty();
    }

    /** Whether the history tells that the column may hold null. */
    static boolean isNullable(Situation at, TableRef table, String column) {
        return at.table(table)
                .flatMap(known -> known.findColumn(column))
                .filter(Column::nullable)
                .isPresent();
    }

    /**
     * Whether the server finds a valid constraint that excludes null, and reads no row (docs, ALTER TABLE, SET NOT NULL). One that the same
     * command drops is none.
     */
    static boolean isProved(Situation at, TableRef table, String column) {
        Set<String> goes = at.actions(AlterAction.DropConstraint.class)
                .map(AlterAction.DropConstraint::constraint)
                .collect(Collectors.toSet());
        return at.engine().major() >= FIRST_WITH_PROOF
                && refusing(at, table, column)
                        .filter(Constraint::validated)
                        .anyMatch(constraint -> !goes.contains(constraint.name()));
    }

    /**
     * Whether the file has validated a constraint that the history does not tell, and whose name says that it excludes null: of a change that
     * goes over several releases, a checker may be shown the last file alone.
     */
    static boolean isNamedProof(Situation at, TableRef table, String column) {
        return at.engine().major() >= FIRST_WITH_PROOF
                && at.before().stream()
                        .flatMap(earlier -> earlier.facts() instanceof Statement.AlterTable alter
                                        && alter.table().isSameTable(table)
                                ? alter.actions().stream()
                                : Stream.empty())
                        .filter(AlterAction.ValidateConstraint.class::isInstance)
                        .map(action -> ((AlterAction.ValidateConstraint) action).constraint())
                        .filter(name -> at.constraints(table).stream()
                                .noneMatch(known -> known.name().equals(name)))
                        .anyMatch(name -> name.contains(column) && name.matches(".*not_?null.*"));
    }

    /** A NOT NULL constraint whose rows nobody has looked at yet, from version 18 on. */
    static Optional<Constraint> notValid(Situation at, TableRef table, String column) {
        return stated(at, table, column)
                .filter(constraint -> constraint.kind() == Constraint.Kind.NOT_NULL)
                .findFirst();
    }

    /** Constraints that exclude null in new rows and wait for VALIDATE. */
    static Stream<Constraint> stated(Situation at, TableRef table, String column) {
        return refusing(at, table, column).filter(constraint -> !constraint.validated());
    }

    /** The valid constraint that would be a proof if this very command did not drop it. */
    static Optional<Constraint> dropped(Situation at, TableRef table, String column) {
        return refusing(at, table, column)
                .filter(Constraint::validated)
                .filter(constraint -> constraint.kind() == Constraint.Kind.CHECK)
                .findFirst();
    }

    /** Whether a constraint, validated or not, keeps new rows from holding null in the column. */
    static boolean isRefused(Situation at, TableRef table, String column) {
        return isNotNull(at, table, column)
                || refusing(at, table, column).findAny().isPresent();
    }

    private static Stream<Constraint> refusing(Situation at, TableRef table, String column) {
        return at.constraints(table).stream().filter(constraint -> refusesNull(constraint, column));
    }

    /** NOT NULL, or a CHECK of which {@code column IS NOT NULL} is a condition among others. */
    static boolean refusesNull(Constraint constraint, String column) {
        return switch (constraint.kind()) {
            case NOT_NULL, PRIMARY_KEY -> constraint.columns().contains(column);
            case CHECK -> isNotNullTest(constraint.definition(), column);
            case UNIQUE, FOREIGN_KEY, EXCLUDE -> false;
        };
    }

    private static boolean isNotNullTest(String definition, String column) {
        String plain = PlainSql.of(definition);
        String name = Pattern.quote(Identifiers.quoteIfNeeded(column)) + "|"
                + Pattern.quote('"' + column.replace("\"", "\"\"") + '"');
        return !plain.contains(" or ")
                && !plain.contains(" not enforced")
                && Pattern.compile("(?:\\(|\\band) (?:\\w+ \\. )?(?:" + name + ") is not null (?:\\)|and\\b)")
                        .matcher(plain)
                        .find();
    }
}
