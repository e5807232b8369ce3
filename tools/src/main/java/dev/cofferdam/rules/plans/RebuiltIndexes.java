package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Indexes that a plan builds anew, forward and back, held against what a tool has read of the ones whose names they bear in the end. */
record RebuiltIndexes(Plan plan, PlanFacts facts, boolean changesType) {
    /** What an index is, whichever of both columns it is on: unique or not, how it orders what, for which rows. */
    private record Form(boolean unique, String method, List<String> rest) {}

    /** What is another index than before, in the words of a finding. */
    List<KeptObjects.Wrong> wrongs() {
        Map<String, String> names = namesAtTheEnd();
        Map<String, KeptObjects.Wrong> wrongs = new LinkedHashMap<>();
        for (SqlUnit unit : facts.units()) {
            for (ParsedStatement statement : unit.statements()) {
                if (statement.facts() instanceof Statement.CreateIndex index) {
                    String name = index.name()
                            .map(own -> names.getOrDefault(own, own))
                            .orElse("");
                    before(name)
                            .filter(was -> !form(was).equals(Optional.of(form(statement, index))))
                            .ifPresent(was -> wrongs.putIfAbsent(
                                    name,
                                    new KeptObjects.Wrong(
                                            "index " + name,
                                            "index `" + name + "` was " + was + " and is made in `" + unit.where()
                                                    + "` as " + statement.text(),
                                            "build it as it was, on the column that takes the place of the other")));
                }
            }
        }
        return new ArrayList<>(wrongs.values());
    }

    private Optional<String> before(String name) {
        return plan.facts().stream()
                .filter(Fact::isIntact)
                .flatMap(fact -> Optional.ofNullable(fact.values().get("definition of index " + name)).stream())
                .findFirst();
    }

    private Optional<Form> form(String definition) {
        return SqlParser.parse(definition).stream()
                .filter(parsed -> parsed.facts() instanceof Statement.CreateIndex)
                .map(parsed -> form(parsed, (Statement.CreateIndex) parsed.facts()))
                .findFirst();
    }

    private Form form(ParsedStatement statement, Statement.CreateIndex index) {
        List<String> tokens = PlainSql.tokens(statement.text());
        tokens = tokens.subList(Math.max(0, tokens.indexOf("(")), tokens.size()).stream()
                .filter(token -> !token.equals(";"))
                .toList();
        return new Form(
                index.unique(), index.method(), StandIn.of(facts).blind(changesType ? StandIn.uncast(tokens) : tokens));
    }

    /** What each name becomes: by renames of indexes and constraints, and by a constraint that takes its index over. */
    private Map<String, String> namesAtTheEnd() {
        Map<String, String> names = new HashMap<>();
        facts.units().forEach(unit -> {
            unit.actions(AlterAction.RenameConstraint.class)
                    .forEach(rename -> names.put(
                            rename.action().constraint(), rename.action().newName()));
            unit.facts(Statement.RenameObject.class)
                    .filter(rename -> rename.kind() == Statement.ObjectKind.INDEX)
                    .forEach(rename -> names.put(rename.name().name(), rename.newName()));
            unit.actions(AlterAction.AddConstraint.class)
                    .forEach(add -> add.action().constraint().usingIndex().ifPresent(index -> add.action()
                            .constraint()
                            .name()
                            .filter(name -> !name.equals(index))
                            .ifPresent(name -> names.put(index, name))));
        });
        return Map.copyOf(closed(names));
    }

    private static Map<String, String> closed(Map<String, String> names) {
        Map<String, String> closed = new HashMap<>();
        names.forEach((name, next) -> {
            String end = next;
            for (int i = 0; i < names.size() && names.containsKey(end); i++) {
                end = names.get(end);
            }
            closed.put(name, end);
        });
        return closed;
    }
}
