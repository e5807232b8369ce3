package dev.cofferdam.rules.statements.constraints;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Flags NOT NULL that nothing has proved before, so that the server looks for nulls while everybody waits. */
public final class NotNullScans implements StatementRule {
    private static final RuleInfo NOT_NULL = new RuleInfo(
            "not-null-set-scan",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "NOT NULL goes through all rows while everybody waits");
    private static final RuleInfo PRIMARY_KEY = new RuleInfo(
            "pk-using-nullable-index",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "A primary key over nullable columns goes through all rows while everybody waits");

    /** From here on NOT NULL is a constraint that may be added NOT VALID: PostgreSQL docs, ALTER TABLE, of version 18. */
    private static final int FIRST_WITH_CONSTRAINT = 18;

    @Override
    public List<RuleInfo> detects() {
        return List.of(NOT_NULL, PRIMARY_KEY);
    }

    @Override
    public List<Report> check(Situation at) {
        if (at.as(Statement.AlterTable.class).isEmpty() || at.isNew(at.alteredTable())) {
            return List.of();
        }
        TableRef table = at.alteredTable();
        Stream<Report> set = at.actions(AlterAction.SetNotNull.class)
                .map(AlterAction.SetNotNull::column)
                .filter(column -> isUnproved(at, table, column))
                .map(column -> notNull(at, table, column));
        Stream<Report> added = Added.to(at, Kind.NOT_NULL)
                .filter(Added::looksAtRows)
                .filter(one -> isUnproved(at, table, one.constraint().columns().get(0)))
                .map(NotNullScans::constraint);
        Stream<Report> keys = Added.to(at, Kind.PRIMARY_KEY).flatMap(key -> primaryKey(at, key).stream());
        return Stream.of(set, added, keys).flatMap(reports -> reports).toList();
    }

    private static boolean isUnproved(Situation at, TableRef table, String column) {
        return !NullProofs.isNotNull(at, table, column)
                && !NullProofs.isProved(at, table, column)
                && !NullProofs.isNamedProof(at, table, column);
    }

    private static Report constraint(Added added) {
        SafeForm form = SafeForm.of(added.addNotValid(), added.validate());
        Report report = report(added.table(), added.constraint().columns().get(0), remedy(form));
        return added.with(report, form);
    }

    private static Report notNull(Situation at, TableRef table, String column) {
        Optional<Constraint> dropped = NullProofs.dropped(at, table, column);
        if (dropped.isPresent()) {
            return report(
                    table,
                    column,
                    "`" + dropped.get().name()
                            + "` proves it, but goes in the same command: drop it in a later statement, and SET"
                            + " NOT NULL reads no row");
        }
        SafeForm form = NullProofs.stated(at, table, column)
                .findFirst()
                .map(stated -> proofBy(table, column, stated))
                .orElseGet(() -> proof(at, table, column));
        Report report = report(table, column, remedy(form));
        boolean alone =
                at.as(Statement.AlterTable.class).orElseThrow().actions().size() == 1;
        return alone ? report.with(form) : report;
    }

    private static Report report(TableRef table, String column, String remedy) {
        return Report.on(
                        table,
                        NOT_NULL,
                        "the server looks for nulls in `" + column + "` in every row of `" + table
                                + "` under ACCESS EXCLUSIVE, because no valid constraint proves that there is none; reads and writes"
                                + " wait",
                        remedy)
                .about(table + " " + column);
    }

    private static String remedy(SafeForm form) {
        String all = "`" + String.join("`, `", form.statements()) + "`";
        boolean sets = form.statements().stream().anyMatch(statement -> statement.endsWith(" SET NOT NULL"));
        return (form.statements().size() == 1
                        ? all + ", which reads the rows while everybody goes on"
                        : "each in a transaction of its own: " + all)
                + (sets ? "; SET NOT NULL then takes the proof and reads no row" : "");
    }

    /** With a constraint that is there and only waits for its proof. */
    private static SafeForm proofBy(TableRef table, String column, Constraint stated) {
        String validate = alter(table, "VALIDATE CONSTRAINT " + quoteIfNeeded(stated.name()));
        return stated.kind() == Constraint.Kind.NOT_NULL
                ? SafeForm.of(validate)
                : SafeForm.of(validate, alter(table, "ALTER COLUMN " + quoteIfNeeded(column) + " SET NOT NULL"));
    }

    private static SafeForm proof(Situation at, TableRef table, String column) {
        String name = quoteIfNeeded(table.name() + "_" + column + "_not_null");
        String validate = alter(table, "VALIDATE CONSTRAINT " + name);
        if (at.engine().major() >= FIRST_WITH_CONSTRAINT) {
            return SafeForm.of(
                    alter(table, "ADD CONSTRAINT " + name + " NOT NULL " + quoteIfNeeded(column) + " NOT VALID"),
                    validate);
        }
        return SafeForm.of(
                alter(table, "ADD CONSTRAINT " + name + " CHECK (" + quoteIfNeeded(column) + " IS NOT NULL) NOT VALID"),
                validate,
                alter(table, "ALTER COLUMN " + quoteIfNeeded(column) + " SET NOT NULL"),
                alter(table, "DROP CONSTRAINT " + name));
    }

    /** USING INDEX builds nothing, but a primary key makes its columns NOT NULL. */
    private static Optional<Report> primaryKey(Situation at, Added key) {
        List<String> nullable = key.constraint().usingIndex().stream()
                .flatMap(name -> at.indexes(key.table()).stream()
                        .filter(index -> index.name().equals(name)))
                .map(Index::columns)
                .flatMap(List::stream)
                .filter(column -> NullProofs.isNullable(at, key.table(), column)
                        || NullProofs.notValid(at, key.table(), column).isPresent())
                .filter(column -> !NullProofs.isProved(at, key.table(), column))
                .distinct()
                .toList();
        if (nullable.isEmpty()) {
            return Optional.empty();
        }
        String columns = "`" + String.join("`, `", nullable) + "`";
        return Optional.of(key.report(
                PRIMARY_KEY,
                "the primary key takes over index `"
                        + key.constraint().usingIndex().orElseThrow() + "`, but " + columns
                        + " may be null; the server looks for nulls in every row of `" + key.table()
                        + "` under ACCESS EXCLUSIVE, reads and writes wait",
                "prove it before, each in a transaction of its own: `"
                        + String.join(
                                "`, `", proof(at, key.table(), nullable.get(0)).statements())
                        + "`; then the key reads no row"));
    }

    private static String alter(TableRef table, String action) {
        return "ALTER TABLE " + quoteIfNeeded(table) + " " + action;
    }
}
