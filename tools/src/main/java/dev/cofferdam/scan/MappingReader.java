package dev.cofferdam.scan;

import dev.cofferdam.scan.PropertyFact.Kind;
import dev.cofferdam.scan.PropertyFact.MappedColumn;
import dev.cofferdam.scan.PropertyFact.WrittenAt;
import dev.cofferdam.scan.TypeFact.FieldFact;
import dev.cofferdam.scan.TypeFact.Member;
import dev.cofferdam.scan.TypeFact.MethodFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one entity's mapping from annotations and defaults, after the Jakarta Persistence specification, chapters 2 and 11. */
final class MappingReader {

    private static final Set<String> TO_ONE = Set.of("ManyToOne", "OneToOne");
    private static final Set<String> TO_MANY = Set.of("OneToMany", "ManyToMany");
    private static final Set<String> NO_COLUMN = Set.of("Transient", "Formula");
    private static final Set<String> CASCADES = Set.of("ALL", "PERSIST", "MERGE", "REMOVE", "REFRESH", "DETACH");

    private final JavaIndex index;
    private final Names names;

    MappingReader(JavaIndex index, Names names) {
        this.index = index;
        this.names = names;
    }

    EntityFact read(TypeFact type) {
        List<PropertyFact> properties = new ArrayList<>();
        Map<String, AttributeOverride> overrides = new HashMap<>();
        boolean byGetter = isByGetter(type);
        TypeFact owner = type;
        Map<String, TypeUse> bound = Map.of();
        Set<String> visited = new LinkedHashSet<>();
        for (Optional<TypeFact> next = Optional.of(type);
                next.isPresent() && visited.add(next.get().name()); ) {
            TypeFact level = next.get();
            if (level.has("Entity")) {
                owner = level;
            }
            collectOverrides(level.annotations(), level, level.simpleName(), "", overrides);
            if (level.has("Entity") || level.has("MappedSuperclass")) {
                boolean levelByGetter = level.annotation("Access")
                        .map(access -> access.says("value", "PROPERTY"))
                        .orElse(byGetter);
                addMembers(new Level(level, table(owner), "", levelByGetter, bound, owner), overrides, properties);
            }
            Optional<TypeUse> superclass = level.superclass();
            next = superclass.flatMap(use -> index.resolve(use.name(), level));
            List<TypeUse> arguments = superclass.map(TypeUse::arguments).orElse(List.of());
            bound = next.map(parent -> parent.bind(arguments)).orElse(Map.of());
        }
        return new EntityFact(type, entityName(type), table(type), properties, type.has("DynamicUpdate"));
    }

    /**
     * Where members of one type of the hierarchy end up.
     *
     * @param prefix path of the embedding property with its dot, else empty
     * @param bound type arguments of the level's parameters
     * @param owner the entity that has the members
     */
    private record Level(
            TypeFact type, String table, String prefix, boolean byGetter, Map<String, TypeUse> bound, TypeFact owner) {}

    private record AttributeOverride(AnnotationFact column, WrittenAt at) {}

    private String entityName(TypeFact type) {
        return type.annotation("Entity")
                .flatMap(entity -> entity.member("name"))
                .flatMap(name -> index.text(name, type))
                .filter(name -> !name.isBlank())
                .orElse(type.simpleName());
    }

    /** The table of an entity's own columns; for one of a single-table hierarchy the root's. */
    private String table(TypeFact owner) {
        List<TypeFact> parents = index.ancestors(owner).stream()
                .filter(each -> each.has("Entity"))
                .toList();
        TypeFact root = parents.isEmpty() ? owner : parents.get(parents.size() - 1);
        boolean single = root.annotation("Inheritance")
                .map(each -> !each.says("strategy", "JOINED") && !each.says("strategy", "TABLE_PER_CLASS"))
                .orElse(true);
        TypeFact holder = single && !parents.isEmpty() ? root : owner;
        return names.table(holder.annotation("Table")
                .flatMap(table -> table.member("name"))
                .flatMap(name -> index.text(name, holder))
                .filter(name -> !name.isBlank())
                .orElse(entityName(holder)));
    }

    /** Where the identifier is annotated decides for the whole hierarchy. */
    private boolean isByGetter(TypeFact type) {
        Optional<AnnotationFact> access = type.annotation("Access");
        if (access.isPresent()) {
            return access.get().says("value", "PROPERTY");
        }
        List<TypeFact> levels = new ArrayList<>(List.of(type));
        levels.addAll(index.ancestors(type));
        Set<String> identifiers = Set.of("Id", "EmbeddedId");
        boolean onField =
                levels.stream().anyMatch(level -> level.fields().stream().anyMatch(field -> field.hasAny(identifiers)));
        return !onField
                && levels.stream()
                        .anyMatch(level -> level.methods().stream().anyMatch(method -> method.hasAny(identifiers)));
    }

    private void addMembers(Level level, Map<String, AttributeOverride> overrides, List<PropertyFact> properties) {
        Map<String, Member> members = level.byGetter() ? getters(level.type()) : fields(level.type());
        members.forEach((name, member) -> addMember(level, name, member, overrides, properties));
    }

    private static Map<String, Member> fields(TypeFact type) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (FieldFact field : type.fields()) {
            if (!field.isStatic() && !field.isTransient() && !field.hasAny(NO_COLUMN)) {
                members.put(field.name(), field);
            }
        }
        return members;
    }

    private static Map<String, Member> getters(TypeFact type) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (MethodFact method : type.methods()) {
            Optional<String> property = Accessors.propertyOfGetter(method.name());
            if (property.isPresent()
                    && method.parameters().isEmpty()
                    && !method.isStatic()
                    && !method.type().name().equals("void")
                    && !method.hasAny(NO_COLUMN)) {
                members.put(property.get(), method);
            }
        }
        return members;
    }

    private void addMember(
            Level level,
            String name,
            Member member,
            Map<String, AttributeOverride> overrides,
            List<PropertyFact> properties) {
        String path = level.prefix() + name;
        Map<String, AttributeOverride> all = new HashMap<>();
        collectOverrides(member.annotations(), level.type(), member.name(), path + ".", all);
        all.putAll(overrides);
        TypeUse use = level.bound().getOrDefault(member.type().name(), member.type());
        if (member.hasAny(TO_ONE)) {
            properties.add(toOne(level, path, member, use, all));
        } else if (member.hasAny(TO_MANY)) {
            properties.add(toMany(level, path, member, use));
        } else if (member.has("ElementCollection")) {
            addElements(level, path, member, use, all, properties);
        } else {
            Optional<TypeFact> embeddable = index.resolve(use.name(), level.type())
                    .filter(each -> each.has("Embeddable") || member.has("Embedded") || member.has("EmbeddedId"));
            if (embeddable.isPresent()
                    && level.prefix().chars().filter(c -> c == '.').count() < 8) {
                properties.add(property(level, path, member, Kind.EMBEDDED, embeddable, false, List.of()));
                addMembers(
                        new Level(
                                embeddable.get(),
                                level.table(),
                                path + ".",
                                level.byGetter(),
                                embeddable.get().bind(use.arguments()),
                                level.owner()),
                        all,
                        properties);
            } else {
                properties.add(basic(level, path, member, all));
            }
        }
    }

    private PropertyFact basic(Level level, String path, Member member, Map<String, AttributeOverride> overrides) {
        Optional<AttributeOverride> override = Optional.ofNullable(overrides.get(path));
        Optional<AnnotationFact> column =
                override.map(AttributeOverride::column).or(() -> member.annotation("Column"));
        String table = column.flatMap(each -> each.member("table"))
                .flatMap(each -> index.text(each, level.type()))
                .filter(each -> !each.isBlank())
                .map(names::table)
                .orElse(level.table());
        String name = path.substring(path.lastIndexOf('.') + 1);
        MappedColumn mapped = column(table, column, name, level.type(), override);
        return property(level, path, member, Kind.BASIC, Optional.empty(), false, List.of(mapped));
    }

    private MappedColumn column(
            String table,
            Optional<AnnotationFact> column,
            String implicit,
            TypeFact context,
            Optional<AttributeOverride> override) {
        Optional<String> explicit = column.flatMap(each -> each.member("name"))
                .flatMap(each ->
                        index.text(each, override.map(here -> here.at().type()).orElse(context)))
                .filter(each -> !each.isBlank());
        Names.Physical physical = names.column(table, explicit.orElse(implicit));
        boolean writable = column.stream().noneMatch(each -> each.isFalse("insertable") && each.isFalse("updatable"));
        String how = explicit.map(name -> "named `" + name + "` there").orElse("named after the property") + "; "
                + physical.how();
        return new MappedColumn(
                table, physical.name(), writable, physical.sure(), how, override.map(AttributeOverride::at));
    }

    private PropertyFact toOne(
            Level level, String path, Member member, TypeUse use, Map<String, AttributeOverride> overrides) {
        Optional<TypeFact> target = target(level, member, use);
        boolean eager = member.annotations().stream()
                .filter(each -> TO_ONE.contains(each.name()))
                .noneMatch(each -> each.says("fetch", "LAZY"));
        List<MappedColumn> columns = new ArrayList<>();
        boolean inverse = member.annotations().stream()
                .anyMatch(each -> TO_ONE.contains(each.name()) && each.members().containsKey("mappedBy"));
        if (!inverse && !member.has("JoinTable") && !member.has("PrimaryKeyJoinColumn")) {
            String name = path.substring(path.lastIndexOf('.') + 1);
            Optional<AttributeOverride> override = Optional.ofNullable(overrides.get(path));
            for (Optional<AnnotationFact> join : joinColumns(member, override)) {
                columns.add(column(level.table(), join, name + "_" + identifier(target), level.type(), override));
            }
        }
        return property(level, path, member, Kind.TO_ONE, target, eager, columns);
    }

    private List<Optional<AnnotationFact>> joinColumns(Member member, Optional<AttributeOverride> override) {
        if (override.isPresent()) {
            return List.of(override.map(AttributeOverride::column));
        }
        List<AnnotationFact> many = member.annotation("JoinColumns")
                .map(each -> each.nested("value"))
                .orElse(List.of());
        if (!many.isEmpty()) {
            return many.stream().map(Optional::of).toList();
        }
        List<AnnotationFact> single = member.annotations().stream()
                .filter(each -> each.name().equals("JoinColumn"))
                .toList();
        return single.isEmpty()
                ? List.of(Optional.empty())
                : single.stream().map(Optional::of).toList();
    }

    private PropertyFact toMany(Level level, String path, Member member, TypeUse use) {
        TypeUse element = use.arguments().isEmpty()
                ? use
                : use.arguments().get(use.arguments().size() - 1);
        Optional<TypeFact> target = target(level, member, element);
        boolean eager = member.annotations().stream()
                .anyMatch(each -> TO_MANY.contains(each.name()) && each.says("fetch", "EAGER"));
        boolean inverse = member.annotations().stream()
                .anyMatch(
                        each -> TO_MANY.contains(each.name()) && each.members().containsKey("mappedBy"));
        List<MappedColumn> columns = new ArrayList<>();
        if (!inverse) {
            String name = path.substring(path.lastIndexOf('.') + 1);
            boolean inTarget = !member.has("JoinTable")
                    && !member.has("ManyToMany")
                    && (member.has("JoinColumn") || member.has("JoinColumns"));
            if (inTarget && target.isPresent()) {
                String table = table(target.get());
                joinColumns(member, Optional.empty())
                        .forEach(join -> columns.add(column(
                                table,
                                join,
                                name + "_" + identifier(Optional.of(level.owner())),
                                level.type(),
                                Optional.empty())));
            } else {
                columns.addAll(joinTable(level, name, member, target));
            }
        }
        return property(level, path, member, Kind.TO_MANY, target, eager, columns);
    }

    private List<MappedColumn> joinTable(Level level, String name, Member member, Optional<TypeFact> target) {
        Optional<AnnotationFact> annotation = member.annotation("JoinTable");
        String ownerTable = logicalTable(level.owner());
        String implicit = names.springImplicit()
                ? ownerTable + "_" + name
                : ownerTable + "_" + target.map(this::logicalTable).orElse(name);
        String table = names.table(annotation
                .flatMap(each -> each.member("name"))
                .flatMap(each -> index.text(each, level.type()))
                .orElse(implicit));
        List<AnnotationFact> own =
                annotation.map(each -> each.nested("joinColumns")).orElse(List.of());
        List<AnnotationFact> other =
                annotation.map(each -> each.nested("inverseJoinColumns")).orElse(List.of());
        return List.of(
                column(
                        table,
                        own.stream().findFirst(),
                        entityName(level.owner()) + "_" + identifier(Optional.of(level.owner())),
                        level.type(),
                        Optional.empty()),
                column(
                        table,
                        other.stream().findFirst(),
                        name + "_" + identifier(target),
                        level.type(),
                        Optional.empty()));
    }

    private String logicalTable(TypeFact type) {
        return type.annotation("Table")
                .flatMap(table -> table.member("name"))
                .flatMap(name -> index.text(name, type))
                .orElse(entityName(type));
    }

    private void addElements(
            Level level,
            String path,
            Member member,
            TypeUse use,
            Map<String, AttributeOverride> overrides,
            List<PropertyFact> properties) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        Optional<AnnotationFact> collection = member.annotation("CollectionTable");
        String table = names.table(collection
                .flatMap(each -> each.member("name"))
                .flatMap(each -> index.text(each, level.type()))
                .orElse(entityName(level.owner()) + "_" + name));
        boolean eager = member.annotation("ElementCollection")
                .map(each -> each.says("fetch", "EAGER"))
                .orElse(false);
        List<AnnotationFact> joins =
                collection.map(each -> each.nested("joinColumns")).orElse(List.of());
        List<MappedColumn> columns = new ArrayList<>();
        columns.add(column(
                table,
                joins.stream().findFirst(),
                entityName(level.owner()) + "_" + identifier(Optional.of(level.owner())),
                level.type(),
                Optional.empty()));
        TypeUse element = use.arguments().isEmpty()
                ? use
                : use.arguments().get(use.arguments().size() - 1);
        Optional<TypeFact> embeddable =
                index.resolve(element.name(), level.type()).filter(each -> each.has("Embeddable"));
        if (embeddable.isPresent()) {
            addMembers(
                    new Level(embeddable.get(), table, path + ".", level.byGetter(), Map.of(), level.owner()),
                    overrides,
                    properties);
        } else {
            columns.add(column(table, member.annotation("Column"), name, level.type(), Optional.empty()));
        }
        properties.add(property(level, path, member, Kind.ELEMENTS, embeddable, eager, columns));
    }

    private Optional<TypeFact> target(Level level, Member member, TypeUse use) {
        return member.annotations().stream()
                .filter(each -> TO_ONE.contains(each.name()) || TO_MANY.contains(each.name()))
                .flatMap(each -> each.member("targetEntity").stream())
                .filter(ConstantText.Name.class::isInstance)
                .map(each -> ((ConstantText.Name) each).name())
                .findFirst()
                .or(() -> Optional.of(use.name()))
                .flatMap(name -> index.resolve(name, level.type()));
    }

    /** The logical name of an entity's identifier column; {@code id} when it is not known. */
    private String identifier(Optional<TypeFact> target) {
        return target.stream()
                .flatMap(type -> java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(type), index.ancestors(type).stream()))
                .flatMap(type -> type.fields().stream()
                        .filter(field -> field.has("Id"))
                        .map(field -> field.annotation("Column")
                                .flatMap(column -> column.member("name"))
                                .flatMap(name -> index.text(name, type))
                                .orElse(field.name())))
                .findFirst()
                .orElse("id");
    }

    private static PropertyFact property(
            Level level,
            String path,
            Member member,
            Kind kind,
            Optional<TypeFact> target,
            boolean eager,
            List<MappedColumn> columns) {
        Set<String> cascades = new LinkedHashSet<>();
        for (AnnotationFact annotation : member.annotations()) {
            CASCADES.stream().filter(each -> annotation.says("cascade", each)).forEach(cascades::add);
        }
        return new PropertyFact(path, level.type(), member, kind, target, eager, cascades, columns);
    }

    /** Overrides nearer to the entity win, so the first one found for a path stays. */
    private void collectOverrides(
            List<AnnotationFact> annotations,
            TypeFact type,
            String member,
            String prefix,
            Map<String, AttributeOverride> overrides) {
        List<AnnotationFact> all = new ArrayList<>(annotations);
        for (AnnotationFact annotation : annotations) {
            if (annotation.name().equals("AttributeOverrides")
                    || annotation.name().equals("AssociationOverrides")) {
                all.addAll(annotation.nested("value"));
            }
        }
        for (AnnotationFact annotation : all) {
            boolean attribute = annotation.name().equals("AttributeOverride");
            if (!attribute && !annotation.name().equals("AssociationOverride")) {
                continue;
            }
            Optional<String> name = annotation.member("name").flatMap(each -> index.text(each, type));
            List<AnnotationFact> columns = annotation.nested(attribute ? "column" : "joinColumns");
            if (name.isPresent() && !columns.isEmpty()) {
                WrittenAt at = new WrittenAt(type, member, annotation.line());
                overrides.putIfAbsent(prefix + name.get(), new AttributeOverride(columns.get(0), at));
            }
        }
    }
}
