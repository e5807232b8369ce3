package dev.cofferdam.scan.mapping;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.mapping.PropertyFact.Kind;
import dev.cofferdam.scan.mapping.PropertyFact.MappedColumn;
import dev.cofferdam.scan.mapping.PropertyFact.WrittenAt;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.FieldFact;
import dev.cofferdam.scan.words.XmlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Entities of one {@code orm.xml}, which completes or overrides annotations (Jakarta Persistence 12.1). */
final class OrmReader {

    private static final Set<String> BASIC = Set.of("id", "basic", "version");
    private static final Set<String> TO_ONE = Set.of("many-to-one", "one-to-one");
    private static final Set<String> TO_MANY = Set.of("one-to-many", "many-to-many");
    private static final Set<String> EMBEDDED = Set.of("embedded", "embedded-id");

    private final SourceFile file;
    private final XmlNode root;
    private final JavaIndex index;
    private final Names names;
    private final Properties members;

    OrmReader(SourceFile file, XmlNode root, JavaIndex index, Names names) {
        this.file = file;
        this.root = root;
        this.index = index;
        this.names = names;
        members = new Properties(index);
    }

    /** An element that has attributes: entity, mapped superclass or embeddable. */
    private record Level(TypeFact entity, TypeFact type, String table, String prefix, Map<String, XmlNode> overrides) {}

    List<EntityFact> read(Function<TypeFact, Optional<EntityFact>> annotated) {
        List<EntityFact> entities = new ArrayList<>();
        root.children("entity").forEach(node -> type(node)
                .map(type -> entity(node, type, annotated.apply(type)))
                .ifPresent(entities::add));
        return entities;
    }

    private Optional<TypeFact> type(XmlNode node) {
        Optional<String> folder =
                root.children("package").map(each -> each.text().strip()).findFirst();
        return node.value("class").flatMap(name -> folder.flatMap(each -> index.type(each + "." + name, file.path()))
                .or(() -> index.type(name, file.path())));
    }

    private EntityFact entity(XmlNode node, TypeFact type, Optional<EntityFact> annotated) {
        String name = node.value("name")
                .or(() -> annotated.map(EntityFact::entityName))
                .orElse(type.simpleName());
        String table = node.children("table")
                .flatMap(each -> each.value("name").stream())
                .findFirst()
                .map(names::table)
                .or(() -> annotated.map(EntityFact::table))
                .orElseGet(() -> names.table(name));
        Map<String, PropertyFact> properties = new LinkedHashMap<>();
        boolean complete = node.says("metadata-complete", "true");
        annotated.filter(each -> !complete).ifPresent(each -> each.properties()
                .forEach(property -> properties.put(property.path(), property)));
        List<TypeFact> levels = new ArrayList<>(List.of(type));
        index.ancestors(type).stream()
                .filter(each -> each.has("MappedSuperclass")
                        || element("mapped-superclass", each).isPresent())
                .forEach(levels::add);
        Map<String, XmlNode> overrides = overrides(node);
        for (TypeFact each : levels) {
            Level level = new Level(type, each, table, "", overrides);
            Optional<XmlNode> element =
                    each.name().equals(type.name()) ? Optional.of(node) : element("mapped-superclass", each);
            element.ifPresent(found -> readAttributes(found, level, properties));
            if (annotated.isEmpty() || complete) {
                addUnsaid(level, properties);
            }
        }
        return new EntityFact(type, name, table, List.copyOf(properties.values()), type.has("DynamicUpdate"));
    }

    private Optional<XmlNode> element(String kind, TypeFact type) {
        return root.children(kind)
                .filter(each ->
                        type(each).filter(found -> index.isSame(found, type)).isPresent())
                .findFirst();
    }

    private static Map<String, XmlNode> overrides(XmlNode node) {
        return node.children(Set.of("attribute-override", "association-override"))
                .filter(each -> each.value("name").isPresent())
                .collect(Collectors.toMap(each -> each.value("name").orElseThrow(), each -> each, (one, other) -> one));
    }

    private void readAttributes(XmlNode node, Level level, Map<String, PropertyFact> into) {
        node.children("attributes").flatMap(each -> each.children().stream()).forEach(child -> {
            Optional<String> name = child.value("name");
            if (name.isPresent() && child.name().equals("transient")) {
                into.remove(level.prefix() + name.get());
            } else if (name.isPresent()) {
                readAttribute(child, name.get(), level, into);
            }
        });
    }

    private void readAttribute(XmlNode node, String name, Level level, Map<String, PropertyFact> into) {
        Properties.Found found = members.of(level.type(), name);
        if (BASIC.contains(node.name())) {
            MappedColumn column = column(node, "column", name, level, name);
            put(node, name, level, found, Kind.BASIC, Optional.empty(), List.of(column), into);
        } else if (TO_ONE.contains(node.name())) {
            boolean inverse = node.value("mapped-by").isPresent();
            List<MappedColumn> columns =
                    inverse ? List.of() : List.of(column(node, "join-column", name + "_id", level, name));
            put(node, name, level, found, Kind.TO_ONE, target(node, found), columns, into);
        } else if (TO_MANY.contains(node.name())) {
            put(node, name, level, found, Kind.TO_MANY, target(node, found), List.of(), into);
        } else if (EMBEDDED.contains(node.name())) {
            readEmbedded(node, name, level, found, into);
        }
    }

    private Optional<TypeFact> target(XmlNode node, Properties.Found found) {
        return node.value("target-entity")
                .flatMap(name -> index.type(name, file.path()))
                .or(() -> members.target(found));
    }

    private void readEmbedded(
            XmlNode node, String name, Level level, Properties.Found found, Map<String, PropertyFact> into) {
        Optional<TypeFact> holder = members.target(found);
        put(node, name, level, found, Kind.EMBEDDED, holder, List.of(), into);
        if (holder.isEmpty()) {
            return;
        }
        Level inside =
                new Level(level.entity(), holder.get(), level.table(), level.prefix() + name + ".", overrides(node));
        element("embeddable", holder.get()).ifPresent(each -> readAttributes(each, inside, into));
        addUnsaid(inside, into);
    }

    /** Fields that nothing is said of are mapped by default, unless annotations already did. */
    private void addUnsaid(Level level, Map<String, PropertyFact> into) {
        for (FieldFact field : level.type().fields()) {
            boolean mapped = !field.isStatic() && !field.isTransient() && !field.has("Transient");
            String path = level.prefix() + field.name();
            if (mapped && (!into.containsKey(path) || level.overrides().containsKey(field.name()))) {
                Names.Physical physical = names.column(level.table(), field.name());
                MappedColumn implicit = new MappedColumn(
                        level.table(), physical.name(), true, physical.sure(), physical.how(), Optional.empty());
                XmlNode override = level.overrides().get(field.name());
                MappedColumn column =
                        override == null ? implicit : column(override, "column", field.name(), level, field.name());
                into.put(
                        path,
                        new PropertyFact(
                                path,
                                level.type(),
                                field,
                                Kind.BASIC,
                                Optional.empty(),
                                false,
                                Set.of(),
                                List.of(column)));
            }
        }
    }

    private MappedColumn column(XmlNode node, String element, String implicit, Level level, String member) {
        XmlNode from = level.overrides().getOrDefault(member, node);
        Optional<XmlNode> written = from.children(element).findFirst();
        Optional<String> named = written.flatMap(each -> each.value("name"));
        String table =
                written.flatMap(each -> each.value("table")).map(names::table).orElse(level.table());
        boolean writable = written.filter(each -> each.says("insertable", "false") && each.says("updatable", "false"))
                .isEmpty();
        Names.Physical physical = names.column(table, named.orElse(implicit));
        int line = written.filter(each -> named.isPresent())
                .map(each -> each.lineOf(named.orElseThrow()))
                .orElseGet(from::line);
        return new MappedColumn(
                table,
                physical.name(),
                writable,
                physical.sure(),
                "in " + file.name() + "; " + physical.how(),
                Optional.of(new WrittenAt(level.entity(), member, file.path(), line)));
    }

    private static void put(
            XmlNode node,
            String name,
            Level level,
            Properties.Found found,
            Kind kind,
            Optional<TypeFact> target,
            List<MappedColumn> columns,
            Map<String, PropertyFact> into) {
        boolean eager = kind == Kind.TO_ONE ? !node.says("fetch", "LAZY") : node.says("fetch", "EAGER");
        Set<String> cascades = new LinkedHashSet<>();
        node.children("cascade")
                .flatMap(each -> each.children().stream())
                .forEach(
                        each -> cascades.add(each.name().replace("cascade-", "").toUpperCase(java.util.Locale.ROOT)));
        if (node.says("orphan-removal", "true")) {
            cascades.add("REMOVE");
        }
        String path = level.prefix() + name;
        into.put(
                path,
                new PropertyFact(path, found.declaring(), found.member(), kind, target, eager, cascades, columns));
    }
}
