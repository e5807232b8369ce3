package dev.cofferdam.scan.mapping;

import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.mapping.Overrides.AttributeOverride;
import dev.cofferdam.scan.mapping.PropertyFact.Kind;
import dev.cofferdam.scan.mapping.PropertyFact.MappedColumn;
import dev.cofferdam.scan.mapping.PropertyFact.WrittenAt;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.ConstantText;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.FieldFact;
import dev.cofferdam.scan.skeleton.TypeFact.Member;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import java.util.ArrayList;
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
    private static final Map<String, String> OF_HIBERNATE = Map.of(
            "ALL",
            "ALL",
            "SAVE_UPDATE",
            "PERSIST",
            "PERSIST",
            "PERSIST",
            "MERGE",
            "MERGE",
            "DELETE",
            "REMOVE",
            "DELETE_ORPHAN",
            "REMOVE",
            "REMOVE",
            "REMOVE");
    private static final Set<String> CASCADES = Set.of("ALL", "PERSIST", "MERGE", "REMOVE", "REFRESH", "DETACH");

    private final JavaIndex index;
    private final Names names;
    private final EntityNames entities;
    private final ColumnReader columns;

    MappingReader(JavaIndex index, Names names) {
        this.index = index;
        this.names = names;
        entities = new EntityNames(index, names);
        columns = new ColumnReader(index, names, entities);
    }

    EntityFact read(TypeFact type) {
        List<PropertyFact> properties = new ArrayList<>();
        Overrides overrides = new Overrides(index);
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
            overrides.add(level.annotations(), level, level.simpleName(), "");
            if (level.has("Entity")) {
                level.annotation("DiscriminatorColumn")
                        .map(annotation -> discriminator(level, annotation, entities.table(level)))
                        .ifPresent(properties::add);
            }
            if (level.has("Entity") || level.has("MappedSuperclass")) {
                boolean levelByGetter = level.annotation("Access")
                        .map(access -> access.says("value", "PROPERTY"))
                        .orElse(byGetter);
                addMembers(
                        new Level(level, entities.table(owner), "", levelByGetter, bound, owner),
                        overrides,
                        properties);
            }
            Optional<TypeUse> superclass = level.superclass();
            next = superclass.flatMap(use -> index.resolve(use.name(), level));
            List<TypeUse> arguments = superclass.map(TypeUse::arguments).orElse(List.of());
            bound = next.map(parent -> parent.bind(arguments)).orElse(Map.of());
        }
        return new EntityFact(
                type, entities.entityName(type), entities.table(type), properties, type.has("DynamicUpdate"));
    }

    /**
     * Where members of one type of the hierarchy end up.
     *
     * @param prefix path of the embedding property with its dot, else empty
     * @param bound type arguments of the level's parameters
     * @param owner the entity that has the members
     */
    record Level(
            TypeFact type, String table, String prefix, boolean byGetter, Map<String, TypeUse> bound, TypeFact owner) {}

    /** Its values stand for classes: no member holds it, so it goes by the name that a mapping file's has. */
    private PropertyFact discriminator(TypeFact type, AnnotationFact annotation, String table) {
        MappedColumn column = columns.column(table, Optional.of(annotation), "DTYPE", type, Optional.empty());
        MappedColumn written = new MappedColumn(
                column.table(),
                column.column(),
                column.writable(),
                column.sure(),
                column.how(),
                Optional.of(new WrittenAt(type, type.simpleName(), annotation.line())));
        Properties.Found found = new Properties(index).of(type, "class");
        return new PropertyFact(
                "class",
                found.declaring(),
                found.member(),
                Kind.BASIC,
                Optional.empty(),
                false,
                Set.of(),
                List.of(written));
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

    private void addMembers(Level level, Overrides overrides, List<PropertyFact> properties) {
        Map<String, Member> members = level.byGetter() ? getters(level.type()) : fields(level.type());
        members.forEach((name, member) -> addMember(level, name, member, overrides, properties));
    }

    /** An embeddable's members with those of the mapped classes that it inherits from. */
    private void addEmbedded(Level level, Overrides overrides, List<PropertyFact> properties) {
        addMembers(level, overrides, properties);
        index.ancestors(level.type()).stream()
                .filter(above -> above.has("MappedSuperclass") || above.has("Embeddable"))
                .forEach(above -> addMembers(
                        new Level(above, level.table(), level.prefix(), level.byGetter(), level.bound(), level.owner()),
                        overrides,
                        properties));
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
            Level level, String name, Member member, Overrides overrides, List<PropertyFact> properties) {
        String path = level.prefix() + name;
        Overrides all = overrides.with(member.annotations(), level.type(), member.name(), path + ".");
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
                addEmbedded(
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
                MappedColumn column = columns.basic(level, path, member, all.of(path));
                properties.add(property(level, path, member, Kind.BASIC, Optional.empty(), false, List.of(column)));
            }
        }
    }

    private PropertyFact toOne(Level level, String path, Member member, TypeUse use, Overrides overrides) {
        Optional<TypeFact> target = target(level, member, use);
        boolean eager = member.annotations().stream()
                .filter(each -> TO_ONE.contains(each.name()))
                .noneMatch(each -> each.says("fetch", "LAZY"));
        List<MappedColumn> mapped = new ArrayList<>();
        boolean inverse = member.annotations().stream()
                .anyMatch(each -> TO_ONE.contains(each.name()) && each.members().containsKey("mappedBy"));
        if (!inverse && !member.has("JoinTable") && !member.has("PrimaryKeyJoinColumn")) {
            String name = path.substring(path.lastIndexOf('.') + 1);
            Optional<AttributeOverride> override = overrides.of(path);
            for (Optional<AnnotationFact> join : columns.joinColumns(member, override)) {
                mapped.add(columns.column(
                        level.table(), join, name + "_" + entities.identifier(target), level.type(), override));
            }
        }
        return property(level, path, member, Kind.TO_ONE, target, eager, mapped);
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
        List<MappedColumn> mapped = new ArrayList<>();
        String name = path.substring(path.lastIndexOf('.') + 1);
        if (!inverse) {
            boolean inTarget = !member.has("JoinTable")
                    && !member.has("ManyToMany")
                    && (member.has("JoinColumn") || member.has("JoinColumns"));
            if (inTarget && target.isPresent()) {
                String table = entities.table(target.get());
                columns.joinColumns(member, Optional.empty())
                        .forEach(join -> mapped.add(columns.column(
                                table,
                                join,
                                name + "_" + entities.identifier(Optional.of(level.owner())),
                                level.type(),
                                Optional.empty())));
            } else {
                mapped.addAll(columns.joinTable(level, name, member, target));
            }
        }
        String table = mapped.isEmpty()
                ? target.map(entities::table).orElse("")
                : mapped.get(0).table();
        mapped.addAll(columns.positions(table, name, member, level.type()));
        return property(level, path, member, Kind.TO_MANY, target, eager, mapped);
    }

    private void addElements(
            Level level, String path, Member member, TypeUse use, Overrides overrides, List<PropertyFact> properties) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        Optional<AnnotationFact> collection = member.annotation("CollectionTable");
        String table = names.table(collection
                .flatMap(each -> each.member("name"))
                .flatMap(each -> index.text(each, level.type()))
                .orElse(entities.entityName(level.owner()) + "_" + name));
        boolean eager = member.annotation("ElementCollection")
                .map(each -> each.says("fetch", "EAGER"))
                .orElse(false);
        List<AnnotationFact> joins =
                collection.map(each -> each.nested("joinColumns")).orElse(List.of());
        List<MappedColumn> mapped = new ArrayList<>(columns.side(
                table,
                joins,
                entities.entityName(level.owner()) + "_" + entities.identifier(Optional.of(level.owner())),
                level.type()));
        TypeUse element = use.arguments().isEmpty()
                ? use
                : use.arguments().get(use.arguments().size() - 1);
        Optional<TypeFact> embeddable =
                index.resolve(element.name(), level.type()).filter(each -> each.has("Embeddable"));
        if (embeddable.isPresent()) {
            addEmbedded(
                    new Level(embeddable.get(), table, path + ".", level.byGetter(), Map.of(), level.owner()),
                    overrides,
                    properties);
        } else {
            mapped.add(columns.column(table, member.annotation("Column"), name, level.type(), Optional.empty()));
        }
        mapped.addAll(columns.positions(table, name, member, level.type()));
        properties.add(property(level, path, member, Kind.ELEMENTS, embeddable, eager, mapped));
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

    private static PropertyFact property(
            Level level,
            String path,
            Member member,
            Kind kind,
            Optional<TypeFact> target,
            boolean eager,
            List<MappedColumn> columns) {
        return new PropertyFact(path, level.type(), member, kind, target, eager, cascades(member), columns);
    }

    /** Also by Hibernate's own {@code @Cascade}; an orphan is removed as if its removal were cascaded. */
    private static Set<String> cascades(Member member) {
        Set<String> cascades = new LinkedHashSet<>();
        for (AnnotationFact annotation : member.annotations()) {
            CASCADES.stream().filter(each -> annotation.says("cascade", each)).forEach(cascades::add);
            if (annotation.isTrue("orphanRemoval")) {
                cascades.add("REMOVE");
            }
            if (annotation.name().equals("Cascade")) {
                OF_HIBERNATE.forEach((theirs, ours) -> {
                    if (annotation.says("value", theirs)) {
                        cascades.add(ours);
                    }
                });
            }
        }
        return cascades;
    }
}
