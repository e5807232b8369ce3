package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The schema on which a plan begins, as far as its ledger tells: statements that make the tables which a tool has described. A table of which
 * only some columns are told is not made, since rules would take it for the whole one.
 */
final class DescribedSchema {
    private static final String TYPE = ".type";

    private DescribedSchema() {}

    /** One CREATE TABLE for each table that is told in full, and the constraint on which the change itself relies. */
    static List<String> statements(Plan plan) {
        List<String> statements = new ArrayList<>();
        Map<TableRef, List<String>> tables = new TreeMap<>();
        for (Fact fact : plan.facts()) {
            if (fact.isIntact()) {
                columns(fact, plan).forEach(tables::putIfAbsent);
            }
        }
        tables.forEach((table, columns) -> {
            table.schema()
                    .ifPresent(
                            name -> statements.add("CREATE SCHEMA IF NOT EXISTS " + Identifiers.quoteIfNeeded(name)));
            statements.add(
                    "CREATE TABLE " + Identifiers.quoteIfNeeded(table) + " (" + String.join(", ", columns) + ")");
        });
        proof(plan).ifPresent(statements::add);
        return statements;
    }

    /** Definitions of columns by table. */
    private static Map<TableRef, List<String>> columns(Fact fact, Plan plan) {
        Map<TableRef, List<String>> tables = new TreeMap<>();
        for (String key : fact.values().keySet()) {
            if (key.endsWith(TYPE)) {
                String column = key.substring(0, key.length() - TYPE.length());
                tableOf(column, fact, plan).ifPresent(table -> tables.computeIfAbsent(table, any -> new ArrayList<>())
                        .add(definition(column, table, fact)));
            }
        }
        Optional<String> counted = Optional.ofNullable(fact.values().get("columns"));
        tables.values().removeIf(columns -> counted.filter(count -> !count.equals(String.valueOf(columns.size())))
                .isPresent());
        return tables;
    }

    private static Optional<TableRef> tableOf(String column, Fact fact, Plan plan) {
        if (column.startsWith(plan.change().table() + ".")) {
            return Optional.of(plan.change().table());
        }
        return fact.names().stream()
                .filter(name -> column.startsWith(name + "."))
                .filter(name -> column.indexOf('.', name.length() + 1) < 0)
                .map(DescribedSchema::table)
                .findFirst();
    }

    /** {@code sales.owner} as the ledger writes it; a dot in a name itself is not told from the one between schema and table. */
    private static TableRef table(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? TableRef.of(name) : TableRef.of(name.substring(0, dot), name.substring(dot + 1));
    }

    private static String definition(String column, TableRef table, Fact fact) {
        String name = column.substring(table.toString().length() + 1);
        boolean required = "false".equals(fact.values().get(column + ".nullable"));
        String standard = fact.values().getOrDefault(column + ".default", "");
        return Identifiers.quoteIfNeeded(name) + " " + fact.values().get(column + TYPE)
                + (standard.isEmpty() ? "" : " DEFAULT " + standard)
                + (required ? " NOT NULL" : "");
    }

    /** The check constraint that refuses null already, by which the change says that nothing new is asked. */
    private static Optional<String> proof(Plan plan) {
        if (!(plan.change() instanceof ColumnChange.SetNotNull change)) {
            return Optional.empty();
        }
        return change.provenBy()
                .map(name -> "ALTER TABLE " + Identifiers.quoteIfNeeded(change.table()) + " ADD CONSTRAINT "
                        + Identifiers.quoteIfNeeded(name) + " CHECK ("
                        + Identifiers.quoteIfNeeded(change.column().column()) + " IS NOT NULL)");
    }
}
