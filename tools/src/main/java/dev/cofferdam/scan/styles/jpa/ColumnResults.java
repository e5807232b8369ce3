package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.SqlReading;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code @ColumnResult(name = "telephone")}: the label by which a mapping fetches what a named native query selects. */
final class ColumnResults {

    private final Scan scan;

    ColumnResults(Scan scan) {
        this.scan = scan;
    }

    void find() {
        Set<String> reading = reading();
        all("SqlResultSetMapping", "SqlResultSetMappings")
                .filter(each -> text(each, "name").filter(reading::contains).isPresent())
                .forEach(each -> each.annotation().nested("columns").stream()
                        .filter(column -> text(new At(each.type(), column), "name")
                                .filter(scan.column().column()::equalsIgnoreCase)
                                .isPresent())
                        .forEach(column -> add(each.type(), column)));
    }

    private record At(TypeFact type, AnnotationFact annotation) {}

    /** Names of the mappings that are filled from a query which reads the column. */
    private Set<String> reading() {
        SqlReading sql = new SqlReading(scan.column(), scan.schema());
        Set<String> names = new HashSet<>();
        all("NamedNativeQuery", "NamedNativeQueries")
                .filter(each -> text(each, "query")
                        .filter(query -> sql.read(query).stream()
                                .anyMatch(use -> use.access().reads()))
                        .isPresent())
                .forEach(each -> text(each, "resultSetMapping").ifPresent(names::add));
        return names;
    }

    /** Annotations of a kind, those in a list of them too. */
    private Stream<At> all(String one, String several) {
        return Stream.of(one, several)
                .flatMap(name -> scan.index().annotated(name).stream().flatMap(type -> type.annotations().stream()
                        .filter(each -> each.name().equals(name))
                        .flatMap(each -> name.equals(one) ? Stream.of(each) : each.nested("value").stream())
                        .map(each -> new At(type, each))));
    }

    private Optional<String> text(At at, String member) {
        return at.annotation().member(member).flatMap(each -> scan.index().text(each, at.type()));
    }

    private void add(TypeFact type, AnnotationFact column) {
        scan.add(new Hit(
                new Spot(type.path(), column.line(), Optional.of(type.name()), Optional.empty()),
                Access.READ,
                Style.RESULT_COLUMN,
                Confidence.LIKELY,
                scan.column().column(),
                "`@ColumnResult` fetches by label what a named query selects of " + scan.column()));
    }
}
