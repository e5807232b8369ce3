package dev.cofferdam.scan;

import java.util.List;
import java.util.Optional;

/**
 * An entity with its properties, inherited ones included.
 *
 * @param entityName as JPQL calls it
 * @param table physical name
 */
record EntityFact(
        TypeFact type, String entityName, String table, List<PropertyFact> properties, boolean dynamicUpdate) {

    Optional<PropertyFact> property(String path) {
        return properties.stream().filter(each -> each.path().equals(path)).findFirst();
    }

    /** Not of all that it holds, which is a tree of some hundred records. */
    @Override
    public int hashCode() {
        return type.hashCode();
    }
}
