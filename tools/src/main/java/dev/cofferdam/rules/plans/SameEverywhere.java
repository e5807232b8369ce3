package dev.cofferdam.rules.plans;

import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Views, indexes and functions of one name that the plan makes on the way forward, in undos and on its ways back: apart from the column that stands in for the
 * other they are one and the same, so two that differ show that one of them is another thing than the schema had.
 */
record SameEverywhere(boolean changesType, PlanFacts facts) {
    /** How a statement makes the thing, which is not what it makes; NOT and OR of a condition are its own. */
    private static final List<List<String>> MAKING =
            List.of(List.of("or", "replace"), List.of("if", "not", "exists"), List.of("concurrently"));

    /** What differs, in the words of a finding. */
    List<KeptObjects.Wrong> wrongs() {
        if (facts.oldColumn().isEmpty() || facts.newColumn().isEmpty()) {
            return List.of();
        }
        Map<String, Map<List<String>, String>> forms = new LinkedHashMap<>();
        for (SqlUnit unit : facts.units()) {
            unit.statements().forEach(statement -> name(statement.facts())
                    .ifPresent(name -> forms.computeIfAbsent(name, any -> new LinkedHashMap<>())
                            .putIfAbsent(form(statement), unit.where())));
        }
        List<KeptObjects.Wrong> wrongs = new ArrayList<>();
        forms.forEach((name, found) -> {
            if (found.size() > 1) {
                List<String> places = List.copyOf(found.values());
                wrongs.add(
                        new KeptObjects.Wrong(
                                name + " differs",
                                name + " is made in `" + places.get(0) + "` and otherwise in `" + places.get(1)
                                        + "`, and not only by the column that it is about",
                                "make it alike in both, as the schema had it, of the column that takes the place of the other"));
            }
        });
        return wrongs;
    }

    private Optional<String> name(Statement statement) {
        if (statement instanceof Statement.CreateView view) {
            return Optional.of("view `" + view.view() + "`");
        }
        if (statement instanceof Statement.CreateRoutine routine && converts(routine)) {
            return Optional.of("function `" + routine.name() + "`");
        }
        return statement instanceof Statement.CreateIndex index
                ? index.name().map(name -> "index `" + name + "`")
                : Optional.empty();
    }

    /** What triggers and backfills do differs by the way on which they are made; what only converts does not. */
    private boolean converts(Statement.CreateRoutine routine) {
        return !routine.procedure()
                && facts.units().stream()
                        .flatMap(unit -> unit.facts(Statement.CreateTrigger.class))
                        .noneMatch(trigger ->
                                trigger.function().name().equals(routine.name().name()));
    }

    /** Its tokens, whichever of the two columns it reads, and however it is built. */
    private List<String> form(ParsedStatement statement) {
        if (statement.facts() instanceof Statement.CreateRoutine routine) {
            return definition(statement, routine);
        }
        List<String> tokens = made(statement.text());
        return StandIn.of(facts).blind(changesType ? StandIn.uncast(tokens) : tokens);
    }

    /** Head and body of a routine, however it is laid out. */
    static List<String> definition(ParsedStatement statement, Statement.CreateRoutine routine) {
        List<String> tokens = made(statement.text().replace(routine.body(), ""));
        tokens.removeIf(token -> token.startsWith("$") || token.equals("''"));
        tokens.addAll(PlainSql.tokens(routine.body()));
        return tokens;
    }

    private static List<String> made(String text) {
        List<String> tokens = new ArrayList<>(PlainSql.tokens(text));
        for (List<String> words : MAKING) {
            int at = Collections.indexOfSubList(tokens, words);
            if (at >= 0 && at < 4) {
                tokens.subList(at, at + words.size()).clear();
            }
        }
        tokens.removeIf(";"::equals);
        return tokens;
    }
}
