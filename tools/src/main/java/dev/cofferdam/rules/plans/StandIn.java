package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.PlainSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Definitions read so that the column and the one that stands in for it are the same, and so are their types. */
record StandIn(Set<String> names) {
    private static final String COLUMN = "the column";

    /** Words of which a type's name can consist beside the first (PostgreSQL docs 8, "Data Types"). */
    private static final Set<String> TYPE_WORDS = Set.of("varying", "precision", "with", "without", "time", "zone");

    /** Both columns of the plan's sync, under every name that they bear. */
    static StandIn of(PlanFacts facts) {
        return new StandIn(Stream.of(facts.oldColumn(), facts.newColumn())
                .flatMap(Optional::stream)
                .flatMap(column ->
                        Stream.concat(Stream.of(column), facts.forward().map(unit -> facts.nameAfter(column, unit))))
                .map(ColumnRef::column)
                .map(Identifiers::quoteIfNeeded)
                .map(PlainSql::of)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whichever of the two is read, and however it is shown. */
    List<String> blind(List<String> tokens) {
        List<String> blind = new ArrayList<>();
        for (String token : tokens) {
            boolean isShownAs = !blind.isEmpty() && blind.get(blind.size() - 1).equals("as") && names.contains(token);
            if (isShownAs) {
                blind.remove(blind.size() - 1);
            } else {
                blind.add(names.contains(token) ? COLUMN : token);
            }
        }
        return blind;
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
