package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import java.util.Set;

/**
 * What the statements name that Hibernate makes for rows. No UPDATE sets an identifier or a discriminator: they say which row it is
 * and of which class (Jakarta Persistence 2.4, 11.1.12).
 */
final class UpdatedColumns {

    private static final Set<String> IDENTIFIERS = Set.of("Id", "EmbeddedId");
    private static final Set<String> OF_ONE_COLUMN = Set.of("Column", "JoinColumn");

    private UpdatedColumns() {}

    /** Whether an UPDATE of the entity's row sets the column. */
    static boolean updates(EntityFact entity, ColumnRef column) {
        return Entities.mapping(entity, column).stream()
                .filter(property -> !isIdentifier(entity, property) && !isDiscriminator(property))
                .filter(property -> !says(property, "updatable"))
                .flatMap(property -> property.columns().stream())
                .anyMatch(mapped -> Entities.isColumn(mapped, column) && mapped.writable());
    }

    /** Whether an INSERT of a row that the property is in names its column. */
    static boolean inserts(PropertyFact property, ColumnRef column) {
        return !says(property, "insertable")
                && property.columns().stream()
                        .anyMatch(mapped -> Entities.isColumn(mapped, column) && mapped.writable());
    }

    static boolean isIdentifier(EntityFact entity, PropertyFact property) {
        boolean annotated = entity.properties().stream()
                .filter(each -> each.member().annotations().stream()
                        .anyMatch(annotation -> IDENTIFIERS.contains(annotation.name())))
                .anyMatch(each ->
                        property.path().equals(each.path()) || property.path().startsWith(each.path() + "."));
        return annotated || property.path().equals("id");
    }

    private static boolean isDiscriminator(PropertyFact property) {
        return property.path().equals("class");
    }

    private static boolean says(PropertyFact property, String member) {
        return property.member().annotations().stream()
                .anyMatch(each -> OF_ONE_COLUMN.contains(each.name()) && each.isFalse(member));
    }
}
