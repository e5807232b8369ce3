package dev.cofferdam.scan.mapping;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.mapping.PropertyFact.Kind;
import dev.cofferdam.scan.mapping.PropertyFact.MappedColumn;
import dev.cofferdam.scan.mapping.PropertyFact.WrittenAt;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.words.XmlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Entities of one Hibernate mapping file (Hibernate ORM 5 User Guide, "Legacy hbm.xml mappings"). */
public final class HbmReader {

    private static final Set<String> CLASSES = Set.of("class", "subclass", "joined-subclass", "union-subclass");
    private static final Set<String> BASIC = Set.of("id", "property", "version", "timestamp", "key-property");
    private static final Set<String> TO_ONE = Set.of("many-to-one", "key-many-to-one");
    private static final Set<String> GROUPS = Set.of("properties", "natural-id");
    private static final Set<String> COMPONENTS =
            Set.of("component", "composite-id", "dynamic-component", "composite-element", "nested-composite-element");
    public static final Set<String> COLLECTIONS = Set.of("set", "list", "bag", "map", "array", "idbag");
    private static final Set<String> PLACES = Set.of("list-index", "index", "map-key", "collection-id");

    private final SourceFile file;
    private final JavaIndex index;
    private final Names names;
    private final Properties members;
    private final XmlNode root;
    private final Map<String, String> tables;
    private final Function<TypeFact, Optional<EntityFact>> known;
    private final List<EntityFact> entities = new ArrayList<>();

    /**
     * @param tables by class, of all mapping files
     * @param known entities of other files, which a subclass may extend
     */
    HbmReader(
            SourceFile file,
            XmlNode root,
            JavaIndex index,
            Names names,
            Map<String, String> tables,
            Function<TypeFact, Optional<EntityFact>> known) {
        this.tables = tables;
        this.known = known;
        this.file = file;
        this.root = root;
        this.index = index;
        this.names = names;
        members = new Properties(index);
    }

    /** Those whose class the repository holds. */
    List<EntityFact> read() {
        root.children(CLASSES).forEach(each -> readClass(each, Optional.empty()));
        return List.copyOf(entities);
    }

    /** Where the properties of an element go. */
    private record Level(TypeFact entity, TypeFact holder, String table, String prefix, List<PropertyFact> into) {}

    private void readClass(XmlNode node, Optional<EntityFact> parent) {
        Optional<TypeFact> type = node.value("name").flatMap(this::type);
        if (type.isEmpty()) {
            return;
        }
        Optional<EntityFact> above =
                parent.or(() -> node.value("extends").flatMap(this::type).flatMap(this::entity));
        String table = node.name().equals("subclass") && above.isPresent()
                ? above.get().table()
                : names.table(node.value("table").orElse(type.get().simpleName()));
        List<PropertyFact> properties =
                new ArrayList<>(above.map(EntityFact::properties).orElse(List.of()));
        Level level = new Level(type.get(), type.get(), table, "", properties);
        node.children().forEach(child -> readProperty(child, level));
        node.children("join").forEach(join -> {
            String joined = names.table(join.value("table").orElse(table));
            Level second = new Level(type.get(), type.get(), joined, "", properties);
            join.children().forEach(child -> readProperty(child, second));
        });
        EntityFact entity = new EntityFact(
                type.get(),
                node.value("entity-name").orElse(type.get().simpleName()),
                table,
                properties,
                node.says("dynamic-update", "true"));
        entities.add(entity);
        node.children(CLASSES).forEach(child -> readClass(child, Optional.of(entity)));
    }

    private Optional<EntityFact> entity(TypeFact wanted) {
        return entities.stream()
                .filter(each -> index.isSame(each.type(), wanted))
                .findFirst()
                .or(() -> known.apply(wanted));
    }

    /** Classes of other files that classes of this one extend. */
    List<TypeFact> parents() {
        Set<String> own = tables(root, names).keySet();
        return root.children(CLASSES)
                .flatMap(node -> node.value("extends").flatMap(this::type).stream())
                .filter(parent -> !own.contains(parent.name()))
                .toList();
    }

    private Optional<TypeFact> type(String name) {
        String full = name.contains(".")
                ? name
                : root.value("package").map(each -> each + "." + name).orElse(name);
        return index.type(full, file.path()).or(() -> index.type(name, file.path()));
    }

    private void readProperty(XmlNode node, Level level) {
        if (GROUPS.contains(node.name())) {
            node.children().forEach(child -> readProperty(child, level));
        } else if (node.name().equals("discriminator")) {
            addDiscriminator(node, level);
        } else if (BASIC.contains(node.name())) {
            node.value("name").ifPresent(name -> addBasic(node, name, level));
        } else if (TO_ONE.contains(node.name()) || node.name().equals("one-to-one")) {
            node.value("name").ifPresent(name -> addToOne(node, name, level));
        } else if (COMPONENTS.contains(node.name())) {
            readComponent(node, level);
        } else if (COLLECTIONS.contains(node.name())) {
            node.value("name").ifPresent(name -> addCollection(node, name, level));
        }
    }

    private void readComponent(XmlNode node, Level level) {
        Optional<String> name = node.value("name");
        Optional<Properties.Found> member = name.map(each -> members.of(level.holder(), each));
        TypeFact holder = node.value("class")
                .flatMap(this::type)
                .or(() -> member.flatMap(members::target))
                .orElse(level.holder());
        String prefix = level.prefix() + name.map(each -> each + ".").orElse("");
        member.ifPresent(found ->
                add(node, name.orElseThrow(), level, found, Kind.EMBEDDED, Optional.of(holder), false, List.of()));
        Level inside = new Level(level.entity(), holder, level.table(), prefix, level.into());
        node.children().forEach(child -> readProperty(child, inside));
    }

    /** Its values stand for classes: no member holds it, so it goes by the entity's own name. */
    private void addDiscriminator(XmlNode node, Level level) {
        Properties.Found found = members.of(level.entity(), "class");
        add(node, "class", level, found, Kind.BASIC, Optional.empty(), false, columns(node, level, "class"));
    }

    private void addBasic(XmlNode node, String name, Level level) {
        boolean computed = node.value("formula").isPresent()
                || node.children("formula").findAny().isPresent();
        if (!computed) {
            Properties.Found found = members.of(level.holder(), name);
            add(node, name, level, found, Kind.BASIC, Optional.empty(), false, columns(node, level, name));
        }
    }

    private void addToOne(XmlNode node, String name, Level level) {
        Properties.Found found = members.of(level.holder(), name);
        Optional<TypeFact> target = node.value("class").flatMap(this::type).or(() -> members.target(found));
        // A proxy is the default; what is joined or says no proxy comes with its owner.
        boolean eager = node.says("lazy", "false") || node.says("fetch", "join") || node.says("outer-join", "true");
        List<MappedColumn> columns = node.name().equals("one-to-one") ? List.of() : columns(node, level, name);
        add(node, name, level, found, Kind.TO_ONE, target, eager, columns);
    }

    private void addCollection(XmlNode node, String name, Level level) {
        Properties.Found found = members.of(level.holder(), name);
        Optional<XmlNode> many =
                node.children(Set.of("one-to-many", "many-to-many")).findFirst();
        Optional<TypeFact> target = many.flatMap(each -> each.value("class")).flatMap(this::type);
        boolean ofEntities = node.children("one-to-many").findAny().isPresent();
        String table = ofEntities
                ? target.map(each -> tables.getOrDefault(each.name(), "")).orElse("")
                : node.value("table")
                        .map(names::table)
                        // Hibernate's older strategy called it after the property alone.
                        .orElseGet(() -> names.table(level.entity().simpleName() + "_" + name, name));
        List<MappedColumn> columns = new ArrayList<>();
        Level own = new Level(level.entity(), level.holder(), table, level.prefix(), level.into());
        boolean writes = !node.says("inverse", "true");
        node.children("key").forEach(each -> columns.addAll(columns(each, own, "id", name, writes)));
        node.children(PLACES).forEach(each -> columns.addAll(columns(each, own, "idx", name, writes)));
        node.children(Set.of("many-to-many", "element"))
                .forEach(each -> columns.addAll(columns(each, own, "elt", name, writes)));
        boolean eager = node.says("lazy", "false") || node.says("fetch", "join");
        Kind kind = many.isPresent() ? Kind.TO_MANY : Kind.ELEMENTS;
        add(node, name, level, found, kind, target, eager, columns);
        Level elements = new Level(level.entity(), level.holder(), table, level.prefix() + name + ".", level.into());
        node.children("composite-element").forEach(each -> readComponent(each, elements));
    }

    /** Classes of a mapping file with their tables, which associations in other files refer to. */
    static Map<String, String> tables(XmlNode root, Names names) {
        Map<String, String> tables = new LinkedHashMap<>();
        String folder = root.value("package").map(each -> each + ".").orElse("");
        root.all().filter(each -> CLASSES.contains(each.name())).forEach(each -> each.value("name")
                .ifPresent(name -> tables.put(
                        name.contains(".") ? name : folder + name,
                        names.table(each.value("table").orElse(name.substring(name.lastIndexOf('.') + 1))))));
        return tables;
    }

    private List<MappedColumn> columns(XmlNode node, Level level, String implicit) {
        boolean writable = !node.says("insert", "false") || !node.says("update", "false");
        return columns(node, level, implicit, implicit, writable);
    }

    private List<MappedColumn> columns(XmlNode node, Level level, String implicit, String member, boolean writable) {
        List<MappedColumn> columns = new ArrayList<>();
        List<XmlNode> nested = node.children("column")
                .filter(each -> each.value("name").isPresent())
                .toList();
        if (nested.isEmpty() && node.children("formula").findAny().isEmpty()) {
            columns.add(column(node, node.value("column"), level, implicit, member, writable));
        }
        nested.forEach(each -> columns.add(column(each, each.value("name"), level, implicit, member, writable)));
        return columns;
    }

    private MappedColumn column(
            XmlNode node, Optional<String> named, Level level, String implicit, String member, boolean writable) {
        Names.Physical physical = names.column(level.table(), named.orElse(implicit));
        String how = named.map(name -> "named `" + name + "` in the mapping file")
                        .orElse("named after the property in the mapping file")
                + "; " + physical.how();
        WrittenAt at = new WrittenAt(level.entity(), member, file.path(), node.lineOf(named.orElse(implicit)));
        return new MappedColumn(level.table(), physical.name(), writable, physical.sure(), how, Optional.of(at));
    }

    private static void add(
            XmlNode node,
            String name,
            Level level,
            Properties.Found found,
            Kind kind,
            Optional<TypeFact> target,
            boolean eager,
            List<MappedColumn> columns) {
        Set<String> cascades = new LinkedHashSet<>();
        String cascade = node.value("cascade").orElse("").toLowerCase(Locale.ROOT);
        if (cascade.contains("all")) {
            cascades.add("ALL");
        }
        if (cascade.contains("delete")) {
            cascades.add("REMOVE");
        }
        if (cascade.matches(".*\\b(save-update|persist|merge)\\b.*")) {
            cascades.add("PERSIST");
        }
        level.into()
                .add(new PropertyFact(
                        level.prefix() + name,
                        found.declaring(),
                        found.member(),
                        kind,
                        target,
                        eager,
                        cascades,
                        columns));
    }
}
