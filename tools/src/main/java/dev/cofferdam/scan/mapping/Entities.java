package dev.cofferdam.scan.mapping;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.scan.files.SourceTree;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.java.Nearest;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.types.Repositories;
import dev.cofferdam.schema.Namesakes;
import dev.cofferdam.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The mapping facts: all entities of the repository, by type and by the name that JPQL calls them. */
public final class Entities {

    private final JavaIndex index;
    private final Map<TypeFact, EntityFact> byType = new LinkedHashMap<>();
    private final Set<TypeFact> relational = new HashSet<>();
    private final Set<TypeFact> doubted = new HashSet<>();
    private final Map<Question, Boolean> loads = new HashMap<>();
    private final Map<Question, List<PropertyFact>> eager = new HashMap<>();
    private final Map<Question, List<PropertyFact>> cascades = new HashMap<>();
    private final Map<Question, List<PropertyFact>> deletes = new HashMap<>();

    /** What many places of the code ask again. */
    private record Question(TypeFact entity, ColumnRef column) {
        static Question of(EntityFact entity, ColumnRef column) {
            return new Question(entity.type(), column);
        }
    }

    private Entities(JavaIndex index) {
        this.index = index;
    }

    /** All entities of a tree. */
    public static Entities of(
            SourceTree tree, JavaIndex index, Naming naming, Schema schema, Repositories repositories) {
        Entities entities = new Entities(index);
        Names names = new Names(naming, schema);
        MappingReader reader = new MappingReader(index, names);
        for (TypeFact type : index.annotated("Entity")) {
            tree.faults().guard(reader, type.path(), () -> entities.byType.put(type, reader.read(type)));
        }
        RelationalReader.read(index, schema, repositories).forEach((type, entity) -> {
            if (entities.byType.putIfAbsent(type, entity) == null) {
                entities.relational.add(type);
            }
        });
        XmlMappings.of(tree, index, names)
                .entities(entities::of)
                .forEach(entity -> entities.byType.put(entity.type(), entity));
        return entities;
    }

    /** Whether Spring Data JDBC or R2DBC maps it: queries on it are SQL, and nothing is loaded before it is deleted. */
    public boolean isRelational(EntityFact entity) {
        return relational.contains(entity.type());
    }

    /** Adds what another mapper than JPA maps; what annotations of JPA say of the same type comes first. */
    public void add(EntityFact entity) {
        byType.merge(
                entity.type(),
                entity,
                (known, added) -> new EntityFact(
                        known.type(),
                        known.entityName(),
                        known.table(),
                        java.util.stream.Stream.concat(known.properties().stream(), added.properties().stream())
                                .toList(),
                        known.dynamicUpdate()));
    }

    /** Takes entities on another table of the name for what they are. */
    public void keepApart(Namesakes names) {
        if (names.any()) {
            EntitySchemas schemas = new EntitySchemas(index, names);
            byType.replaceAll((name, entity) -> schemas.apart(entity));
            byType.keySet().stream().filter(schemas::isDoubted).forEach(doubted::add);
        }
    }

    /** Whether nothing says of any entity that maps the column in which schema its table is. */
    public boolean isDoubted(ColumnRef column) {
        List<Mapping> mappings = mappings(column);
        return !mappings.isEmpty()
                && mappings.stream()
                        .allMatch(each -> doubted.contains(each.entity().type()));
    }

    public Collection<EntityFact> all() {
        return byType.values();
    }

    /** The entity that a type is. */
    public Optional<EntityFact> of(TypeFact type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** By entity name, else by qualified class name; of several, in modules of their own, the one nearest to the file of a path. */
    public Optional<EntityFact> named(String name, String path) {
        List<EntityFact> found = byType.values().stream()
                .filter(each -> each.entityName().equals(name)
                        || each.type().name().replace('$', '.').equals(name))
                .toList();
        return Nearest.of(found, each -> each.type().path(), path);
    }

    /** The entity and those that inherit from it: what a query for it may return. */
    public List<EntityFact> withSubclasses(EntityFact entity) {
        List<EntityFact> all = new ArrayList<>(List.of(entity));
        index.descendants(entity.type()).forEach(child -> of(child).ifPresent(all::add));
        return all;
    }

    /** Whether a mapped name means the column. */
    public static boolean isColumn(PropertyFact.MappedColumn mapped, ColumnRef column) {
        return mapped.column().equalsIgnoreCase(column.column())
                && mapped.table().equalsIgnoreCase(column.table().name());
    }

    /** Whether the property is kept in the column. */
    public static boolean maps(PropertyFact property, ColumnRef column) {
        return property.columns().stream().anyMatch(mapped -> isColumn(mapped, column));
    }

    /** The properties of an entity that are kept in the column. */
    public static List<PropertyFact> mapping(EntityFact entity, ColumnRef column) {
        return entity.properties().stream().filter(each -> maps(each, column)).toList();
    }

    /** Whether a load of the entity, or of one of its subclasses, reads the column from a row of its own. */
    public boolean loads(EntityFact entity, ColumnRef column) {
        return loads.computeIfAbsent(Question.of(entity, column), question -> withSubclasses(entity).stream()
                .anyMatch(each -> mapping(each, column).stream()
                        .anyMatch(property ->
                                property.kind() != PropertyFact.Kind.TO_MANY && !isInLazyElements(each, property))));
    }

    /** Elements are rows of their own, which are read when the collection is (Jakarta Persistence 11.1.14). */
    private static boolean isInLazyElements(EntityFact entity, PropertyFact property) {
        return entity.properties().stream()
                .anyMatch(each -> each.kind() == PropertyFact.Kind.ELEMENTS
                        && !each.eager()
                        && (property.path().equals(each.path())
                                || property.path().startsWith(each.path() + ".")));
    }

    /** Names of associations, loaded at once or not, over which a query reaches an entity that holds the column: it need not name that entity. */
    public Set<String> associationsTo(ColumnRef column) {
        return all().stream()
                .flatMap(entity -> entity.properties().stream())
                .filter(property -> property.target()
                        .flatMap(this::of)
                        .filter(held -> loads(held, column))
                        .isPresent())
                .map(PropertyFact::name)
                .collect(Collectors.toSet());
    }

    /** Whether saving the entity writes the column itself, in its own row or in one of an element. */
    public boolean stores(EntityFact entity, ColumnRef column) {
        return withSubclasses(entity).stream()
                .flatMap(each -> mapping(each, column).stream())
                .anyMatch(property -> property.kind() != PropertyFact.Kind.TO_MANY);
    }

    /**
     * Properties that lead, all of them eager, from the entity to one that the column belongs to; empty when none do. A collection
     * that is loaded by a key in the other table, or by a join table, reads that column too.
     */
    public List<PropertyFact> eagerPath(EntityFact entity, ColumnRef column) {
        return eager.computeIfAbsent(
                Question.of(entity, column), question -> path(entity, column, PropertyFact::eager, this::loads));
    }

    /** What comes with the elements of a collection; its owner, to which they refer back, is there already. */
    public List<PropertyFact> eagerPath(
            EntityFact owner, PropertyFact collection, EntityFact element, ColumnRef column) {
        Optional<PropertyFact> back = backReference(owner, collection, element);
        return back.isEmpty()
                ? eagerPath(element, column)
                : path(element, column, property -> property.eager() && !property.equals(back.get()), this::loads);
    }

    /** The side that {@code mappedBy} names; a mapping file's collection is the inverse of the only reference to its owner. */
    private Optional<PropertyFact> backReference(EntityFact owner, PropertyFact collection, EntityFact element) {
        if (!collection.columns().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> named = collection.member().annotations().stream()
                .flatMap(annotation -> annotation.member("mappedBy").stream())
                .findFirst()
                .flatMap(value -> index.text(value, collection.declaring()));
        List<PropertyFact> back = element.properties().stream()
                .filter(property -> property.kind() == PropertyFact.Kind.TO_ONE)
                .filter(property -> named.isPresent()
                        ? property.path().equals(named.get())
                        : property.target()
                                .filter(target -> index.isSubtype(owner.type(), target))
                                .isPresent())
                .toList();
        return back.size() == 1 ? Optional.of(back.get(0)) : Optional.empty();
    }

    /** Likewise along cascades of persist and merge: what a save writes besides the entity. */
    public List<PropertyFact> cascadePath(EntityFact entity, ColumnRef column) {
        return cascades.computeIfAbsent(
                Question.of(entity, column),
                question -> path(entity, column, Entities::isSavedWithOwner, this::stores));
    }

    private static boolean isSavedWithOwner(PropertyFact property) {
        return property.cascades().contains("ALL")
                || property.cascades().contains("MERGE")
                || property.cascades().contains("PERSIST");
    }

    /** Whether loading or saving the entity can touch the column. */
    public boolean concerns(EntityFact entity, ColumnRef column) {
        return stores(entity, column)
                || !eagerPath(entity, column).isEmpty()
                || !cascadePath(entity, column).isEmpty()
                || !deletePath(entity, column).isEmpty();
    }

    /**
     * What is loaded when the entity is deleted, besides itself: what the deletion goes on to, and what comes with that (Hibernate
     * ORM User Guide, "Cascading entity state transitions").
     */
    public List<PropertyFact> deletePath(EntityFact entity, ColumnRef column) {
        return deletes.computeIfAbsent(Question.of(entity, column), question -> findDeletePath(entity, column));
    }

    private List<PropertyFact> findDeletePath(EntityFact start, ColumnRef column) {
        Set<String> visited = new HashSet<>(Set.of(start.type().name()));
        Map<EntityFact, List<PropertyFact>> open = new LinkedHashMap<>(Map.of(start, List.of()));
        while (!open.isEmpty()) {
            EntityFact next = open.keySet().iterator().next();
            List<PropertyFact> soFar = open.remove(next);
            for (EntityFact each : withSubclasses(next)) {
                for (PropertyFact property : each.properties()) {
                    Optional<EntityFact> target = property.target().flatMap(this::of);
                    if (!property.isAssociation() || !isDeletedWithOwner(property) || target.isEmpty()) {
                        continue;
                    }
                    List<PropertyFact> longer = new ArrayList<>(soFar);
                    longer.add(property);
                    Optional<List<PropertyFact>> comes = comesWith(each, property, target.get(), column);
                    if (comes.isPresent()) {
                        longer.addAll(comes.get());
                        return longer;
                    }
                    if (visited.add(target.get().type().name())) {
                        open.put(target.get(), longer);
                    }
                }
            }
        }
        return List.of();
    }

    /** Properties from the target to the column, none when it is in the target's own rows; nothing when they are not read. */
    private Optional<List<PropertyFact>> comesWith(
            EntityFact owner, PropertyFact property, EntityFact target, ColumnRef column) {
        if (loads(target, column) || property.kind() == PropertyFact.Kind.TO_MANY && maps(property, column)) {
            return Optional.of(List.of());
        }
        return Optional.of(eagerPath(owner, property, target, column)).filter(path -> !path.isEmpty());
    }

    private static boolean isDeletedWithOwner(PropertyFact property) {
        return property.cascades().contains("ALL") || property.cascades().contains("REMOVE");
    }

    private List<PropertyFact> path(
            EntityFact start,
            ColumnRef column,
            Predicate<PropertyFact> follows,
            BiPredicate<EntityFact, ColumnRef> arrives) {
        Set<String> visited = new LinkedHashSet<>(List.of(start.type().name()));
        Map<EntityFact, List<PropertyFact>> open = new LinkedHashMap<>();
        open.put(start, List.of());
        while (!open.isEmpty()) {
            EntityFact next = open.keySet().iterator().next();
            List<PropertyFact> soFar = open.remove(next);
            if (!soFar.isEmpty() && arrives.test(next, column)) {
                return soFar;
            }
            for (EntityFact each : withSubclasses(next)) {
                for (PropertyFact property : each.properties()) {
                    Optional<EntityFact> target = property.target().flatMap(this::of);
                    if (!property.isAssociation() || !follows.test(property) || target.isEmpty()) {
                        continue;
                    }
                    List<PropertyFact> longer = new ArrayList<>(soFar);
                    longer.add(property);
                    if (maps(property, column) && property.kind() == PropertyFact.Kind.TO_MANY) {
                        return longer;
                    }
                    if (visited.add(target.get().type().name())) {
                        open.put(target.get(), longer);
                    }
                }
            }
        }
        return List.of();
    }

    /** All properties of all entities that map the column. */
    public List<Mapping> mappings(ColumnRef column) {
        return byType.values().stream()
                .flatMap(entity -> mapping(entity, column).stream().map(property -> new Mapping(entity, property)))
                .toList();
    }

    /** A property in the entity it was found in. */
    public record Mapping(EntityFact entity, PropertyFact property) {}
}
