package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.words.Tokens;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Entities with a property of some name, and which of them a file names. Files are asked again for each string of theirs. */
final class NamedEntities {

    private final Scan scan;
    private final Map<String, List<EntityFact>> having = new HashMap<>();
    private final Map<String, Set<String>> names = new HashMap<>();

    NamedEntities(Scan scan) {
        this.scan = scan;
    }

    /** Those with a property of this name. */
    List<EntityFact> having(String property) {
        return having.computeIfAbsent(property, name -> scan.entities().all().stream()
                .filter(entity -> entity.properties().stream()
                        .anyMatch(each -> each.name().equals(name)))
                .toList());
    }

    /** Those with a property of this name that the file of a type names. */
    List<EntityFact> having(String property, TypeFact context) {
        Set<String> named = names.computeIfAbsent(context.path(), this::named);
        return having(property).stream()
                .filter(entity -> named.contains(entity.type().simpleName()))
                .toList();
    }

    private Set<String> named(String path) {
        Set<String> all = new HashSet<>();
        scan.entities().all().forEach(entity -> all.add(entity.type().simpleName()));
        return Tokens.heldBy(scan.index().source(path).text(), all);
    }
}
