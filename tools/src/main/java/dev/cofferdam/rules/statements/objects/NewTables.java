package dev.cofferdam.rules.statements.objects;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ColumnDefinition;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flags CREATE TABLE and ADD COLUMN that do nothing because the name is taken, and tables without a key (PostgreSQL docs, CREATE TABLE). */
public final class NewTables implements StatementRule {
    private static final RuleInfo NOOP = new RuleInfo(
            "if-not-exists-noop",
            Severity.WARNING,
            RuleClass.HYGIENE,
            Hazard.BREAKS_NEW_CODE,
            "IF NOT EXISTS keeps another shape");
    private static final RuleInfo WITHOUT_KEY = new RuleInfo(
            "table-without-pk", Severity.INFO, RuleClass.ADVICE, Hazard.LEAVES_RUBBISH, "A table has no primary key");

    private static final Map<String, String> SERIAL =
            Map.of("serial", "integer", "bigserial", "bigint", "smallserial", "smallint");

    @Override
    public List<RuleInfo> detects() {
        return List.of(NOOP, WITHOUT_KEY);
    }

    @Override
    public List<Report> check(Situation at) {
        if (at.facts() instanceof Statement.CreateTable create) {
            return Stream.concat(noop(create, at).stream(), withoutKey(create, at).stream())
                    .toList();
        }
        return at.actions(AlterAction.AddColumn.class)
                .filter(AlterAction.AddColumn::ifNotExists)
                .flatMap(add -> noop(add.column(), at).stream())
                .toList();
    }

    private static Optional<Report> noop(Statement.CreateTable create, Situation at) {
        Optional<Table> known = at.table(create.table());
        if (!create.ifNotExists() || known.isEmpty() || create.columns().isEmpty()) {
            return Optional.empty();
        }
        List<String> differences = differences(create, known.get());
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Report.on(
                                create.table(),
                                NOOP,
                                "`" + create.table()
                                        + "` is there already, so nothing happens, and it stays without what this says: "
                                        + String.join("; ", differences),
                                "`ALTER TABLE " + quoteIfNeeded(create.table())
                                        + " ...` for the difference; CREATE TABLE without IF NOT EXISTS where it is to be new"));
    }

    private static List<String> differences(Statement.CreateTable create, Table known) {
        List<String> differences = new ArrayList<>();
        for (ColumnDefinition column : create.columns()) {
            Optional<Column> old = known.findColumn(column.name());
            if (old.isEmpty()) {
                differences.add("column `" + column.name() + "`");
            } else if (!old.get().type().equals(type(column))) {
                differences.add("`" + column.name() + "` as " + type(column) + " (it is "
                        + old.get().type() + ")");
            }
        }
        return differences;
    }

    private static String type(ColumnDefinition column) {
        return SERIAL.getOrDefault(column.type(), column.type());
    }

    private static Optional<Report> noop(ColumnDefinition column, Situation at) {
        TableRef table = at.alteredTable();
        return at.table(table)
                .flatMap(known -> known.findColumn(column.name()))
                .filter(old -> !old.type().equals(type(column)))
                .map(old -> Report.on(
                                table,
                                NOOP,
                                "`" + table.column(column.name()) + "` is there already as " + old.type()
                                        + ", so nothing happens, and it does not become " + type(column),
                                "add a column of another name and move the values, or change the type in steps (column-type-rewrite)")
                        .about(column.name()));
    }

    private static Optional<Report> withoutKey(Statement.CreateTable create, Situation at) {
        boolean elsewhere = create.columns().isEmpty()
                || create.temporary()
                || create.partitionOf().isPresent()
                || !create.likes().isEmpty()
                || !create.inherits().isEmpty();
        boolean has = create.constraints().stream().anyMatch(NewTables::isKey)
                || at.after().stream()
                        .anyMatch(later -> later.facts() instanceof Statement.AlterTable alter
                                && alter.table().isSameTable(create.table())
                                && addsKey(alter));
        if (elsewhere || has || create.ifNotExists() && at.table(create.table()).isPresent()) {
            return Optional.empty();
        }
        String columns = create.columns().stream()
                .limit(1)
                .map(column -> quoteIfNeeded(column.name()))
                .collect(Collectors.joining());
        return Optional.of(Report.on(
                create.table(),
                WITHOUT_KEY,
                "`" + create.table()
                        + "` gets no primary key: logical replication cannot tell its rows apart, and no later backfill can go through it in"
                        + " batches",
                "`PRIMARY KEY (" + columns
                        + ")` if that is unique, or a column `id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY`,"
                        + " now while the table is empty"));
    }

    private static boolean addsKey(Statement.AlterTable alter) {
        return alter.actions().stream()
                .anyMatch(action -> action instanceof AlterAction.AddConstraint add && isKey(add.constraint())
                        || action instanceof AlterAction.AddColumn column
                                && column.inline().stream().anyMatch(NewTables::isKey));
    }

    private static boolean isKey(TableConstraint constraint) {
        return constraint.kind() == TableConstraint.Kind.PRIMARY_KEY;
    }
}
