package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A lazy association that leads to the column: rows are read when code asks for more than the reference itself.
 *
 * @param further what comes with the target's rows, when the column is not in those themselves
 * @param compares whether the target says itself when two of it are equal, for which a proxy needs its row
 */
record Walk(EntityFact entity, PropertyFact property, EntityFact target, List<PropertyFact> further, boolean compares) {

    /** A proxy answers these itself. */
    private static final Set<String> WITHOUT_ROWS = Set.of("getClass", "wait", "notify", "notifyAll");

    private static final Set<String> COMPARISONS = Set.of("equals", "hashCode");

    String getter() {
        return "get" + Character.toUpperCase(property.name().charAt(0))
                + property.name().substring(1);
    }

    boolean isCollection() {
        return property.kind() == PropertyFact.Kind.TO_MANY;
    }

    /** Whether a call on what the association holds reads rows. */
    boolean isLoadedBy(String method) {
        if (WITHOUT_ROWS.contains(method)) {
            return false;
        }
        if (isCollection()) {
            return !method.equals("add") && !method.equals("addAll") || !isQueued();
        }
        return COMPARISONS.contains(method) ? compares : !identifierGetters().contains(method);
    }

    /**
     * An inverse bag or list notes what is added and reads nothing (Hibernate ORM User Guide, "Bags"); a set must know whether the
     * element is there.
     */
    private boolean isQueued() {
        String declared = property.member().type().simpleName();
        boolean sorted = property.member().hasAny(Set.of("SortNatural", "SortComparator", "Sort"));
        return (declared.equals("List") || declared.equals("Collection"))
                && !sorted
                && property.columns().isEmpty();
    }

    /** A proxy knows its identifier. */
    private Set<String> identifierGetters() {
        Set<String> annotated = target.properties().stream()
                .filter(each -> each.member().has("Id") || each.member().has("EmbeddedId"))
                .map(each -> "get" + Character.toUpperCase(each.name().charAt(0))
                        + each.name().substring(1))
                .collect(Collectors.toSet());
        if (!annotated.isEmpty()) {
            return annotated;
        }
        return target.property("id").isPresent()
                ? Set.of("getId")
                : Set.of("get" + target.type().simpleName() + "Id");
    }

    String words() {
        return "the lazy `" + entity.entityName() + "." + property.path() + "`, which loads `" + target.entityName()
                + "`" + (further.isEmpty() ? "" : " and with it " + RepositoryFinder.words(further));
    }
}
