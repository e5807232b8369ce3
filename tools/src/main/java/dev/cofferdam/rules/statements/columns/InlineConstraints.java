package dev.cofferdam.rules.statements.columns;

import static dev.cofferdam.rules.statements.columns.ColumnActions.alter;
import static dev.cofferdam.rules.statements.columns.ColumnActions.quoted;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.KeyDefinition;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ColumnDefinition;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Flags constraints written beside an added column: there is no NOT VALID for them. The server skips the rows for a foreign key when the
 * column is NULL everywhere, and reads them for a CHECK all the same (transformAlterTableStmt, seen on 15 and 18).
 */
public final class InlineConstraints implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "column-add-inline-constraint",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "A column is added with a constraint that is proved while everybody waits");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        return ColumnActions.added(at)
                .flatMap(add -> add.inline().stream().flatMap(constraint -> report(add, constraint, at).stream()))
                .toList();
    }

    private static Optional<Report> report(AlterAction.AddColumn add, TableConstraint constraint, Situation at) {
        // A table that is written anew is read and indexed on the way; the rule about that says the graver thing.
        boolean isRewritten = ComputedColumns.rewrites(add, at);
        return switch (constraint.kind()) {
            case UNIQUE, PRIMARY_KEY -> isRewritten ? Optional.empty() : Optional.of(indexed(add, constraint, at));
            case CHECK ->
                isRewritten || constraint.notEnforced() ? Optional.empty() : Optional.of(check(add, constraint, at));
            case FOREIGN_KEY -> reference(add, constraint, at);
            case NOT_NULL, EXCLUDE -> Optional.empty();
        };
    }

    private static Report indexed(AlterAction.AddColumn add, TableConstraint constraint, Situation at) {
        TableRef table = at.alteredTable();
        String column = add.column().name();
        boolean isUnique = constraint.kind() == TableConstraint.Kind.UNIQUE;
        String word = isUnique ? "UNIQUE" : "PRIMARY KEY";
        String name = name(constraint, table, column, isUnique ? "key" : "pkey");
        Optional<KeyDefinition> definition = KeyDefinition.of(constraint.definition());
        String index = "CREATE UNIQUE INDEX CONCURRENTLY " + quoted(name) + " ON " + Identifiers.quoteIfNeeded(table)
                + " (" + quoted(column) + ")"
                + definition.map(KeyDefinition::index).orElse("");
        String attach = alter(table) + " ADD CONSTRAINT " + quoted(name) + " " + word + " USING INDEX " + quoted(name)
                + definition.map(KeyDefinition::timing).orElse("");
        Report report = placed(
                Report.on(
                        table,
                        INFO,
                        word + " beside `" + column + "` builds an index on `" + table
                                + "` under ACCESS EXCLUSIVE; reads and writes wait until it is built",
                        "`" + plainAdd(add, table) + "`; " + (isUnique ? "" : "fill it in batches; ") + "`" + index
                                + "` outside a transaction; `" + attach + "`"),
                constraint,
                add,
                at);
        boolean mayBeFilled =
                add.column().defaultExpression().isPresent() || add.column().notNull();
        return isUnique && !mayBeFilled && definition.isPresent() && standsAlone(add, at)
                ? report.with(SafeForm.outsideTransaction(plainAdd(add, table), index, attach))
                : report;
    }

    private static Report check(AlterAction.AddColumn add, TableConstraint constraint, Situation at) {
        TableRef table = at.alteredTable();
        String column = add.column().name();
        return inTwoSteps(
                placed(
                        Report.on(
                                table,
                                INFO,
                                "CHECK beside `" + column + "` reads every row of `" + table
                                        + "` under ACCESS EXCLUSIVE; reads and writes wait until it has seen the last",
                                steps(add, constraint, table, "check", constraint.definition())),
                        constraint,
                        add,
                        at),
                add,
                constraint,
                at,
                "check");
    }

    private static Optional<Report> reference(AlterAction.AddColumn add, TableConstraint constraint, Situation at) {
        TableRef table = at.alteredTable();
        TableRef parent = constraint.references().orElse(table);
        // A column that is NULL everywhere points at nothing; what the lock on the other table means is
        // fk-locks-both-tables.
        if (ColumnActions.defaultOf(add.column().defaultExpression()).isEmpty() || constraint.notEnforced()) {
            return Optional.empty();
        }
        String writers = at.isNew(parent) || parent.isSameTable(table)
                ? ""
                : "; writes to `" + parent + "` wait as well, under SHARE ROW EXCLUSIVE";
        Report report = Report.on(
                table,
                INFO,
                "REFERENCES beside `" + add.column().name() + "` looks every row of `" + table + "` up in `" + parent
                        + "` under ACCESS EXCLUSIVE; reads and writes wait until it has seen the last" + writers,
                steps(add, constraint, table, "fkey", definition(add, constraint)));
        return Optional.of(inTwoSteps(placed(report, constraint, add, at), add, constraint, at, "fkey"));
    }

    /** The constraint as ALTER TABLE ... ADD wants it. */
    private static String definition(AlterAction.AddColumn add, TableConstraint constraint) {
        return constraint.kind() == TableConstraint.Kind.FOREIGN_KEY
                ? "FOREIGN KEY (" + quoted(add.column().name()) + ") " + constraint.definition()
                : constraint.definition();
    }

    private static String steps(
            AlterAction.AddColumn add, TableConstraint constraint, TableRef table, String suffix, String definition) {
        String name = quoted(name(constraint, table, add.column().name(), suffix));
        return "`" + plainAdd(add, table) + "`; `" + alter(table) + " ADD CONSTRAINT " + name + " " + definition
                + " NOT VALID`; `" + alter(table) + " VALIDATE CONSTRAINT " + name + "` in a transaction of its own";
    }

    private static Report inTwoSteps(
            Report report, AlterAction.AddColumn add, TableConstraint constraint, Situation at, String suffix) {
        if (!standsAlone(add, at)) {
            return report;
        }
        TableRef table = at.alteredTable();
        String name = quoted(name(constraint, table, add.column().name(), suffix));
        return report.with(SafeForm.of(
                plainAdd(add, table),
                alter(table) + " ADD CONSTRAINT " + name + " " + definition(add, constraint) + " NOT VALID",
                alter(table) + " VALIDATE CONSTRAINT " + name));
    }

    /** Nothing else in the statement would be lost. */
    private static boolean standsAlone(AlterAction.AddColumn add, Situation at) {
        return add.inline().size() == 1
                && add.column().generated().isEmpty()
                && !add.ifNotExists()
                && at.as(Statement.AlterTable.class)
                        .filter(alter -> alter.actions().size() == 1 && !alter.ifExists())
                        .isPresent();
    }

    private static String plainAdd(AlterAction.AddColumn add, TableRef table) {
        ColumnDefinition column = add.column();
        return Stream.of(
                        Optional.of(alter(table) + " ADD COLUMN " + quoted(column.name()) + " " + column.type()),
                        column.collation().map(collation -> "COLLATE " + collation),
                        column.defaultExpression().map(expression -> "DEFAULT " + expression),
                        Optional.of("NOT NULL").filter(words -> column.notNull()))
                .flatMap(Optional::stream)
                .reduce((left, right) -> left + " " + right)
                .orElseThrow();
    }

    /** The name that the server would choose, unless one is written. */
    private static String name(TableConstraint constraint, TableRef table, String column, String suffix) {
        String chosen = suffix.equals("pkey") ? table.name() + "_pkey" : table.name() + "_" + column + "_" + suffix;
        return constraint.name().orElse(chosen);
    }

    private static Report placed(Report report, TableConstraint constraint, AlterAction.AddColumn add, Situation at) {
        String column = add.column().name();
        return report.about(at.alteredTable().column(column) + "/" + constraint.kind())
                .at(ColumnActions.place(at, "ADD", column));
    }
}
