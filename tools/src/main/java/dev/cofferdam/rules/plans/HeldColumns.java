package dev.cofferdam.rules.plans;

import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Views that the plan makes and that still read a column when it is dropped: the server refuses that (PostgreSQL docs 5.15, "Dependency Tracking"). */
record HeldColumns(PlanFacts facts) {

    /** Each such view, in the words of a finding. */
    List<KeptObjects.Wrong> wrongs() {
        List<KeptObjects.Wrong> wrongs = new ArrayList<>();
        Map<String, Statement.CreateView> views = new LinkedHashMap<>();
        facts.forward().forEach(unit -> {
            for (ParsedStatement statement : unit.statements()) {
                if (statement.facts() instanceof Statement.CreateView view) {
                    views.put(view.view().toString(), view);
                } else if (statement.facts() instanceof Statement.Drop drop) {
                    drop.names().forEach(name -> views.remove(name.toString()));
                } else if (statement.facts() instanceof Statement.AlterTable alter) {
                    drops(alter).forEach(drop -> views.values().stream()
                            .filter(view -> reads(view, alter, drop.column()))
                            .forEach(view -> wrongs.add(wrong(view, drop.column(), unit))));
                }
            }
        });
        return wrongs;
    }

    private static List<AlterAction.DropColumn> drops(Statement.AlterTable alter) {
        return alter.actions().stream()
                .filter(AlterAction.DropColumn.class::isInstance)
                .map(AlterAction.DropColumn.class::cast)
                .toList();
    }

    /** By the table's name, or by what the view calls it; a bare name only where there is no other table. */
    private static boolean reads(Statement.CreateView view, Statement.AlterTable alter, String column) {
        List<String> tokens = PlainSql.tokens(view.queryText());
        String name = PlainSql.of(Identifiers.quoteIfNeeded(column));
        Set<String> qualifiers = qualifiers(
                tokens, PlainSql.of(Identifiers.quoteIfNeeded(alter.table().name())));
        boolean isOnly = view.query().tables().size() == 1;
        for (int i = 1; i < tokens.size() && !qualifiers.isEmpty(); i++) {
            String before = tokens.get(i - 1);
            boolean isSource = before.equals(".") ? i > 1 && qualifiers.contains(tokens.get(i - 2)) : isOnly;
            if (tokens.get(i).equals(name) && isSource && !before.equals("as")) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> qualifiers(List<String> tokens, String table) {
        Set<String> qualifiers = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).equals(table)) {
                int alias = i + 1 < tokens.size() && tokens.get(i + 1).equals("as") ? i + 2 : i + 1;
                qualifiers.add(table);
                if (alias < tokens.size()) {
                    qualifiers.add(tokens.get(alias));
                }
            }
        }
        return qualifiers;
    }

    private static KeptObjects.Wrong wrong(Statement.CreateView view, String column, SqlUnit unit) {
        return new KeptObjects.Wrong(
                "view " + view.view() + " holds " + column,
                "view `" + view.view() + "` still reads `" + column + "` when `" + unit.where()
                        + "` drops it, so the server refuses the step",
                "let the view read the column's successor first, under the name that it showed");
    }
}
