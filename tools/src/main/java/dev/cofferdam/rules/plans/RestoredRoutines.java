package dev.cofferdam.rules.plans;

import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions that an undo makes anew, held against what they were before the step that it takes back. */
record RestoredRoutines(List<SqlUnit> before) {

    RestoredRoutines {
        before = List.copyOf(before);
    }

    /** Names of functions that were there before and are other ones when the undo is done. */
    List<String> others(List<SqlUnit> undo) {
        Map<String, List<String>> then = definitions(before);
        return definitions(undo).entrySet().stream()
                .filter(made -> then.containsKey(made.getKey())
                        && !then.get(made.getKey()).equals(made.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The last definition of each. */
    private static Map<String, List<String>> definitions(List<SqlUnit> units) {
        Map<String, List<String>> definitions = new LinkedHashMap<>();
        for (SqlUnit unit : units) {
            for (ParsedStatement statement : unit.statements()) {
                if (statement.facts() instanceof Statement.CreateRoutine routine) {
                    definitions.put(routine.name().name(), SameEverywhere.definition(statement, routine));
                }
            }
        }
        return definitions;
    }
}
