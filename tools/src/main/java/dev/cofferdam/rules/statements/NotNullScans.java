package dev.cofferdam.rules.statements;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.RuleInfo;
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
        Stream<String> set = at.actions(AlterAction.SetNotNull.class).map(AlterAction.SetNotNull::column);
        Stream<String> added = Added.to(at, Kind.NOT_NULL)
                .filter(Added::looksAtRows)
                .flatMap(one -> one.constraint().columns().stream());
        return Stream.concat(
                        Stream.concat(set, added)
                                .filter(column -> !NullProofs.isNotNull(at, table, column))
                                .filter(column -> !NullProofs.isProved(at, table, column))
                                .map(column -> notNull(at, table, column)),
                        Added.to(at, Kind.PRIMARY_KEY).flatMap(key -> primaryKey(at, key).stream()))
                .toList();
    }

    private static Report notNull(Situation at, TableRef table, String column) {
        String what = "the server looks for nulls in `" + column + "` in every row of `" + table
                + "` under ACCESS EXCLUSIVE, because no valid constraint proves that there is none; reads and writes wait";
        Optional<Constraint> stated = NullProofs.notValid(at, table, column);
        SafeForm form = stated.map(constraint ->
                        SafeForm.of(alter(table, "VALIDATE CONSTRAINT " + quoteIfNeeded(constraint.name()))))
                .orElseGet(() -> proof(at, table, column));
        Report report = Report.on(
                        table,
                        NOT_NULL,
                        what,
                        "each in a transaction of its own: `" + String.join("`, `", form.statements()) + "`"
                                + (form.statements().size() > 2
                                        ? "; SET NOT NULL then takes the proof and reads no row"
                                        : ""))
                .about(table + " " + column);
        boolean alone = at.as(Statement.AlterTable.class).orElseThrow().actions().size() == 1;
        return alone ? report.with(form) : report;
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
                alter(
                        table,
                        "ADD CONSTRAINT " + name + " CHECK (" + quoteIfNeeded(column) + " IS NOT NULL) NOT VALID"),
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
                .toList();
        if (nullable.isEmpty()) {
            return Optional.empty();
        }
        String columns = "`" + String.join("`, `", nullable) + "`";
        return Optional.of(key.report(
                PRIMARY_KEY,
                "the primary key takes over index `" + key.constraint().usingIndex().orElseThrow() + "`, but " + columns
                        + " may be null; the server looks for nulls in every row of `" + key.table()
                        + "` under ACCESS EXCLUSIVE, reads and writes wait",
                "prove it before, each in a transaction of its own: `"
                        + String.join("`, `", proof(at, key.table(), nullable.get(0)).statements())
                        + "`; then the key reads no row"));
    }

    private static String alter(TableRef table, String action) {
        return "ALTER TABLE " + quoteIfNeeded(table) + " " + action;
    }
}
