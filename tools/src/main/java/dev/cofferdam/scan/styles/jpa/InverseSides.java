package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import java.util.List;
import java.util.Optional;

/** {@code @OneToMany(mappedBy = "owner")}: the collection's elements are found by the column of the property that it names. */
public final class InverseSides implements StyleFinder {

    private final Scan scan;

    public InverseSides(Scan scan) {
        this.scan = scan;
    }

    @Override
    public void find() {
        List<Entities.Mapping> references = scan.entities().mappings(scan.column()).stream()
                .filter(mapping -> mapping.property().isAssociation())
                .toList();
        if (references.isEmpty()) {
            return;
        }
        for (EntityFact entity : scan.entities().all()) {
            scan.fenced(this, entity.type(), () -> entity.properties()
                    .forEach(property -> inverseOf(property).ifPresent(name -> references.stream()
                            .filter(reference -> reference.property().path().equals(name) && isOn(property, reference))
                            .findFirst()
                            .ifPresent(reference -> add(property, name, reference)))));
        }
    }

    private Optional<String> inverseOf(PropertyFact property) {
        return property.member().annotations().stream()
                .flatMap(annotation -> annotation.member("mappedBy").stream())
                .findFirst()
                .flatMap(value -> scan.index().text(value, property.declaring()));
    }

    private boolean isOn(PropertyFact collection, Entities.Mapping reference) {
        return collection
                .target()
                .filter(target -> scan.index().isSame(target, reference.entity().type())
                        || scan.index().isSubtype(target, reference.entity().type()))
                .isPresent();
    }

    private void add(PropertyFact collection, String name, Entities.Mapping reference) {
        scan.add(new Hit(
                Spot.of(
                        collection.declaring(),
                        collection.member().name(),
                        collection.member().line()),
                Access.READ,
                Style.ACCESSOR,
                Confidence.CERTAIN,
                collection.member().name(),
                "`mappedBy` names `" + reference.entity().entityName() + "." + name
                        + "`, by whose column the elements are found"));
    }
}
