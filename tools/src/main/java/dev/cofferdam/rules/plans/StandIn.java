package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.PlainSql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Definitions read so that the column and the one that stands in for it are the same, and so are their types. */
record StandIn(Set<String> names) {
    private static final String COLUMN = "the column";

    private static final Set<String> OUTPUT_BEGINS = Set.of(".", ",", "select", "distinct");
    private static final Set<String> CLAUSES = Set.of("from", "where", "group", "having", "order", "window");

    /** Words of which a type's name can consist beside the first (PostgreSQL docs 8, "Data Types"). */
    private static final Set<String> TYPE_WORDS = Set.of("varying", "precision", "with", "without", "time", "zone");

    /** Both columns of the plan's sync, under every name that they bear. */
    static StandIn of(PlanFacts facts) {
        Set<String> names = new HashSet<>(names(facts.oldColumn(), facts));
        names.addAll(names(facts.newColumn(), facts));
        return new StandIn(names);
    }

    /** The names that the column bears on the way forward, as SQL writes them. */
    static Set<String> names(Optional<ColumnRef> column, PlanFacts facts) {
        return column.stream()
                .flatMap(known -> facts.namesOf(known).stream())
                .map(ColumnRef::column)
                .map(Identifiers::quoteIfNeeded)
                .map(PlainSql::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whichever of the two is read; what a view shows it as is told apart, and is its own name where nothing else is said. */
    List<String> blind(List<String> tokens) {
        List<String> blind = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            String before = i == 0 ? "" : tokens.get(i - 1);
            String behind = i + 1 == tokens.size() ? "" : tokens.get(i + 1);
            if (!names.contains(tokens.get(i)) || before.equals("as")) {
                blind.add(tokens.get(i));
            } else {
                blind.add(COLUMN);
                boolean isOutput = OUTPUT_BEGINS.contains(before)
                        && (behind.equals("from") || behind.equals(",") && isListed(tokens, i));
                if (isOutput) {
                    blind.addAll(List.of("as", tokens.get(i)));
                }
            }
        }
        return blind;
    }

    /** Between SELECT and its FROM, and not in the brackets of anything else. */
    private static boolean isListed(List<String> tokens, int at) {
        int depth = 0;
        for (int i = at; i >= 0; i--) {
            depth += tokens.get(i).equals(")") ? 1 : tokens.get(i).equals("(") ? -1 : 0;
            if (depth < 0 || depth == 0 && CLAUSES.contains(tokens.get(i))) {
                return false;
            }
            if (depth == 0 && tokens.get(i).equals("select")) {
                return true;
            }
        }
        return false;
    }

    /** Without the casts and brackets that the server writes around a value of another type than its neighbour's. */
    static List<String> uncast(List<String> tokens) {
        List<String> uncast = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).equals("::")) {
                i = lastOfType(tokens, i + 1);
            } else if (!tokens.get(i).matches("[()]")) {
                uncast.add(tokens.get(i));
            }
        }
        return uncast;
    }

    private static int lastOfType(List<String> tokens, int first) {
        int last = first;
        while (last + 1 < tokens.size()) {
            String next = tokens.get(last + 1);
            if (next.equals("(") || next.equals("[")) {
                int length = tokens.subList(last, tokens.size()).indexOf(next.equals("(") ? ")" : "]");
                last = length < 0 ? tokens.size() : last + length;
            } else if (next.equals(".")) {
                last += 2;
            } else if (TYPE_WORDS.contains(next)) {
                last++;
            } else {
                return last;
            }
        }
        return last;
    }
}
