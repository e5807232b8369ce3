package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.words.XmlNode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Labels of result columns in mapping files: what native queries select, by the names under which objects are filled from it. */
final class XmlResultFinder {

    /** An element whose {@code column} is a label. Of {@code column-result} it is the {@code name}. */
    private static final Set<String> LABELS = Set.of("field-result", "return-scalar", "return-property");

    private final Scan scan;
    private final SqlReading reading;

    XmlResultFinder(Scan scan, SqlReading reading) {
        this.scan = scan;
        this.reading = reading;
    }

    void find(SourceFile file, XmlNode root) {
        root.all().forEach(node -> {
            switch (node.name()) {
                case "sql-query" -> labels(node).forEach(label -> add(file, label, reads(node.text())));
                case "sql-result-set-mapping" -> findInMapping(file, root, node);
                default -> {}
            }
        });
    }

    /** A mapping of an entity on another table has nothing to do with the column. */
    private void findInMapping(SourceFile file, XmlNode root, XmlNode mapping) {
        Optional<Boolean> read = root.all()
                .filter(node -> node.name().equals("named-native-query")
                        && node.value("result-set-mapping").equals(mapping.value("name")))
                .flatMap(node -> node.children("query"))
                .map(query -> reads(query.text()))
                .reduce((one, other) -> one || other);
        labels(mapping, "column-result").forEach(label -> read.ifPresent(reads -> add(file, label, reads)));
        mapping.children("entity-result")
                .filter(entity ->
                        entity.value("entity-class").filter(this::isOfTable).isPresent())
                .flatMap(this::labels)
                .forEach(label -> add(file, label, read.orElse(true)));
    }

    private boolean isOfTable(String type) {
        return scan.entities().mappings(scan.column()).stream()
                .map(mapping -> mapping.entity().type())
                .anyMatch(each -> each.name().equals(type) || each.simpleName().equals(type));
    }

    private boolean reads(String sql) {
        return reading.read(sql).stream().anyMatch(use -> use.access().reads());
    }

    private Stream<XmlNode> labels(XmlNode node) {
        return node.all().filter(each -> LABELS.contains(each.name())).filter(each -> each.value("column")
                .filter(scan.column().column()::equalsIgnoreCase)
                .isPresent());
    }

    private Stream<XmlNode> labels(XmlNode node, String element) {
        return node.children(element).filter(each -> each.value("name")
                .filter(scan.column().column()::equalsIgnoreCase)
                .isPresent());
    }

    private void add(SourceFile file, XmlNode label, boolean reads) {
        if (reads) {
            scan.add(new Hit(
                    Spot.of(file, label.lineOf(scan.column().column())),
                    Access.READ,
                    Style.RESULT_COLUMN,
                    Confidence.LIKELY,
                    scan.column().column(),
                    "fetched by label from what a native query selects of " + scan.column()));
        }
    }
}
