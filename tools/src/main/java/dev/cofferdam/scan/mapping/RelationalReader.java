package dev.cofferdam.scan.mapping;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.mapping.PropertyFact.Kind;
import dev.cofferdam.scan.mapping.PropertyFact.MappedColumn;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.FieldFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import dev.cofferdam.scan.types.Repositories;
import dev.cofferdam.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The mapping of Spring Data JDBC and R2DBC (Spring Data Relational reference, "Mapping" and "Entity persistence"): names in snake case
 * unless annotated, annotated names as they are, and what an aggregate holds is loaded and saved with it.
 */
final class RelationalReader {

    private static final String LIBRARY = "springframework.data.relational";
    private static final Set<String> OTHER_STORES = Set.of(
            "Entity", "Embeddable", "MappedSuperclass", "Document", "RedisHash", "Node", "Container", "TypeAlias");
    private static final Set<String> COLLECTIONS =
            Set.of("List", "Set", "Collection", "Map", "Iterable", TypeUse.ARRAY);
    private static final Set<String> NO_COLUMN = Set.of("Transient", "Value", "Autowired");
    private static final NamingStrategy DEFAULT = NamingStrategy.SNAKE_CASE;

    private final JavaIndex index;
    private final Schema schema;
    private final Map<TypeFact, EntityFact> read = new LinkedHashMap<>();

    private RelationalReader(JavaIndex index, Schema schema) {
        this.index = index;
        this.schema = schema;
    }

    /** All classes that are mapped by it; nothing where no file uses it. */
    static Map<TypeFact, EntityFact> read(JavaIndex index, Schema schema, Repositories repositories) {
        boolean used = !index.mentioning(Set.of(LIBRARY, "springframework.data.r2dbc", "springframework.data.jdbc"))
                .isEmpty();
        RelationalReader reader = new RelationalReader(index, schema);
        if (used) {
            index.annotated("Table").stream()
                    .filter(type -> !type.hasAny(OTHER_STORES)
                            && index.source(type.path()).mentions(LIBRARY))
                    .forEach(reader::add);
            repositories.all().stream()
                    .map(Repositories.Repository::entityType)
                    .filter(type -> !type.hasAny(OTHER_STORES) && reader.isAggregate(type))
                    .forEach(reader::add);
        }
        return reader.read;
    }

    /** What a repository is for has an identifier of Spring Data's own, or none that is marked in R2DBC's and JDBC's simplest form. */
    private boolean isAggregate(TypeFact type) {
        return type.has("Table") || identified(type);
    }

    private boolean identified(TypeFact type) {
        return withAncestors(type).stream()
                .anyMatch(level -> level.fields().stream().anyMatch(field -> field.has("Id"))
                        && index.source(level.path()).mentions("springframework.data.annotation"));
    }

    private List<TypeFact> withAncestors(TypeFact type) {
        List<TypeFact> levels = new ArrayList<>(List.of(type));
        levels.addAll(index.ancestors(type));
        return levels;
    }

    private void add(TypeFact type) {
        if (read.containsKey(type)) {
            return;
        }
        List<PropertyFact> properties = new ArrayList<>();
        EntityFact entity = new EntityFact(type, type.simpleName(), table(type), properties, false);
        read.put(type, entity);
        addMembers(type, new Level(type, entity.table(), "", "", 0), properties);
        read.put(type, new EntityFact(type, entity.entityName(), entity.table(), properties, false));
    }

    /**
     * @param path of the embedding property with its dot
     * @param columns what embedded columns begin with
     */
    private record Level(TypeFact owner, String table, String path, String columns, int depth) {}

    private void addMembers(TypeFact type, Level level, List<PropertyFact> properties) {
        for (TypeFact each : withAncestors(type)) {
            for (FieldFact field : each.fields()) {
                if (!field.isStatic() && !field.isTransient() && !field.hasAny(NO_COLUMN)) {
                    addMember(each, field, level, properties);
                }
            }
        }
    }

    private void addMember(TypeFact declaring, FieldFact field, Level level, List<PropertyFact> properties) {
        Optional<AnnotationFact> embedded = field.annotations().stream()
                .filter(each -> each.name().equals("Embedded")
                        || Set.of("Nullable", "Empty").contains(each.name())
                                && each.members().containsKey("prefix"))
                .findFirst();
        boolean many = COLLECTIONS.contains(field.type().simpleName());
        Optional<TypeFact> target = target(declaring, field.type());
        if (embedded.isPresent() && target.isPresent() && level.depth() < 4) {
            properties.add(property(declaring, field, level, Kind.EMBEDDED, target, List.of()));
            String prefix = embedded.get()
                    .member("prefix")
                    .flatMap(text -> index.text(text, declaring))
                    .orElse("");
            addMembers(
                    target.get(),
                    new Level(
                            level.owner(),
                            level.table(),
                            level.path() + field.name() + ".",
                            level.columns() + prefix,
                            level.depth() + 1),
                    properties);
        } else if (target.filter(each -> many || isAggregate(each)).isPresent()) {
            properties.add(property(
                    declaring,
                    field,
                    level,
                    many ? Kind.TO_MANY : Kind.TO_ONE,
                    target,
                    List.of(backReference(declaring, field, level, target.get()))));
            add(target.get());
        } else {
            properties.add(property(
                    declaring, field, level, Kind.BASIC, Optional.empty(), List.of(column(declaring, field, level))));
        }
    }

    /** A class of the project that the field holds, one or many of; a reference to another aggregate is only its identifier. */
    private Optional<TypeFact> target(TypeFact declaring, TypeUse use) {
        TypeUse element =
                COLLECTIONS.contains(use.simpleName()) && !use.arguments().isEmpty()
                        ? use.arguments().get(use.arguments().size() - 1)
                        : use;
        return index.resolve(element.name(), declaring)
                .filter(type -> type.kind() == TypeFact.Kind.CLASS || type.kind() == TypeFact.Kind.RECORD);
    }

    private PropertyFact property(
            TypeFact declaring,
            FieldFact field,
            Level level,
            Kind kind,
            Optional<TypeFact> target,
            List<MappedColumn> columns) {
        boolean held = kind == Kind.TO_ONE || kind == Kind.TO_MANY;
        return new PropertyFact(
                level.path() + field.name(),
                declaring,
                field,
                kind,
                target,
                held,
                held ? Set.of("ALL") : Set.of(),
                columns);
    }

    private MappedColumn column(TypeFact declaring, FieldFact field, Level level) {
        Optional<String> named = named(field.annotation("Column"), declaring);
        String name = level.columns() + named.orElseGet(() -> DEFAULT.physical(field.name()));
        boolean sure = named.isPresent() || !isStrange(new ColumnRef(TableRef.of(level.table()), name));
        return new MappedColumn(
                level.table(),
                name,
                !field.has("ReadOnlyProperty"),
                sure,
                named.isPresent() ? "named by `@Column`" : "by the default naming of Spring Data Relational",
                Optional.empty());
    }

    /** The child's row holds the key of its aggregate. */
    private MappedColumn backReference(TypeFact declaring, FieldFact field, Level level, TypeFact target) {
        Optional<String> named = field.annotation("MappedCollection")
                .flatMap(each -> each.member("idColumn"))
                .flatMap(text -> index.text(text, declaring))
                .or(() -> named(field.annotation("Column"), declaring));
        return new MappedColumn(
                table(target),
                named.orElse(level.table()),
                true,
                true,
                named.isPresent() ? "named by its annotation" : "the default back reference of Spring Data JDBC",
                Optional.empty());
    }

    private boolean isStrange(ColumnRef column) {
        return schema.tables().stream()
                .filter(table ->
                        table.ref().name().equalsIgnoreCase(column.table().name()))
                .anyMatch(table ->
                        table.columns().stream().noneMatch(each -> each.name().equalsIgnoreCase(column.column())));
    }

    private String table(TypeFact type) {
        return named(type.annotation("Table"), type).orElseGet(() -> DEFAULT.physical(type.simpleName()));
    }

    private Optional<String> named(Optional<AnnotationFact> annotation, TypeFact context) {
        return annotation
                .flatMap(each -> each.member("value").or(() -> each.member("name")))
                .flatMap(text -> index.text(text, context))
                .filter(name -> !name.isBlank())
                .map(name -> NamingStrategy.isQuoted(name) ? name.substring(1, name.length() - 1) : name)
                .map(name -> name.substring(name.lastIndexOf('.') + 1));
    }
}
