package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.sql.Calls;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Functions that the plan's queries call and of which nobody knows what they do: not the server's own, not made by a statement of the plan, which is
 * looked at where it stands, and not in the words of the change or of the schema, which the user has chosen.
 */
final class UnseenCalls {
    private final Set<String> known;

    UnseenCalls(Plan plan, PlanFacts facts) {
        Set<String> names = new HashSet<>();
        facts.units().stream()
                .flatMap(unit -> unit.facts(Statement.CreateRoutine.class))
                .forEach(routine -> names.add(routine.name().name()));
        chosen(plan).forEach(text -> names.addAll(Calls.allUnknown(text)));
        this.known = Set.copyOf(names);
    }

    /** The unseen functions of one statement, by their names without schema. */
    List<String> of(ParsedStatement statement) {
        return statement.facts() instanceof Statement.Query
                ? Calls.allUnknown(statement.text()).stream()
                        .filter(name -> !known.contains(name))
                        .toList()
                : List.of();
    }

    /** Expressions of the user's: what the change says, and what is in the schema already. */
    private static List<String> chosen(Plan plan) {
        List<String> texts = new ArrayList<>();
        if (plan.change() instanceof ColumnChange.AddColumn add) {
            add.defaultValue().ifPresent(texts::add);
        }
        if (plan.change() instanceof ColumnChange.ChangeType type) {
            type.using().ifPresent(texts::add);
        }
        if (plan.sync() instanceof Sync.ByTrigger trigger) {
            texts.addAll(List.of(trigger.mapping().up(), trigger.mapping().down()));
        }
        if (plan.sync() instanceof Sync.ByApplication application) {
            texts.addAll(
                    List.of(application.mapping().up(), application.mapping().down()));
        }
        return Stream.concat(texts.stream(), described(plan)).toList();
    }

    /** Defaults, checks and definitions that a tool has read, and nobody has changed since. */
    private static Stream<String> described(Plan plan) {
        return plan.facts().stream()
                .filter(fact -> fact.isIntact() && fact.tool().equals("describe_schema"))
                .map(Fact::values)
                .flatMap(values -> values.values().stream());
    }
}
