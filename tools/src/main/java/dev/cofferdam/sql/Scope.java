package dev.cofferdam.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that one query level sees. */
final class Scope {
    /**
     * A FROM item.
     *
     * @param aliased whether the name was given in the query, so that it cannot be a column of the table
     * @param onlyQualified whether its columns need the qualifier, as EXCLUDED's and OLD's do
     */
    record Source(String name, boolean aliased, Relation relation, boolean onlyQualified) {}

    final Optional<Scope> outer;
    final List<Source> sources = new ArrayList<>();
    final Set<String> outputAliases = new HashSet<>();
    private final Map<String, Relation> withQueries = new HashMap<>();

    Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    void define(String withQuery, Relation relation) {
        withQueries.put(withQuery, relation);
    }

    /**
     * What a FROM item's subquery sees of the level it stands in: WITH queries, and after LATERAL the items before it, but never
     * the items that follow, nor itself.
     */
    Scope seenFromInside(boolean lateral) {
        Scope seen = new Scope(outer);
        seen.withQueries.putAll(withQueries);
        if (lateral) {
            seen.sources.addAll(sources);
        }
        return seen;
    }

    Optional<Relation> withQuery(String name) {
        Relation own = withQueries.get(name);
        return own != null ? Optional.of(own) : outer.flatMap(scope -> scope.withQuery(name));
    }

    Optional<Source> source(String name) {
        return sources.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .or(() -> outer.flatMap(scope -> scope.source(name)));
    }
}
