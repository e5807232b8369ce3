package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.XmlMappings;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.statements.JpqlReader;
import dev.cofferdam.scan.statements.JpqlReading;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.words.XmlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Queries that are kept under a name, and what each of them does with the column: those who run them write the name alone. */
final class NamedQueries {

    private static final Map<String, Boolean> IS_JPQL = Map.of(
            "NamedQuery", true,
            "NamedNativeQuery", false,
            "named-query", true,
            "named-native-query", false,
            "query", true,
            "sql-query", false);

    private final Scan scan;
    private final SqlReading reading;
    private final Map<String, List<Use>> byName = new LinkedHashMap<>();

    /** What a query does with the column. */
    record Use(Access access, Style style, Confidence confidence, String what) {}

    NamedQueries(Scan scan) {
        this.scan = scan;
        reading = new SqlReading(scan.column(), scan.schema());
        for (String annotation : List.of("NamedQuery", "NamedQueries", "NamedNativeQuery", "NamedNativeQueries")) {
            for (TypeFact type : scan.index().annotated(annotation)) {
                type.annotations().stream()
                        .filter(each -> each.name().equals(annotation))
                        .forEach(each -> addAnnotation(each, type));
            }
        }
        XmlMappings.files(scan.tree()).forEach(this::addXml);
        for (QueryBundles.Named named : QueryBundles.of(scan)) {
            add(named.name(), of(named));
        }
    }

    Map<String, List<Use>> byName() {
        return byName;
    }

    private void addAnnotation(AnnotationFact annotation, TypeFact type) {
        Boolean jpql = IS_JPQL.get(annotation.name());
        if (jpql == null) {
            annotation.nested("value").forEach(each -> addAnnotation(each, type));
            return;
        }
        Optional<String> name =
                annotation.member("name").flatMap(each -> scan.index().text(each, type));
        Optional<String> query =
                annotation.member("query").flatMap(each -> scan.index().text(each, type));
        if (name.isPresent() && query.isPresent()) {
            add(name.get(), query.get(), jpql, type.path());
        }
    }

    private void addXml(SourceFile file) {
        XmlNode.read(file.text()).ifPresent(root -> root.all()
                .filter(node ->
                        IS_JPQL.containsKey(node.name()) && node.value("name").isPresent())
                .forEach(node -> add(
                        node.value("name").orElseThrow(),
                        node.children("query").findFirst().map(XmlNode::text).orElse(node.text()),
                        Boolean.TRUE.equals(IS_JPQL.get(node.name())),
                        file.path())));
    }

    private void add(String name, String query, boolean jpql, String path) {
        add(name, jpql ? ofJpql(query, path) : ofSql(query));
    }

    private void add(String name, List<Use> uses) {
        if (!uses.isEmpty()) {
            byName.merge(name, uses, (one, other) -> one);
        }
    }

    /** A repository's method may say that its query is native, in which case no entity bears the name of what it selects from. */
    List<Use> of(QueryBundles.Named named) {
        List<Use> uses =
                named.isSql() ? List.of() : ofJpql(named.query(), named.file().path());
        return uses.isEmpty() ? ofSql(named.query()) : uses;
    }

    private List<Use> ofSql(String query) {
        return reading.read(query).stream()
                .map(use -> new Use(
                        use.access(), use.star() ? Style.STAR : Style.NATIVE_QUERY, use.confidence(), use.reason()))
                .toList();
    }

    private List<Use> ofJpql(String query, String path) {
        JpqlReading jpql = JpqlReader.read(query, scan.entities(), "", path);
        List<Use> uses = new ArrayList<>();
        jpql.uses().stream()
                .filter(use -> Entities.maps(use.property(), scan.column()))
                .map(use -> new Use(
                        use.access(),
                        Style.JPQL,
                        Confidence.CERTAIN,
                        "names `" + use.entity().entityName() + "."
                                + use.property().path() + "`"))
                .forEach(uses::add);
        if (uses.isEmpty()) {
            jpql.whole().stream()
                    .filter(entity -> scan.entities().loads(entity, scan.column()))
                    .map(entity -> new Use(
                            Access.READ,
                            Style.ENTITY_READ,
                            Confidence.CERTAIN,
                            "reads whole rows of `" + entity.entityName() + "`"))
                    .forEach(uses::add);
        }
        return uses;
    }
}
