package dev.cofferdam.scan.hits;

import dev.cofferdam.scan.java.Carriers;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Which files can hold values of a type, and of what can stand for it. Finders in several threads ask for the same types. */
final class Kin {

    /** Entities below a class through which calls are still followed. */
    private static final int MOST_ENTITIES = 5;

    private final JavaIndex index;
    private final Entities entities;
    private final Map<Set<String>, Carriers> carriers = new ConcurrentHashMap<>();
    private final Map<String, Boolean> shared = new ConcurrentHashMap<>();

    Kin(JavaIndex index, Entities entities) {
        this.index = index;
        this.entities = entities;
    }

    Carriers carriers(TypeFact... types) {
        Set<String> kin = new TreeSet<>();
        for (TypeFact type : types) {
            kin.add(type.simpleName());
            index.ancestors(type).stream().filter(each -> !isShared(each)).forEach(each -> kin.add(each.simpleName()));
            index.descendants(type).forEach(each -> kin.add(each.simpleName()));
        }
        return carriers.computeIfAbsent(Set.copyOf(kin), each -> Carriers.of(each, index));
    }

    boolean isShared(TypeFact type) {
        return shared.computeIfAbsent(
                type.name(),
                name -> index.descendants(type).stream()
                                .filter(each -> entities.of(each).isPresent())
                                .count()
                        > MOST_ENTITIES);
    }
}
