package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.JpqlReader;
import dev.cofferdam.scan.statements.JpqlReading;
import dev.cofferdam.scan.statements.SelectList;
import dev.cofferdam.scan.statements.SqlReading;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Projection interfaces behind a query that is written out: a getter hands out the result that bears its name (Spring Data JPA,
 * "Projections": the query has to give its results the names of the projection's properties).
 */
final class QueryProjections {

    private final Scan scan;
    private final SqlReading reading;

    QueryProjections(Scan scan) {
        this.scan = scan;
        reading = new SqlReading(scan.column(), scan.schema());
    }

    void find(RepositoryMethods.Declared declared, EntityFact entity) {
        Optional<AnnotationFact> query = declared.method().annotations().stream()
                .filter(each -> each.name().equals("Query") || each.name().equals("NativeQuery"))
                .findFirst();
        Optional<TypeFact> projection = RepositoryMethods.projection(declared, entity, scan)
                .filter(type -> type.kind() == TypeFact.Kind.INTERFACE);
        Optional<String> text = query.flatMap(each -> each.member("value"))
                .flatMap(value -> scan.index().text(value, declared.in()));
        if (projection.isEmpty() || text.isEmpty()) {
            return;
        }
        boolean isNative = query.filter(each -> each.name().equals("NativeQuery") || each.isTrue("nativeQuery"))
                .isPresent();
        offsets(text.get(), isNative, entity)
                .flatMap(offset -> SelectList.alias(text.get(), offset).stream())
                .distinct()
                .forEach(alias -> add(projection.get(), alias, declared));
    }

    private Stream<Integer> offsets(String text, boolean isNative, EntityFact entity) {
        return isNative
                ? reading.read(text).stream().filter(use -> !use.star()).map(SqlReading.Use::offset)
                : JpqlReader.read(
                                text,
                                scan.entities(),
                                entity.entityName(),
                                entity.type().path())
                        .uses()
                        .stream()
                        .filter(use -> Entities.maps(use.property(), scan.column()))
                        .map(JpqlReading.PathUse::offset);
    }

    private void add(TypeFact projection, String alias, RepositoryMethods.Declared declared) {
        String plain = alias.replace("_", "");
        projection.methods().stream()
                .filter(method -> Accessors.propertyOfGetter(method.name())
                        .filter(plain::equalsIgnoreCase)
                        .isPresent())
                .forEach(getter -> scan.add(new Hit(
                        Spot.of(projection, getter.name(), getter.line()),
                        Access.READ,
                        Style.ACCESSOR,
                        Confidence.CERTAIN,
                        getter.name(),
                        "hands out what `" + declared.method().name() + "` selects as `" + alias + "`, which is "
                                + scan.column())));
    }
}
