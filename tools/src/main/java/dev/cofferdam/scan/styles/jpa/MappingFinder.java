package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.PropertyFact;
import dev.cofferdam.scan.mapping.PropertyFact.MappedColumn;
import dev.cofferdam.scan.mapping.PropertyFact.WrittenAt;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.words.Tokens;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Where the mapping names the column: the annotated field or getter, or an override elsewhere. */
public final class MappingFinder implements StyleFinder {

    private final Scan scan;

    public MappingFinder(Scan scan) {
        this.scan = scan;
    }

    @Override
    public void find() {
        findReferences();
        for (Entities.Mapping mapping : scan.entities().mappings(scan.column())) {
            for (MappedColumn mapped : mapping.property().columns()) {
                if (Entities.isColumn(mapped, scan.column())) {
                    scan.add(hit(mapping, mapped));
                    mapping.property()
                            .member()
                            .annotations()
                            .forEach(annotation ->
                                    addConstants(annotation, mapping.property().declaring()));
                    if (mapped.named().filter(WrittenAt::isInFileOfItsOwn).isPresent()) {
                        addField(mapping);
                    }
                }
            }
        }
    }

    /** Constants that an annotation names the column with: they hold its name in its stead. */
    private void addConstants(AnnotationFact annotation, TypeFact context) {
        annotation.members().values().forEach(value -> addConstants(value, context, Set.of()));
    }

    private void addConstants(ConstantText value, TypeFact context, Set<String> passed) {
        if (value instanceof ConstantText.Nested nested) {
            addConstants(nested.annotation(), context);
        } else if (value instanceof ConstantText.Several several) {
            several.values().forEach(each -> addConstants(each, context, passed));
        } else if (value instanceof ConstantText.Name name
                && !passed.contains(name.name())
                && scan.index()
                        .text(value, context)
                        .filter(text -> text.equalsIgnoreCase(scan.column().column()))
                        .isPresent()) {
            scan.index().constant(name.name(), context).ifPresent(constant -> {
                scan.add(hit(constant));
                Set<String> longer = new HashSet<>(passed);
                longer.add(name.name());
                constant.field().initializer().ifPresent(next -> addConstants(next, constant.owner(), longer));
            });
        }
    }

    /** A foreign key that is declared elsewhere may name the column that it refers to. */
    private void findReferences() {
        for (EntityFact entity : scan.entities().all()) {
            for (PropertyFact property : entity.properties()) {
                boolean toTable = property.target()
                        .flatMap(scan.entities()::of)
                        .filter(target -> scan.entities().withSubclasses(target).stream()
                                .anyMatch(each ->
                                        !Entities.mapping(each, scan.column()).isEmpty()))
                        .isPresent();
                if (toTable && property.member().annotations().stream().anyMatch(each -> refers(each, property))) {
                    scan.add(new Hit(
                            Spot.of(
                                    property.declaring(),
                                    property.member().name(),
                                    property.member().line()),
                            Access.MAPPING,
                            Style.MAPPING,
                            Confidence.CERTAIN,
                            scan.column().column(),
                            "`" + entity.entityName() + "." + property.path() + "` refers to " + scan.column()
                                    + " by name"));
                }
            }
        }
    }

    private boolean refers(AnnotationFact annotation, PropertyFact property) {
        return annotation.members().entrySet().stream()
                .anyMatch(member -> member.getKey().equals("referencedColumnName")
                                && scan.index()
                                        .text(member.getValue(), property.declaring())
                                        .filter(name -> scan.naming()
                                                        .strategy()
                                                        .physical(name)
                                                        .equalsIgnoreCase(
                                                                scan.column().column())
                                                || name.equalsIgnoreCase(
                                                        scan.column().column()))
                                        .isPresent()
                        || annotation.nested(member.getKey()).stream().anyMatch(each -> refers(each, property)));
    }

    private Hit hit(JavaIndex.Constant constant) {
        TypeFact.FieldFact field = constant.field();
        boolean holdsName = field.initializer()
                .filter(ConstantText.Literal.class::isInstance)
                .isPresent();
        return new Hit(
                Spot.of(constant.owner(), field.name(), field.line()),
                Access.MAPPING,
                Style.MAPPING,
                Confidence.CERTAIN,
                holdsName ? scan.column().column() : field.name(),
                "the constant that a mapping names " + scan.column() + " with");
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
