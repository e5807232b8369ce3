package dev.cofferdam.scan.styles.values;

import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.TypeMembers;
import dev.cofferdam.scan.types.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The classes whose objects hold the column's value by mapping, for those who ask for a property by its name. */
final class MappedRows {

    private final Scan scan;
    private final TypeMembers members;
    private final List<Entities.Mapping> mappings;

    MappedRows(Scan scan) {
        this.scan = scan;
        members = new TypeMembers(scan.index());
        // What getClass() gives is the value of no column.
        mappings = scan.entities().mappings(scan.column()).stream()
                .filter(mapping -> !mapping.property().name().equals("class"))
                .toList();
    }

    List<Entities.Mapping> mappings() {
        return mappings;
    }

    /** The mapping whose property an object of this type has; of embeddables that of their own class. */
    Optional<Entities.Mapping> of(TypeFact type) {
        return mappings.stream().filter(mapping -> holds(type, mapping)).findFirst();
    }

    private boolean holds(TypeFact type, Entities.Mapping mapping) {
        TypeFact entity = mapping.entity().type();
        TypeFact declaring = mapping.property().declaring();
        boolean embedded = !scan.index().isSubtype(entity, declaring);
        return scan.index().isSubtype(type, embedded ? declaring : entity);
    }

    /** Whether the project's type has a property of this name, as a field, by an accessor, or by what a library makes of a field. */
    boolean has(TypeFact type, String property) {
        return members.withAncestors(type).stream()
                .anyMatch(level ->
                        level.field(property).filter(field -> !field.isStatic()).isPresent()
                                || level.methods().stream()
                                        .anyMatch(method -> !method.isStatic()
                                                && Accessors.of(property).containsKey(method.name())));
    }

    /** The type of a property, through inherited fields and getters. */
    Optional<Typed> step(Typed type, String property) {
        return type.fact().flatMap(fact -> members.property(fact, property, type));
    }

    /** Follows a dotted path and says whether it ends at the mapped property; the path's own type comes first. */
    boolean leadsThere(Typed from, List<String> path) {
        Optional<Typed> at = Optional.of(from);
        for (String step : path.subList(0, path.size() - 1)) {
            at = at.flatMap(type -> step(type, step));
        }
        String last = path.get(path.size() - 1);
        return at.flatMap(Typed::fact)
                .flatMap(this::of)
                .filter(mapping -> mapping.property().name().equals(last))
                .isPresent();
    }

    /** Names of all mapped properties. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        mappings.forEach(mapping -> names.add(mapping.property().name()));
        return names;
    }

    /** Simple names of the classes that hold the value. */
    Set<String> types() {
        Set<String> types = new TreeSet<>();
        mappings.forEach(mapping -> {
            types.add(mapping.entity().type().simpleName());
            types.add(mapping.property().declaring().simpleName());
        });
        return types;
    }
}
