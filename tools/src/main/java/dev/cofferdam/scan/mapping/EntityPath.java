package dev.cofferdam.scan.mapping;

import java.util.List;
import java.util.Optional;

/**
 * Where a path over entities has led: an entity, and inside it the embeddable that the path has entered.
 *
 * @param prefix path of the embedding property with its dot, else empty
 */
public record EntityPath(EntityFact entity, String prefix) {

    /** The entity itself. */
    public static EntityPath of(EntityFact entity) {
        return new EntityPath(entity, "");
    }

    /** The property of that name here, one of a subclass included: criteria may treat and downcast. */
    public Optional<PropertyFact> property(String name, Entities entities) {
        List<EntityFact> all = entities.withSubclasses(entity);
        return all.stream()
                .flatMap(each -> each.property(prefix + name).stream())
                .findFirst();
    }

    /** What lies behind the property: the entity it refers to, or the embeddable it holds. */
    public Optional<EntityPath> step(String name, Entities entities) {
        Optional<PropertyFact> property = property(name, entities);
        if (property.isEmpty()) {
            return Optional.empty();
        }
        boolean inside = property.get().kind() == PropertyFact.Kind.EMBEDDED
                || property.get().kind() == PropertyFact.Kind.ELEMENTS
                        && !property.get().isAssociation();
        return inside
                ? Optional.of(new EntityPath(entity, prefix + name + "."))
                : property.get().target().flatMap(entities::of).map(EntityPath::of);
    }

    /** The property at the end of a dotted path. */
    public Optional<PropertyFact> follow(String dotted, Entities entities) {
        Optional<EntityPath> at = Optional.of(this);
        String rest = dotted;
        for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.')) {
            String first = rest.substring(0, dot);
            at = at.flatMap(place -> place.step(first, entities));
            rest = rest.substring(dot + 1);
        }
        String last = rest;
        return at.flatMap(place -> place.property(last, entities));
    }
}
