package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.mapping.PropertyFact.MappedColumn;
import dev.cofferdam.scan.mapping.PropertyFact.WrittenAt;
import dev.cofferdam.scan.words.Tokens;
import java.util.Optional;

/** Where the mapping names the column: the annotated field or getter, or an override elsewhere. */
public final class MappingFinder implements StyleFinder {

    private final Scan scan;

    public MappingFinder(Scan scan) {
        this.scan = scan;
    }

    @Override
    public void find() {
        for (Entities.Mapping mapping : scan.entities().mappings(scan.column())) {
            for (MappedColumn mapped : mapping.property().columns()) {
                if (Entities.isColumn(mapped, scan.column())) {
                    scan.add(hit(mapping, mapped));
                    if (mapped.named().filter(WrittenAt::isInFileOfItsOwn).isPresent()) {
                        addField(mapping);
                    }
                }
            }
        }
    }

    private Hit hit(Entities.Mapping mapping, MappedColumn mapped) {
        PropertyFact property = mapping.property();
        Spot spot = mapped.named()
                .map(at -> new Spot(at.path(), at.line(), Optional.of(at.type().name()), Optional.of(at.member())))
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
                token(property, mapped),
                reason);
    }

    /** A mapping file may name the property alone, whose column then has its name by default. */
    private String token(PropertyFact property, MappedColumn mapped) {
        boolean named = mapped.named()
                .filter(at -> !at.isInFileOfItsOwn()
                        || Tokens.has(scan.tree().file(at.path()).lines().get(at.line() - 1), mapped.column()))
                .isPresent();
        return named ? mapped.column() : property.member().name();
    }

    /** A mapping file names the field, which then is a place to look at as its accessors are. */
    private void addField(Entities.Mapping mapping) {
        PropertyFact property = mapping.property();
        scan.add(new Hit(
                Spot.of(
                        property.declaring(),
                        property.member().name(),
                        property.member().line()),
                Access.MAPPING,
                Style.ACCESSOR,
                Confidence.CERTAIN,
                property.member().name(),
                "the member that a mapping file maps to " + scan.column()));
    }
}
