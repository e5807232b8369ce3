package dev.cofferdam.rules.statements.constraints;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Keys;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Flags rules that code which is running need not know: what it writes may be refused from the moment the statement commits, with NOT VALID
 * too (PostgreSQL docs, ALTER TABLE: NOT VALID constraints are enforced against subsequent inserts and updates).
 */
public final class NewRules implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "constraint-new-rule-breaks-old-writers",
            Severity.WARNING,
            Hazard.BREAKS_OLD_CODE,
            "A new rule refuses what running code may write");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        if (at.facts() instanceof Statement.CreateIndex index) {
            // Nobody writes to a materialized view but its refresh.
            boolean isView = at.schema().findView(index.table()).isPresent();
            return index.unique() && !isView && !at.isNew(index.table())
                    ? uniqueIndex(at, index).stream().toList()
                    : List.of();
        }
        if (at.as(Statement.AlterTable.class).isEmpty() || at.isNew(at.alteredTable())) {
            return List.of();
        }
        return Stream.concat(
                        at.actions(AlterAction.SetNotNull.class)
                                .flatMap(set -> notNull(at, at.alteredTable(), set.column()).stream()),
                        Added.to(at).flatMap(added -> added(at, added).stream()))
                .toList();
    }

    private static Optional<Report> added(Situation at, Added added) {
        TableRef table = added.table();
        TableConstraint constraint = added.constraint();
        if (constraint.notEnforced()) {
            return Optional.empty();
        }
        return switch (constraint.kind()) {
            case NOT_NULL -> notNull(at, table, constraint.columns().get(0));
            case CHECK ->
                OldWriters.keepCheck(at, table, constraint) || isAllNew(at, added)
                        ? Optional.empty()
                        : Optional.of(report(added, "writes a row that breaks it"));
            case FOREIGN_KEY ->
                OldWriters.keepForeignKey(at, table, constraint) || leavesNull(at, table, constraint.columns())
                        ? Optional.empty()
                        : Optional.of(report(
                                added,
                                "writes a row before the one it points at in `"
                                        + constraint.references().orElse(table) + "`, or deletes the latter first,"));
            case UNIQUE, PRIMARY_KEY ->
                constraint.usingIndex().isPresent()
                                || OldWriters.keepUnique(at, table, constraint.columns())
                                || leavesNull(at, table, constraint.columns())
                        ? Optional.empty()
                        : Optional.of(report(added, "writes the same " + names(constraint.columns()) + " twice"));
            case EXCLUDE ->
                leavesNull(at, table, constraint.columns())
                        ? Optional.empty()
                        : Optional.of(report(added, "writes a row that conflicts with another"));
        };
    }

    private static Optional<Report> uniqueIndex(Situation at, Statement.CreateIndex index) {
        List<String> keys = Keys.of(index.elements());
        if (OldWriters.keepUnique(at, index.table(), keys)
                || leavesNull(at, index.table(), keys)
                || PartitionKeys.isRefused(at, index)) {
            return Optional.empty();
        }
        String name = index.name().map(one -> "unique index `" + one + "`").orElse("the unique index");
        return Optional.of(report(index.table(), name, name, "writes the same " + names(keys) + " twice", false));
    }

    private static Optional<Report> notNull(Situation at, TableRef table, String column) {
        if (NullProofs.isRefused(at, table, column)) {
            return Optional.empty();
        }
        boolean isNew = at.isNewColumn(table, column);
        if (isNew && !OldWriters.leaveNull(at, table, column)) {
            return Optional.empty();
        }
        String rule = "NOT NULL of `" + table + "." + column + "`";
        if (!isNew) {
            return Optional.of(
                    report(table, rule, column, "leaves `" + column + "` out, or writes null there,", false));
        }
        // The column has no default, and code that does not know it yet cannot name it.
        return Optional.of(Report.on(
                        table,
                        INFO,
                        "code that is running does not know the new column `" + column
                                + "`: every INSERT into `" + table
                                + "` that it makes fails from this statement on, because `" + column
                                + "` has no default and may not be null",
                        "three releases: add `" + column
                                + "` nullable; deploy code that always writes it, and fill old rows; "
                                + "make it NOT NULL when no older version runs or may come back")
                .about(table + " " + column)
                .weighed(Severity.ERROR));
    }

    /** A row with a null among these columns is in nobody's way: unique rules, MATCH SIMPLE and exclusion pass over it. */
    private static boolean leavesNull(Situation at, TableRef table, List<String> columns) {
        return columns.stream().anyMatch(column -> OldWriters.leaveNull(at, table, column));
    }

    private static boolean isAllNew(Situation at, Added added) {
        List<String> columns = added.constraint().columns();
        return !columns.isEmpty() && columns.stream().allMatch(column -> at.isNewColumn(added.table(), column));
    }

    private static Report report(Added added, String how) {
        return report(
                added.table(),
                added.words(),
                added.name(),
                how,
                added.constraint().notValid());
    }

    private static Report report(TableRef table, String rule, String subject, String how, boolean notValid) {
        return Report.on(
                        table,
                        INFO,
                        "from this statement on " + rule + " holds for every INSERT and UPDATE of `" + table
                                + "`; a running version that " + how + " gets an error"
                                + (notValid ? " (NOT VALID spares the old rows, not the new ones)" : ""),
                        "first deploy code that keeps the rule; add it when no older version runs or may be rolled back to,"
                                + " and old rows are repaired")
                .about(table + " " + subject);
    }

    private static String names(List<String> columns) {
        return "`" + String.join("`, `", columns) + "`";
    }
}
