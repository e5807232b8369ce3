package dev.cofferdam.scan;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.Hit.Spot;
import dev.cofferdam.scan.PropertyFact.MappedColumn;

/** Where the mapping names the column: the annotated field or getter, or an override elsewhere. */
final class MappingFinder {

    private final Scan scan;

    MappingFinder(Scan scan) {
        this.scan = scan;
    }

    void find() {
        for (Entities.Mapping mapping : scan.entities().mappings(scan.column())) {
            for (MappedColumn mapped : mapping.property().columns()) {
                if (Entities.isColumn(mapped, scan.column())) {
                    scan.add(hit(mapping, mapped));
                }
            }
        }
    }

    private Hit hit(Entities.Mapping mapping, MappedColumn mapped) {
        PropertyFact property = mapping.property();
        Spot spot = mapped.named()
                .map(at -> Spot.of(at.type(), at.member(), at.line()))
                .orElseGet(() -> Spot.of(
                        property.declaring(),
                        property.member().name(),
                        property.member().line()));
        String reason = "maps " + scan.column() + " as `" + mapping.entity().entityName() + "." + property.path()
                + "`, " + mapped.how();
        return new Hit(
                spot,
                Access.MAPPING,
                Style.MAPPING,
                mapped.sure() ? Confidence.CERTAIN : Confidence.LIKELY,
                mapped.named().isPresent() ? mapped.column() : property.member().name(),
                reason);
    }
}
