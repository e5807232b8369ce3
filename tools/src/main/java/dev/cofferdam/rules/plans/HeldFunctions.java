package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Triggers as statements make and drop them: a function that one of them calls cannot be dropped (PostgreSQL docs 5.15, "Dependency Tracking"). */
final class HeldFunctions {
    private final Map<String, TableRef> functions = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();

    void apply(SqlUnit unit) {
        unit.statements().stream().map(ParsedStatement::facts).forEach(this::apply);
    }

    /** Each function that is dropped too early, with the trigger that still calls it. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    private void apply(Statement statement) {
        if (statement instanceof Statement.CreateTrigger made) {
            functions.put(made.table().name() + "." + made.name(), made.function());
        }
        if (statement instanceof Statement.Drop drop) {
            switch (drop.kind()) {
                case TRIGGER ->
                    drop.names().forEach(name -> drop.onTable()
                            .ifPresent(table -> functions.remove(table.name() + "." + name.name())));
                case TABLE ->
                    drop.names()
                            .forEach(table -> functions.keySet().removeIf(key -> key.startsWith(table.name() + ".")));
                case FUNCTION -> drop.names().forEach(name -> dropFunction(name, drop.cascade()));
                default -> {}
            }
        }
    }

    private void dropFunction(TableRef function, boolean cascade) {
        if (!cascade) {
            functions.forEach((trigger, called) -> {
                if (called.isSameTable(function)) {
                    refused.add("drops function `" + function + "`, which trigger `"
                            + trigger.substring(trigger.indexOf('.') + 1) + "` still calls");
                }
            });
        }
        functions.values().removeIf(function::isSameTable);
    }
}
