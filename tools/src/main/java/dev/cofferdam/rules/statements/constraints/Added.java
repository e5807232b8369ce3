package dev.cofferdam.rules.statements.constraints;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import dev.cofferdam.sql.TableConstraint.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A constraint that ALTER TABLE ... ADD puts on a table which was there before the change. What ADD COLUMN writes beside a type is another
 * matter: it concerns a column that nobody writes yet.
 */
record Added(Situation at, TableRef table, TableConstraint constraint) {
    private static final int LONGEST_NAME = 63;

    static Stream<Added> to(Situation at) {
        return at.actions(AlterAction.AddConstraint.class)
                .filter(add -> !at.isNew(at.alteredTable()))
                .map(add -> new Added(at, at.alteredTable(), add.constraint()));
    }

    static Stream<Added> to(Situation at, Kind kind) {
        return to(at).filter(added -> added.constraint.kind() == kind);
    }

    /** Whether the statement itself goes through the rows (docs, ALTER TABLE, ADD table_constraint). */
    boolean looksAtRows() {
        return !constraint.notValid() && !constraint.notEnforced();
    }

    /** Whether the statement does nothing else, so that others can take its place. */
    boolean isAlone() {
        return at.as(Statement.AlterTable.class)
                .filter(alter -> alter.actions().size() == 1)
                .isPresent();
    }

    /** Its name; one as the server would choose it when the statement gives none. */
    String name() {
        String suffix =
                switch (constraint.kind()) {
                    case PRIMARY_KEY -> "pkey";
                    case UNIQUE -> "key";
                    case FOREIGN_KEY -> "fkey";
                    case CHECK -> "check";
                    case EXCLUDE -> "excl";
                    case NOT_NULL -> "not_null";
                };
        List<String> columns = constraint.kind() == Kind.PRIMARY_KEY
                        || constraint.columns().size() > 1 && constraint.kind() == Kind.CHECK
                ? List.of()
                : constraint.columns();
        return constraint
                .name()
                .orElseGet(() -> cut(
                        Stream.concat(Stream.of(table.name()), columns.stream()).collect(Collectors.joining("_")),
                        "_" + suffix));
    }

    private static String cut(String name, String suffix) {
        return name.substring(0, Math.min(name.length(), LONGEST_NAME - suffix.length())) + suffix;
    }

    /** {@code constraint `owners_phone_check`}, or the definition of one that has no name. */
    String words() {
        return constraint.name().map(name -> "constraint `" + name + "`").orElse("`" + definition() + "`");
    }

    /** As written, on one line. */
    String definition() {
        return constraint.definition().replaceAll("\\s*\\n\\s*", " ");
    }

    /** ALTER TABLE of its table, as SQL. */
    String alter(String action) {
        return "ALTER TABLE " + quoteIfNeeded(table) + " " + action;
    }

    /** The statement that adds it and looks at no row. */
    String addNotValid() {
        return alter("ADD CONSTRAINT " + quoteIfNeeded(name()) + " " + definition() + " NOT VALID");
    }

    /** The statement that looks at the rows while everybody goes on. */
    String validate() {
        return alter("VALIDATE CONSTRAINT " + quoteIfNeeded(name()));
    }

    Report report(RuleInfo rule, String what, String remedy) {
        int words = isAlone() ? 0 : Math.max(0, at.statement().text().indexOf(constraint.definition()));
        return Report.on(table, rule, what, remedy).about(table + " " + name()).at(words);
    }

    /** With a safe form, when the statement does nothing that the form leaves out. */
    Report with(Report report, SafeForm form) {
        return isAlone() ? report.with(form) : report;
    }
}
