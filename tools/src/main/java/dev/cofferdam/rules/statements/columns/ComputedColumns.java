package dev.cofferdam.rules.statements.columns;

import static dev.cofferdam.rules.statements.columns.ColumnActions.alter;
import static dev.cofferdam.rules.statements.columns.ColumnActions.quoted;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ColumnDefinition;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.Volatility;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Flags columns whose values the server writes into every row as it adds them (PostgreSQL docs, ALTER TABLE, Notes). */
public final class ComputedColumns implements StatementRule {
    private static final RuleInfo VOLATILE = new RuleInfo(
            "column-add-volatile-default",
            Severity.ERROR,
            Hazard.REWRITES_TABLE,
            "A column is added with a value that is computed for each row");
    private static final RuleInfo BEFORE_11 = new RuleInfo(
            "column-add-default-pre11",
            Severity.ERROR,
            Hazard.REWRITES_TABLE,
            "A column is added with a default, which old servers write into every row");
    private static final RuleInfo SERIAL = new RuleInfo(
            "column-add-serial-identity",
            Severity.ERROR,
            Hazard.REWRITES_TABLE,
            "A column is added that numbers the rows which are there");
    private static final RuleInfo STORED = new RuleInfo(
            "column-add-stored-generated",
            Severity.ERROR,
            Hazard.REWRITES_TABLE,
            "A generated column is added whose values are stored");

    /** From here on a constant default is kept in the catalogs: release notes of PostgreSQL 11, E.23.3.1.4. */
    private static final int FIRST_WITH_MISSING_VALUES = 11;

    /** From here on a generated column need not be stored: release notes of PostgreSQL 18. */
    private static final int FIRST_WITH_VIRTUAL = 18;

    @Override
    public List<RuleInfo> detects() {
        return List.of(VOLATILE, BEFORE_11, SERIAL, STORED);
    }

    @Override
    public List<Report> check(Situation at) {
        return ColumnActions.added(at).flatMap(add -> report(add, at)).toList();
    }

    /** Whether adding the column writes the whole table anew. */
    static boolean rewrites(AlterAction.AddColumn add, Situation at) {
        return report(add, at).findAny().isPresent();
    }

    private static Stream<Report> report(AlterAction.AddColumn add, Situation at) {
        ColumnDefinition column = add.column();
        TableRef table = at.alteredTable();
        Optional<String> written = ColumnActions.defaultOf(column.defaultExpression());
        if (ColumnActions.isSerial(column.type()) || column.identity().isPresent()) {
            return Stream.of(placed(serial(table, column), at, column));
        }
        if (column.storedGenerated()) {
            return Stream.of(placed(stored(table, column, at), at, column));
        }
        if (written.filter(Volatility::mayBeVolatile).isPresent()) {
            return Stream.of(placed(computed(table, column, written.get()), at, column));
        }
        return written
                .filter(constant -> at.engine().major() < FIRST_WITH_MISSING_VALUES)
                .map(constant -> placed(before11(table, column, constant, at), at, column))
                .stream();
    }

    private static Report computed(TableRef table, ColumnDefinition column, String expression) {
        String doubt = Volatility.isKnownVolatile(expression)
                ? ""
                : " (unless every function in it was declared STABLE or IMMUTABLE)";
        return Report.on(
                table,
                VOLATILE,
                "`" + expression + "` is computed for each row" + doubt + ": " + rewritten(table),
                apart(table, column, expression));
    }

    private static Report before11(TableRef table, ColumnDefinition column, String expression, Situation at) {
        return Report.on(
                table,
                BEFORE_11,
                at.engine() + " writes the default into every row as it adds `" + column.name() + "`: "
                        + rewritten(table),
                apart(table, column, expression));
    }

    private static String apart(TableRef table, ColumnDefinition column, String expression) {
        return "`" + add(table, column) + "`, then `" + alter(table) + " ALTER COLUMN " + quoted(column.name())
                + " SET DEFAULT " + expression
                + "`, which is for new rows only; fill the rows that are there in batches";
    }

    private static Report serial(TableRef table, ColumnDefinition column) {
        String sequence =
                Identifiers.quoteIfNeeded(new TableRef(table.schema(), table.name() + "_" + column.name() + "_seq"));
        String name = quoted(column.name());
        return Report.on(
                table,
                SERIAL,
                "every row of `" + table + "` gets its number as `" + column.name() + "` is added: " + rewritten(table),
                "`" + alter(table) + " ADD COLUMN " + name + " bigint`, `CREATE SEQUENCE " + sequence + " OWNED BY "
                        + Identifiers.quoteIfNeeded(table) + "." + name + "`, `" + alter(table) + " ALTER COLUMN "
                        + name + " SET DEFAULT nextval('" + sequence
                        + "')`; fill the rows that are there in batches, and build its unique index CONCURRENTLY");
    }

    private static Report stored(TableRef table, ColumnDefinition column, Situation at) {
        String expression = column.generated().orElse("");
        String virtual = at.engine().major() >= FIRST_WITH_VIRTUAL
                ? "`" + alter(table) + " ADD COLUMN " + quoted(column.name()) + " " + column.type()
                        + " GENERATED ALWAYS AS (" + expression + ") VIRTUAL`, which writes nothing; or "
                : "";
        return Report.on(
                table,
                STORED,
                "`" + expression + "` is computed and stored for each row: " + rewritten(table),
                virtual + "`" + add(table, column)
                        + "`, a trigger that fills it, and a backfill in batches for the rows that are there");
    }

    private static String add(TableRef table, ColumnDefinition column) {
        return alter(table) + " ADD COLUMN " + quoted(column.name()) + " " + column.type();
    }

    private static String rewritten(TableRef table) {
        return "`" + table
                + "` and its indexes are written anew under ACCESS EXCLUSIVE; reads and writes wait until that is done";
    }

    private static Report placed(Report report, Situation at, ColumnDefinition column) {
        return report.about(at.alteredTable().column(column.name()).toString())
                .at(ColumnActions.place(at, "ADD", column.name()));
    }
}
