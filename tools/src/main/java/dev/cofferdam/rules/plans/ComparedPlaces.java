package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.sql.PlainSql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Queries that count the rows in which a sync's two places do not say the same: which of them see every such row, by their words alone. */
record ComparedPlaces(Set<String> old, Set<String> fresh, List<Mapped> mappings) {
    private static final List<List<String>> COUNTS = List.of(
            List.of("select", "count", "(", "*", ")", "from"),
            List.of("select", "count", "(", "*", ")", "=", "0", "from"));
    private static final List<String> NONE = List.of("select", "not", "exists", "(");

    /** That the last two overlook nulls, verify-equality says. */
    private static final List<List<String>> DIFFERENT =
            List.of(List.of("is", "distinct", "from"), List.of("<>"), List.of("!="));

    static ComparedPlaces of(Plan plan, PlanFacts facts) {
        Set<String> old = StandIn.names(facts.oldColumn(), facts);
        Set<String> fresh = StandIn.names(facts.newColumn(), facts);
        List<Mapped> mappings = new ArrayList<>();
        mapping(plan.sync()).ifPresent(mapping -> {
            old.forEach(name -> mappings.add(Mapped.of(mapping.up(), old, name)));
            fresh.forEach(name -> mappings.add(Mapped.of(mapping.down(), fresh, name)));
        });
        return new ComparedPlaces(old, fresh, mappings);
    }

    private static Optional<Sync.Mapping> mapping(Sync sync) {
        if (sync instanceof Sync.ByTrigger trigger) {
            return Optional.of(trigger.mapping());
        }
        return sync instanceof Sync.ByApplication application ? Optional.of(application.mapping()) : Optional.empty();
    }

    /** What the mapping makes of a place, under one of its names. */
    record Mapped(List<String> words, String column) {
        private static Mapped of(String mapping, Set<String> names, String name) {
            return new Mapped(
                    PlainSql.tokens(mapping).stream()
                            .map(word -> names.contains(word) ? name : word)
                            .toList(),
                    name);
        }

        /** The name alone in the place of the whole. */
        private void collapse(List<String> tokens) {
            int at = words.size() > 1 ? Collections.indexOfSubList(tokens, words) : -1;
            while (at >= 0) {
                tokens.subList(at, at + words.size()).clear();
                tokens.add(at, column);
                at = Collections.indexOfSubList(tokens, words);
            }
        }
    }

    /** Whether it counts each row of the table in which the two differ, or differ once both are filled. */
    boolean comparesAll(Gate.Query query, boolean filledOnly) {
        return alternatives(query).stream().anyMatch(part -> {
            List<List<String>> conditions = RowCondition.parts(part, "and");
            return conditions.stream().anyMatch(this::isDifference)
                    && conditions.stream()
                            .allMatch(one ->
                                    isDifference(one) || filledOnly && RowCondition.endsWith(one, "is", "not", "null"));
        });
    }

    /** Whether it counts each row of the table that has a value in the one place and none in the other. */
    boolean countsUnfilled(Gate.Query query) {
        return alternatives(query).stream().anyMatch(part -> {
            List<List<String>> conditions = RowCondition.parts(part, "and");
            return conditions.size() == 2
                    && conditions.stream().anyMatch(one -> isValue(one, "is", "null"))
                    && conditions.stream().anyMatch(one -> isValue(one, "is", "not", "null"))
                    && areBoth(conditions.get(0), conditions.get(1));
        });
    }

    /** What follows WHERE in a question about one table's rows, at each OR: rows that one part leaves out, another may count. */
    private List<List<String>> alternatives(Gate.Query query) {
        List<String> tokens = new ArrayList<>(PlainSql.tokens(query.sql()));
        tokens.removeIf(";"::equals);
        mappings.forEach(mapping -> mapping.collapse(tokens));
        List<String> from = from(tokens);
        int where = from.indexOf("where");
        if (where <= 0 || !isOneTable(from.subList(0, where))) {
            return List.of();
        }
        return RowCondition.parts(RowTrial.unbracketed(from.subList(where + 1, from.size())), "or").stream()
                .map(RowTrial::unbracketed)
                .toList();
    }

    /** What follows FROM where rows are counted, or asked whether there are any; empty for another question. */
    private static List<String> from(List<String> tokens) {
        int end = tokens.size();
        if (startsWith(tokens, NONE) && RowTrial.closing(tokens, NONE.size() - 1) == end - 1) {
            return tokens.subList(tokens.indexOf("from") + 1, end - 1);
        }
        return COUNTS.stream()
                .filter(count -> startsWith(tokens, count))
                .findFirst()
                .map(count -> tokens.subList(count.size(), end))
                .orElse(List.of());
    }

    private static boolean startsWith(List<String> tokens, List<String> words) {
        return tokens.size() > words.size() && tokens.subList(0, words.size()).equals(words);
    }

    /** A name, with a schema and an alias at most. */
    private static boolean isOneTable(List<String> from) {
        return !from.isEmpty()
                && from.size() <= 6
                && Collections.disjoint(from, Set.of(",", "(", "join", "tablesample", "cross", "natural"));
    }

    private boolean isDifference(List<String> condition) {
        List<String> words = StandIn.uncast(condition);
        return DIFFERENT.stream().anyMatch(operator -> {
            int at = Collections.indexOfSubList(words, operator);
            int next = at + operator.size();
            return at > 0
                    && isMapped(words.subList(0, at))
                    && isMapped(words.subList(next, words.size()))
                    && areBoth(words.subList(0, at), words.subList(next, words.size()));
        });
    }

    private boolean isValue(List<String> condition, String... end) {
        return RowCondition.endsWith(condition, end)
                && isMapped(StandIn.uncast(condition.subList(0, condition.size() - end.length)));
    }

    /** Only a place, or what the mapping makes of it; any other function or operator may make two values one. */
    private boolean isMapped(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            boolean qualifies = i + 1 < words.size() && words.get(i + 1).equals(".");
            String word = words.get(i);
            if (!qualifies && !word.equals(".") && !old.contains(word) && !fresh.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** One of them is about the old place and the other about the new one, though one name may be that of both, one after the other. */
    private boolean areBoth(List<String> left, List<String> right) {
        return Collections.disjoint(columns(left), columns(right))
                && (isOf(left, old) && isOf(right, fresh) || isOf(left, fresh) && isOf(right, old));
    }

    private boolean isOf(List<String> words, Set<String> place) {
        return !columns(words).isEmpty() && place.containsAll(columns(words));
    }

    private Set<String> columns(List<String> words) {
        Set<String> columns = new HashSet<>(words);
        columns.removeIf(word -> !old.contains(word) && !fresh.contains(word));
        return columns;
    }
}
