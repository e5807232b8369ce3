package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Triggers whose functions reach the column: a statement on their table does so too, without a word of it. */
public final class FiredTriggers {

    private final Definitions definitions;
    private final ColumnRef column;

    FiredTriggers(Definitions definitions, ColumnRef column) {
        this.definitions = definitions;
        this.column = column;
    }

    /**
     * A trigger.
     *
     * @param events in lower case: {@code insert}, {@code update}, {@code delete}
     * @param updateOf columns whose update fires it; empty when any does
     */
    public record Fired(TableRef table, List<String> events, List<String> updateOf, Access access, String through) {

        public Fired {
            events = List.copyOf(events);
            updateOf = List.copyOf(updateOf);
        }

        /** Whether such a statement fires it, whatever it sets. */
        public boolean isFiredBy(String event) {
            return events.contains(event);
        }

        /** Whether a statement fires it. */
        boolean isFiredBy(Statement.Query query) {
            Optional<TableRef> target =
                    query.target().filter(each -> each.name().equals(table.name()));
            if (target.isEmpty()) {
                return false;
            }
            return switch (query.verb()) {
                case SELECT -> false;
                case INSERT -> isFiredBy("insert");
                case DELETE -> isFiredBy("delete");
                case UPDATE -> isFiredBy("update") && sets(query);
                case MERGE -> true;
            };
        }

        private boolean sets(Statement.Query query) {
            return updateOf.isEmpty()
                    || query.columns().stream()
                            .anyMatch(use -> use.access().writes() && updateOf.contains(use.column()));
        }
    }

    /** Those that run one of the routines, and those of the column's own table that set it in the row at hand. */
    List<Fired> of(List<SchemaObjects.Routine> routines) {
        List<Fired> fired = new ArrayList<>();
        for (SchemaObjects.Routine routine : routines) {
            for (Statement.CreateTrigger trigger : triggers(routine.name())) {
                if (trigger.function().name().equals(routine.name())) {
                    fired.add(fired(trigger, routine.access(), routine.through()));
                }
            }
        }
        for (Statement.CreateTrigger trigger : triggers(column.table().name())) {
            if (definitions.mayMean(trigger.table(), column) && setsInRow(trigger)) {
                fired.add(fired(
                        trigger,
                        Access.WRITE,
                        "function `" + trigger.function().name() + "`, which sets " + column + " in the row"));
            }
        }
        return List.copyOf(fired);
    }

    private List<Statement.CreateTrigger> triggers(String near) {
        return definitions.near(near).stream()
                .map(ParsedStatement::facts)
                .filter(Statement.CreateTrigger.class::isInstance)
                .map(Statement.CreateTrigger.class::cast)
                .toList();
    }

    private boolean setsInRow(Statement.CreateTrigger trigger) {
        Pattern set = Pattern.compile(
                "(?:;|\\b(?:begin|then|else|loop))\\s*new\\s*\\.\\s*\"?" + Pattern.quote(column.column())
                        + "\"?\\s*:?=(?!=)",
                Pattern.CASE_INSENSITIVE);
        return definitions.near(trigger.function().name()).stream()
                .map(ParsedStatement::facts)
                .anyMatch(facts -> facts instanceof Statement.CreateRoutine routine
                        && routine.name().name().equals(trigger.function().name())
                        && set.matcher(routine.body()).find());
    }

    private static Fired fired(Statement.CreateTrigger trigger, Access access, String through) {
        return new Fired(
                trigger.table(),
                trigger.events().stream()
                        .map(event -> event.toLowerCase(Locale.ROOT))
                        .toList(),
                trigger.updateOf(),
                access,
                "trigger `" + trigger.name() + "` of " + trigger.table() + ", which runs " + through);
    }
}
