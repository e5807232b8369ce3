package dev.cofferdam.rules.statements.columns;

import static dev.cofferdam.rules.statements.columns.ColumnActions.alter;
import static dev.cofferdam.rules.statements.columns.ColumnActions.quoted;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.rules.statements.situation.TypeCost;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Flags what ALTER COLUMN TYPE costs the server: the table or its indexes anew, checks once more, statistics lost. */
public final class TypeRewrites implements StatementRule {
    private static final RuleInfo REWRITE = new RuleInfo(
            "column-type-rewrite",
            Severity.ERROR,
            Hazard.REWRITES_TABLE,
            "A change of type writes the table anew while everybody waits");
    private static final RuleInfo RECHECK = new RuleInfo(
            "column-check-recheck",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "A change of type proves a CHECK once more while everybody waits");
    private static final RuleInfo NOT_NULL = new RuleInfo(
            "column-not-null-kept",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "One statement changes a column's type and demands NOT NULL");
    private static final RuleInfo STATISTICS = new RuleInfo(
            "column-type-loses-statistics",
            Severity.WARNING,
            RuleClass.HYGIENE,
            Hazard.QUEUES_TRAFFIC,
            "A change of type throws a column's statistics away");

    @Override
    public List<RuleInfo> detects() {
        return List.of(REWRITE, RECHECK, NOT_NULL, STATISTICS);
    }

    @Override
    public List<Report> check(Situation at) {
        List<Report> reports = new ArrayList<>();
        for (TypeChange change : TypeChange.of(at)) {
            cost(change).ifPresent(report -> reports.add(change.placed(report, at)));
            if (change.cost() == TypeCost.Kind.NOTHING || change.cost() == TypeCost.Kind.INDEXES) {
                recheck(change, at).ifPresent(report -> reports.add(change.placed(report, at)));
                statistics(change, at).ifPresent(report -> reports.add(change.placed(report, at)));
            }
            notNull(change, at).ifPresent(report -> reports.add(change.placed(report, at)));
        }
        return reports;
    }

    private static Optional<Report> cost(TypeChange change) {
        return switch (change.cost()) {
            case NOTHING -> Optional.empty();
            case REWRITE ->
                Optional.of(Report.on(
                        change.table(),
                        REWRITE,
                        becomes(change) + ": `" + change.table()
                                + "` and its indexes are written anew under ACCESS EXCLUSIVE; reads and writes wait until that is done",
                        besides(change)));
            case UNKNOWN ->
                Optional.of(Report.on(
                                change.table(),
                                REWRITE,
                                "`" + change.action().column() + "` becomes " + change.to()
                                        + ": unless that only widens it, `"
                                        + change.table()
                                        + "` and its indexes are written anew under ACCESS EXCLUSIVE; reads and writes wait until that is done."
                                        + " The history does not tell the old type",
                                "look it up; if it does not only widen, " + besides(change))
                        .weighed(Severity.WARNING));
            // A collation that changes is another rule's, which says the rest as well.
            case INDEXES ->
                change.before()
                                .filter(column -> TypeCost.hasOtherCollation(column, change.action()))
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(Report.on(
                                change.table(),
                                REWRITE,
                                becomes(change) + ": the table is kept, but " + listed(change.built())
                                        + " must be built anew under ACCESS EXCLUSIVE; reads and writes wait until that is done",
                                "DROP INDEX CONCURRENTLY before and CREATE INDEX CONCURRENTLY afterwards, if queries and rules can do without it so"
                                        + " long; otherwise " + besides(change)));
        };
    }

    private static String becomes(TypeChange change) {
        return "`" + change.action().column() + "` becomes " + change.to()
                + change.from()
                        .map(from -> from.equals(change.to()) ? "" : " instead of " + from)
                        .orElse("");
    }

    private static String besides(TypeChange change) {
        String column = change.action().column();
        String next = column + "_new";
        return "`" + alter(change.table()) + " ADD COLUMN " + quoted(next) + " " + change.to()
                + "`; keep it equal to `" + column
                + "` by a trigger; fill the rows that are there in batches; deploy the version that uses `"
                + next + "` alone; then drop the trigger and `" + column + "`";
    }

    private static String listed(List<String> indexes) {
        return (indexes.size() == 1 ? "index " : "indexes ")
                + indexes.stream().map(index -> "`" + index + "`").collect(Collectors.joining(", "));
    }

    private static Optional<Report> recheck(TypeChange change, Situation at) {
        List<Constraint> checks = change.checks(at)
                .filter(check -> at.actions(AlterAction.DropConstraint.class)
                        .noneMatch(drop -> drop.constraint().equals(check.name())))
                .toList();
        if (checks.isEmpty()) {
            return Optional.empty();
        }
        String names = checks.stream().map(check -> "`" + check.name() + "`").collect(Collectors.joining(", "));
        String swap = alter(change.table())
                + checks.stream()
                        .map(check -> " DROP CONSTRAINT " + quoted(check.name()) + ",")
                        .collect(Collectors.joining())
                + " ALTER COLUMN " + quoted(change.action().column()) + " TYPE " + change.to()
                + change.action()
                        .collation()
                        .map(collation -> " COLLATE " + collation)
                        .orElse("")
                + checks.stream()
                        .map(check -> ", ADD CONSTRAINT " + quoted(check.name()) + " " + withoutNotValid(check)
                                + " NOT VALID")
                        .collect(Collectors.joining());
        List<String> validations = checks.stream()
                .map(check -> alter(change.table()) + " VALIDATE CONSTRAINT " + quoted(check.name()))
                .toList();
        Report report = Report.on(
                change.table(),
                RECHECK,
                "the type changes in the catalogs alone, but " + names + (checks.size() > 1 ? " are" : " is")
                        + " proved once more: every row of `" + change.table()
                        + "` is read under ACCESS EXCLUSIVE; reads and writes wait until the last has been seen",
                "`" + swap + "`, and in a transaction of its own `" + String.join("`, `", validations) + "`");
        if (!isAlone(at)) {
            return Optional.of(report);
        }
        List<String> form = new ArrayList<>(List.of(swap));
        form.addAll(validations);
        return Optional.of(report.with(new SafeForm(form, false)));
    }

    /** A definition as written keeps the words after VALIDATE. */
    private static String withoutNotValid(Constraint check) {
        return check.definition().replaceFirst("(?i)\\s+NOT\\s+VALID\\s*$", "");
    }

    private static Optional<Report> statistics(TypeChange change, Situation at) {
        if (change.isNone() || at.after().stream().anyMatch(later -> analyzes(later, change))) {
            return Optional.empty();
        }
        String column = change.action().column();
        String analyze = "ANALYZE " + Identifiers.quoteIfNeeded(change.table()) + " (" + quoted(column) + ")";
        Report report = Report.on(
                change.table(),
                STATISTICS,
                "the statistics of `" + change.table().column(column)
                        + "` go with the old type, and no row changes that would call autovacuum: queries that filter or join by it are planned"
                        + " blindly",
                "`" + analyze + "` right after it");
        return Optional.of(isAlone(at) ? report.with(SafeForm.of(at.statement().text(), analyze)) : report);
    }

    private static boolean analyzes(ParsedStatement later, TypeChange change) {
        return later.facts() instanceof Statement.Other other
                && (other.words().startsWith("ANALYZE") || other.words().startsWith("VACUUM"))
                && (other.tables().isEmpty() || other.tables().stream().anyMatch(change.table()::isSameTable));
    }

    private static boolean isAlone(Situation at) {
        return at.as(Statement.AlterTable.class)
                .filter(alter -> alter.actions().size() == 1 && !alter.ifExists())
                .isPresent();
    }

    private static Optional<Report> notNull(TypeChange change, Situation at) {
        String column = change.action().column();
        boolean demands = at.actions(AlterAction.SetNotNull.class)
                .anyMatch(set -> set.column().equals(column));
        boolean had = change.before().filter(known -> !known.nullable()).isPresent();
        return demands && !had
                ? Optional.of(Report.on(
                        change.table(),
                        NOT_NULL,
                        "NOT NULL is demanded of `" + column
                                + "` in the same statement as its new type: every row is read under ACCESS EXCLUSIVE even where the type alone"
                                + " would need none, and one NULL takes the whole statement back",
                        "change the type alone; later " + ColumnActions.notNullPath(at, change.table(), column)))
                : Optional.empty();
    }
}
