package dev.cofferdam.scan.mapping;

import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.List;
import java.util.Optional;

/**
 * An entity with its properties, inherited ones included.
 *
 * @param entityName as JPQL calls it
 * @param table physical name
 */
public record EntityFact(
        TypeFact type, String entityName, String table, List<PropertyFact> properties, boolean dynamicUpdate) {

    /** The property at a path of names. */
    public Optional<PropertyFact> property(String path) {
        return properties.stream().filter(each -> each.path().equals(path)).findFirst();
    }

    /** Whether the application gives the identifier, and no version tells a new row from an old one. */
    public boolean hasAssignedIdentifier() {
        List<PropertyFact> identifiers = properties.stream()
                .filter(property -> property.member().has("Id"))
                .toList();
        return !identifiers.isEmpty()
                && properties.stream().noneMatch(property -> property.member().has("Version"))
                && identifiers.stream()
                        .flatMap(property -> property.member().annotations().stream())
                        .noneMatch(each -> each.name().contains("Generat"));
    }

    /** Not of all that it holds, which is a tree of some hundred records. */
    @Override
    public int hashCode() {
        return type.hashCode();
    }
}
