package dev.cofferdam.rules.statements.columns;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.EnumEdit;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Flags new and renamed values of an enum (PostgreSQL docs, ALTER TYPE, Notes). */
public final class EnumValues implements StatementRule {
    private static final RuleInfo IN_TRANSACTION = new RuleInfo(
            "enum-add-value-in-tx",
            Severity.ERROR,
            Hazard.FAILS_WHEN_RUN,
            "A value is added to an enum in a transaction that cannot have it");
    private static final RuleInfo READERS = new RuleInfo(
            "enum-new-value-readers",
            Severity.WARNING,
            Hazard.BREAKS_OLD_CODE,
            "The running version does not know a new value of an enum");
    private static final RuleInfo ORDER = new RuleInfo(
            "enum-value-order",
            Severity.WARNING,
            RuleClass.HYGIENE,
            Hazard.NO_WAY_BACK,
            "A new value of an enum has no place among the others");
    private static final RuleInfo RENAME = new RuleInfo(
            "enum-value-rename",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "A value of an enum that code names gets another name");

    /** From here on a transaction block may hold it: release notes of PostgreSQL 12, E.23.3.5. */
    private static final int FIRST_IN_BLOCK = 12;

    /** From here on a value may be used in its transaction when the type comes from there too: release notes of PostgreSQL 17. */
    private static final int FIRST_WITH_NEW_TYPE = 17;

    @Override
    public List<RuleInfo> detects() {
        return List.of(IN_TRANSACTION, READERS, ORDER, RENAME);
    }

    @Override
    public List<Report> check(Situation at) {
        return EnumEdit.of(at.statement())
                .map(edit -> edit.newName().map(name -> renamed(edit, name, at)).orElseGet(() -> added(edit, at)))
                .orElse(List.of());
    }

    private static List<Report> renamed(EnumEdit edit, String name, Situation at) {
        if (at.isNewType(edit.type())) {
            return List.of();
        }
        return List.of(report(
                edit,
                RENAME,
                "rows that hold '" + edit.value() + "' read '" + name
                        + "' at once: the running version does not know it, and its own '" + edit.value()
                        + "' is refused in every INSERT, UPDATE and WHERE",
                "`ALTER TYPE " + Identifiers.quoteIfNeeded(edit.type()) + " ADD VALUE " + literal(name)
                        + "`; deploy the version that reads both and writes " + literal(name)
                        + "; rewrite the rows in batches, and leave '" + edit.value() + "' unused"));
    }

    private static List<Report> added(EnumEdit edit, Situation at) {
        boolean isThere =
                edit.ifNotExists() && at.schema().enumValues(edit.type()).contains(edit.value());
        if (isThere) {
            return List.of();
        }
        List<Report> reports = new ArrayList<>();
        inTransaction(edit, at).ifPresent(reports::add);
        if (!at.isNewType(edit.type())) {
            reports.add(report(
                    edit,
                    READERS,
                    "a row with '" + edit.value() + "' cannot be read by the running version, whose own list of `"
                            + edit.type() + "` lacks it (Enum.valueOf throws)",
                    "first deploy the version that reads '" + edit.value()
                            + "'; then this; let code write it only when no older version runs or can come back"));
            if (edit.neighbour().isEmpty()) {
                reports.add(order(edit, at));
            }
        }
        return reports;
    }

    private static Report order(EnumEdit edit, Situation at) {
        List<String> values = at.schema().enumValues(edit.type());
        String beside = values.isEmpty() ? "'...'" : literal(values.get(values.size() - 1));
        return report(
                edit,
                ORDER,
                "'" + edit.value() + "' becomes the greatest value of `" + edit.type()
                        + "` for ORDER BY, < and >, and can neither be moved nor taken out later",
                "say its place: `ALTER TYPE " + Identifiers.quoteIfNeeded(edit.type()) + " ADD VALUE "
                        + literal(edit.value()) + " AFTER " + beside + "`");
    }

    private static Optional<Report> inTransaction(EnumEdit edit, Situation at) {
        if (!at.inTransaction()) {
            return Optional.empty();
        }
        String apart =
                "put the ALTER TYPE into a migration of its own, before the one that uses '" + edit.value() + "'";
        if (at.engine().major() < FIRST_IN_BLOCK) {
            return Optional.of(report(
                    edit,
                    IN_TRANSACTION,
                    at.engine() + " refuses ALTER TYPE ... ADD VALUE inside a transaction block",
                    apart + ", and let that one run outside a transaction"));
        }
        if (at.engine().major() >= FIRST_WITH_NEW_TYPE && isCreatedInTransaction(edit.type(), at)) {
            return Optional.empty();
        }
        return at.laterInTransaction().stream()
                .filter(later -> uses(later, edit, at))
                .findFirst()
                .map(later -> report(
                        edit,
                        IN_TRANSACTION,
                        "the server refuses '" + edit.value()
                                + "' until the transaction has committed (\"unsafe use of new value\"), and line "
                                + at.unit().place(later.line()).line() + " of the same transaction uses it",
                        apart));
    }

    private static boolean isCreatedInTransaction(TableRef type, Situation at) {
        return at.earlierInTransaction().stream()
                .anyMatch(earlier -> earlier.facts() instanceof Statement.CreateType create
                        && create.name().isSameTable(type));
    }

    /** A string of that content beside the type's name, or in a statement about a table of which a column has the type, or may have. */
    private static boolean uses(ParsedStatement later, EnumEdit edit, Situation at) {
        if (EnumEdit.of(later).isPresent() || later.facts() instanceof Statement.CreateRoutine) {
            return false;
        }
        String plain = PlainSql.of(later.text());
        boolean holdsValue = Pattern.compile("(?<!')" + Pattern.quote(literal(edit.value())) + "(?!')")
                .matcher(plain)
                .find();
        return holdsValue
                && (List.of(plain.split(" ", -1)).contains(edit.type().name())
                        || tables(later.facts()).stream().anyMatch(table -> mayHold(edit.type(), table, at)));
    }

    private static List<TableRef> tables(Statement facts) {
        if (facts instanceof Statement.Query query) {
            return query.tables();
        }
        if (facts instanceof Statement.CreateView view) {
            return view.query().tables();
        }
        if (facts instanceof Statement.AlterTable alter) {
            return List.of(alter.table());
        }
        return facts instanceof Statement.CreateIndex index ? List.of(index.table()) : List.of();
    }

    private static boolean mayHold(TableRef type, TableRef table, Situation at) {
        return at.table(table)
                .map(Table::columns)
                .map(columns -> columns.stream()
                        .map(column -> column.type().replace("[]", "").replace("\"", ""))
                        .anyMatch(held -> held.equals(type.name()) || held.endsWith("." + type.name())))
                .orElse(true);
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static Report report(EnumEdit edit, RuleInfo rule, String what, String remedy) {
        return Report.on(edit.type() + "/" + edit.value(), rule, what, remedy);
    }
}
