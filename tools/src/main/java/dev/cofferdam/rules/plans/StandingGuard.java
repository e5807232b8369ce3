package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trigger of a write guard as it stands when the soak under it begins.
 *
 * @param when the words of its WHEN; {@code true} where it has none
 * @param body what its function does; empty where the plan does not say
 */
record StandingGuard(Statement.CreateTrigger trigger, List<String> when, String body) {

    /** The triggers that the units leave on the table, switched on and not dropped. */
    static Map<String, StandingGuard> of(List<SqlUnit> units, PlanFacts facts, TableRef table) {
        Map<String, StandingGuard> standing = new LinkedHashMap<>();
        for (SqlUnit unit : units) {
            for (ParsedStatement statement : unit.statements()) {
                apply(statement, unit, facts, table, standing);
            }
        }
        return standing;
    }

    private static void apply(
            ParsedStatement statement,
            SqlUnit unit,
            PlanFacts facts,
            TableRef table,
            Map<String, StandingGuard> standing) {
        if (statement.facts() instanceof Statement.CreateTrigger made
                && made.table().isSameTable(table)) {
            standing.put(made.name(), new StandingGuard(made, when(statement), body(made, unit, facts)));
        }
        if (statement.facts() instanceof Statement.Drop drop && drop.kind() == Statement.ObjectKind.TRIGGER) {
            drop.names().forEach(name -> standing.remove(name.name()));
        }
        if (statement.facts() instanceof Statement.AlterTable alter
                && alter.table().isSameTable(table)) {
            for (AlterAction action : alter.actions()) {
                if (action instanceof AlterAction.SwitchTrigger flip && !flip.enable()) {
                    standing.keySet().removeIf(name -> isMeant(flip, name));
                }
            }
        }
    }

    private static boolean isMeant(AlterAction.SwitchTrigger flip, String name) {
        return flip.trigger().equalsIgnoreCase("all")
                || flip.trigger().equalsIgnoreCase("user")
                || StoredName.means(flip.trigger(), name);
    }

    private static List<String> when(ParsedStatement statement) {
        List<String> words = PlainSql.tokens(statement.text());
        int at = words.lastIndexOf("execute");
        int when = words.subList(0, Math.max(at, 0)).indexOf("when");
        return when < 0 ? List.of("true") : words.subList(when + 1, at);
    }

    private static String body(Statement.CreateTrigger made, SqlUnit unit, PlanFacts facts) {
        return facts.forward()
                .filter(earlier -> earlier.order() <= unit.order())
                .flatMap(earlier -> earlier.facts(Statement.CreateRoutine.class))
                .filter(routine -> routine.name().name().equals(made.function().name()))
                .reduce((earlier, later) -> later)
                .map(Statement.CreateRoutine::body)
                .orElse("");
    }

    /** Whether a statement of the kind fires it, WHEN aside. An UPDATE that sets nothing of the guard's is one of another column. */
    boolean mayFire(boolean insert, String set) {
        boolean fires = trigger.events().stream().anyMatch((insert ? "INSERT" : "UPDATE")::equalsIgnoreCase);
        return fires
                && (insert
                        || trigger.updateOf().isEmpty()
                        || trigger.updateOf().stream().anyMatch(column -> StoredName.means(set, column)));
    }

    RowTrial.Event event(boolean insert) {
        if (trigger.forEachRow()) {
            return insert ? RowTrial.Event.INSERT : RowTrial.Event.UPDATE;
        }
        return insert ? RowTrial.Event.INSERT_STATEMENT : RowTrial.Event.UPDATE_STATEMENT;
    }
}
