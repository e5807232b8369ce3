package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.hits.StyleFinder;
import dev.cofferdam.scan.mapping.Entities;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.mapping.HbmReader;
import dev.cofferdam.scan.mapping.XmlMappings;
import dev.cofferdam.scan.statements.JpqlReader;
import dev.cofferdam.scan.statements.JpqlReading;
import dev.cofferdam.scan.statements.SqlReading;
import dev.cofferdam.scan.words.XmlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Queries and SQL fragments in mapping files: named queries in JPQL or SQL, formulas, and conditions on the rows of a class. */
public final class XmlQueryFinder implements StyleFinder {

    private static final Map<String, Boolean> IS_JPQL = Map.of(
            "query", true,
            "named-query", true,
            "sql-query", false,
            "named-native-query", false,
            "sql-insert", false,
            "sql-update", false,
            "sql-delete", false);

    private final Scan scan;
    private final SqlReading reading;
    private final Set<String> files = new HashSet<>();

    public XmlQueryFinder(Scan scan) {
        this.scan = scan;
        reading = new SqlReading(scan.column(), scan.schema());
        for (SourceFile file : XmlMappings.files(scan.tree())) {
            if (XmlNode.read(file.text()).isPresent()) {
                files.add(file.path());
            } else {
                scan.note(file.path() + " cannot be read as a mapping file and was searched as text");
            }
        }
    }

    /** Mapping files, which say what they say by their elements; not those that are no XML. */
    @Override
    public Set<String> files() {
        return files;
    }

    @Override
    public void find() {
        files.stream().map(scan.tree()::file).forEach(scan.fenced(this, file -> XmlNode.read(file.text())
                .ifPresent(root -> {
                    root.all().forEach(node -> findIn(file, node));
                    new XmlResultFinder(scan, reading).find(file, root);
                })));
    }

    private void findIn(SourceFile file, XmlNode node) {
        Boolean jpql = IS_JPQL.get(node.name());
        if (jpql != null) {
            XmlNode query = node.children("query")
                    .findFirst()
                    .filter(each -> node.name().startsWith("named"))
                    .orElse(node);
            if (jpql) {
                findJpql(file, query, query.text());
            } else {
                findSql(file, query, query.text(), "a query");
            }
        }
        if (HbmReader.COLLECTIONS.contains(node.name())) {
            findInCollection(file, node);
        }
        if (Set.of("class", "joined-subclass", "union-subclass").contains(node.name())) {
            String table = node.value("table")
                    .or(() -> node.value("name").map(name -> name.substring(name.lastIndexOf('.') + 1)))
                    .map(name -> scan.naming().strategy().physical(name))
                    .orElse("");
            if (table.equalsIgnoreCase(scan.column().table().name())) {
                findFragments(file, node, table);
            }
        }
    }

    /** Order and condition of a collection stand in the query that loads it, on the table of its elements. */
    private void findInCollection(SourceFile file, XmlNode collection) {
        String table = collection
                .value("table")
                .map(name -> scan.naming().strategy().physical(name))
                .or(() -> collection
                        .children("one-to-many")
                        .findFirst()
                        .flatMap(many -> many.value("class"))
                        .flatMap(this::tableOf))
                .orElse("");
        if (table.equalsIgnoreCase(scan.column().table().name())) {
            collection
                    .value("order-by")
                    .ifPresent(text -> findSql(
                            file, collection, "select 1 from " + table + " order by " + text, "a collection's order"));
            collection
                    .value("where")
                    .ifPresent(text -> findSql(
                            file, collection, "select 1 from " + table + " where " + text, "a collection's condition"));
        }
    }

    private Optional<String> tableOf(String type) {
        return scan.entities().all().stream()
                .filter(entity -> entity.type().name().equals(type)
                        || entity.type().simpleName().equals(type))
                .findFirst()
                .map(EntityFact::table);
    }

    /** Formulas and conditions of a class stand in a query on its table. */
    private void findFragments(SourceFile file, XmlNode entity, String table) {
        entity.all().forEach(node -> {
            node.value("formula")
                    .ifPresent(text -> findSql(file, node, "select " + text + " from " + table, "a formula"));
            if (node.name().equals("formula")) {
                findSql(file, node, "select " + node.text() + " from " + table, "a formula");
            }
        });
        entity.value("where")
                .ifPresent(text -> findSql(
                        file, entity, "select 1 from " + table + " where " + text, "a condition of every load"));
        entity.children("filter").forEach(filter -> filter.value("condition")
                .ifPresent(text -> findSql(file, filter, "select 1 from " + table + " where " + text, "a filter")));
    }

    private void findSql(SourceFile file, XmlNode node, String sql, String what) {
        List<SqlReading.Use> uses = reading.read(sql);
        for (SqlReading.Use use : uses) {
            String token = use.star() ? "" : scan.column().column();
            scan.add(new Hit(
                    spot(file, node, token),
                    use.access(),
                    use.star() ? Style.STAR : Style.NATIVE_QUERY,
                    use.confidence(),
                    token,
                    what + " in the mapping file: " + use.reason(),
                    what.equals("a query") ? Optional.of(sql.strip()) : Optional.empty()));
        }
    }

    private void findJpql(SourceFile file, XmlNode node, String text) {
        JpqlReading jpql = JpqlReader.read(text, scan.entities(), "", file.path());
        boolean named = false;
        for (Access access : List.of(Access.WRITE, Access.READ)) {
            Optional<JpqlReading.PathUse> use = jpql.uses().stream()
                    .filter(each -> each.access() == access && Entities.maps(each.property(), scan.column()))
                    .findFirst();
            if (use.isPresent()) {
                named = true;
                String token = use.get().property().name();
                scan.add(new Hit(
                        spot(file, node, token),
                        access,
                        Style.JPQL,
                        Confidence.CERTAIN,
                        token,
                        "the query names `" + use.get().entity().entityName() + "."
                                + use.get().property().path() + "`, which maps " + scan.column()));
            }
        }
        if (!named) {
            jpql.whole().stream()
                    .filter(each -> scan.entities().loads(each, scan.column()))
                    .findFirst()
                    .ifPresent(each -> scan.add(new Hit(
                            spot(file, node, each.entityName()),
                            Access.READ,
                            Style.ENTITY_READ,
                            Confidence.CERTAIN,
                            each.entityName(),
                            "the query reads whole rows of `" + each.entityName() + "`")));
        }
    }

    private static Spot spot(SourceFile file, XmlNode node, String token) {
        return Spot.of(file, token.isEmpty() ? node.line() : node.lineOf(token));
    }
}
