package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks and views that a plan builds anew for a column's successor, held against what they were: the same question, the same column. */
record RebuiltChecks(Plan plan, PlanFacts facts) {
    /** What asks something else than before, in the words of a finding. */
    List<KeptObjects.Wrong> wrongs() {
        List<KeptObjects.Wrong> wrongs = new ArrayList<>();
        facts.forward().forEach(unit -> {
            unit.actions(AlterAction.AddConstraint.class)
                    .filter(add -> add.action().constraint().kind() == TableConstraint.Kind.CHECK)
                    .forEach(add -> check(add.action().constraint()).ifPresent(wrongs::add));
            unit.facts(Statement.CreateView.class)
                    .flatMap(view -> view(view, unit).stream())
                    .forEach(wrongs::add);
        });
        wrongs.addAll(new HeldColumns(facts).wrongs());
        return wrongs;
    }

    private Optional<KeptObjects.Wrong> check(TableConstraint added) {
        return added.name().map(this::atTheEnd).flatMap(name -> before(name)
                .filter(was -> !asked(was).equals(asked(added.definition())))
                .map(was -> new KeptObjects.Wrong(
                        "check " + name,
                        "check `" + name + "` was " + was + " and comes back as " + added.definition(),
                        "ask of the new column what the old one was asked")));
    }

    /** The name that it bears when the plan is over. */
    private String atTheEnd(String name) {
        return facts.forward()
                .flatMap(unit -> unit.actions(AlterAction.RenameConstraint.class))
                .map(SqlUnit.TableAction::action)
                .reduce(
                        name,
                        (current, rename) -> rename.constraint().equals(current) ? rename.newName() : current,
                        (first, second) -> second);
    }

    private Optional<String> before(String name) {
        return plan.facts().stream()
                .filter(Fact::isIntact)
                .flatMap(fact -> Stream.ofNullable(fact.values().get("check " + name)))
                .findFirst();
    }

    /** What a check asks, whatever its column is called, and however the server casts and brackets it. */
    private List<String> asked(String definition) {
        String asked = definition.replaceFirst("(?i)\\s+NOT\\s+VALID\\s*$", "");
        return StandIn.of(facts).blind(StandIn.uncast(PlainSql.tokens(asked)));
    }

    /** A view makes way because it reads the column; what comes back in its place reads it too, or its successor. */
    private Optional<KeptObjects.Wrong> view(Statement.CreateView view, SqlUnit unit) {
        List<String> tokens = PlainSql.tokens(unit.statements().stream()
                .filter(statement -> statement.facts().equals(view))
                .map(statement -> statement.text())
                .findFirst()
                .orElse(""));
        String table =
                PlainSql.of(Identifiers.quoteIfNeeded(plan.change().table().name()));
        boolean reads = plan.change().columns().stream()
                .flatMap(column -> Stream.of(column, facts.nameAfter(column, unit)))
                .map(column -> PlainSql.of(Identifiers.quoteIfNeeded(column.column())))
                .anyMatch(name -> occursAsSource(tokens, name));
        boolean successor = facts.newColumn()
                .map(column -> PlainSql.of(
                        Identifiers.quoteIfNeeded(facts.nameAfter(column, unit).column())))
                .filter(name -> occursAsSource(tokens, name))
                .isPresent();
        int from = tokens.indexOf("from");
        boolean overTable = from >= 0 && tokens.subList(from, tokens.size()).contains(table);
        if (!overTable || reads || successor || tokens.contains("*")) {
            return Optional.empty();
        }
        return Optional.of(new KeptObjects.Wrong(
                "view " + view.view(),
                "view `" + view.view() + "` made way for the change of `"
                        + plan.change().columns().get(0) + "` and comes back without reading it",
                "let the view read what it read before"));
    }

    /** A name behind AS is only what the column is shown as. */
    private static boolean occursAsSource(List<String> tokens, String name) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).equals(name) && (i == 0 || !tokens.get(i - 1).equals("as"))) {
                return true;
            }
        }
        return false;
    }
}
