package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What follows for the column when code loads or stores an entity as a whole: its own row, or rows that come with it. */
final class WholeRows {

    /** Calls that insert a row and never update one. */
    private static final Set<String> INSERTS =
            Set.of("persist", "insert", "persistAndFlush", "persistFlushFind", "persistAndGetId");

    private final Scan scan;

    WholeRows(Scan scan) {
        this.scan = scan;
    }

    /** Whole rows of the entity are read at a place. */
    Optional<Hit> read(Spot spot, EntityFact entity, Confidence confidence, String token) {
        if (scan.entities().loads(entity, scan.column())) {
            return Optional.of(new Hit(
                    spot,
                    Access.READ,
                    Style.ENTITY_READ,
                    confidence,
                    token,
                    "reads whole rows of `" + entity.entityName() + "`"));
        }
        return along(spot, entity, confidence, token, scan.entities().eagerPath(entity, scan.column()), Access.READ);
    }

    /** Whole rows of the entity are written at a place. */
    Optional<Hit> write(Spot spot, EntityFact entity, Confidence confidence, String token) {
        boolean inserts = INSERTS.contains(token);
        if (inserts ? isInserted(entity) : scan.entities().stores(entity, scan.column())) {
            return Optional.of(new Hit(
                    spot,
                    Access.WRITE,
                    Style.ENTITY_WRITE,
                    confidence,
                    token,
                    "writes whole rows of `" + entity.entityName() + "`"));
        }
        return along(spot, entity, confidence, token, scan.entities().cascadePath(entity, scan.column()), Access.WRITE);
    }

    private boolean isInserted(EntityFact entity) {
        return scan.entities().withSubclasses(entity).stream()
                .flatMap(each -> Entities.mapping(each, scan.column()).stream())
                .anyMatch(property -> property.kind() != PropertyFact.Kind.TO_MANY
                        && UpdatedColumns.inserts(property, scan.column()));
    }

    /** The entity is handed to be deleted: the rows that are deleted with it are loaded first. */
    Optional<Hit> delete(Spot spot, EntityFact entity, Confidence confidence, String token) {
        List<PropertyFact> path = scan.entities().deletePath(entity, scan.column());
        return path.isEmpty()
                ? Optional.empty()
                : Optional.of(new Hit(
                        spot,
                        Access.READ,
                        Style.ASSOCIATION_READ,
                        confidence,
                        token,
                        "deleting `" + entity.entityName() + "` first loads " + RepositoryFinder.words(path)));
    }

    private static Optional<Hit> along(
            Spot spot, EntityFact entity, Confidence confidence, String token, List<PropertyFact> path, Access access) {
        boolean reads = access == Access.READ;
        return path.isEmpty()
                ? Optional.empty()
                : Optional.of(new Hit(
                        spot,
                        access,
                        reads ? Style.ASSOCIATION_READ : Style.ENTITY_WRITE,
                        confidence,
                        token,
                        (reads ? "loading `" : "saving `") + entity.entityName() + "` takes "
                                + RepositoryFinder.words(path) + " with it"));
    }
}
