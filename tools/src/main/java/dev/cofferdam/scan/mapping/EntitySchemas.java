package dev.cofferdam.scan.mapping;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.mapping.PropertyFact.MappedColumn;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.schema.Namesakes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Entities on tables of one name in several schemas, by the schema that they write or that the application looks in first. */
final class EntitySchemas {

    private static final Set<String> TABLES = Set.of("Table", "TableName");

    private final JavaIndex index;
    private final Namesakes names;
    private final Set<TypeFact> doubts = new HashSet<>();

    EntitySchemas(JavaIndex index, Namesakes names) {
        this.index = index;
        this.names = names;
    }

    /** The entity as it is, with its table qualified when that is the other one, or in doubt when nobody can say. */
    EntityFact apart(EntityFact entity) {
        String name = names.asked().name();
        if (!entity.table().equalsIgnoreCase(name)) {
            return entity;
        }
        Optional<String> schema = schema(entity.type());
        TableRef written = new TableRef(schema, name);
        return switch (names.of(written)) {
            case ASKED -> entity;
            case OTHER -> other(entity, schema.or(this::first).orElse("another") + "." + name);
            case OPEN -> doubted(entity);
        };
    }

    /** Whether nothing said which of the tables an entity is on. */
    boolean isDoubted(TypeFact type) {
        return doubts.contains(type);
    }

    private Optional<String> first() {
        return names.withoutSchema().flatMap(TableRef::schema).or(() -> Optional.of("public"));
    }

    private Optional<String> schema(TypeFact type) {
        return Stream.concat(Stream.of(type), index.ancestors(type).stream().filter(each -> each.has("Entity")))
                .flatMap(level -> level.annotations().stream()
                        .filter(each -> TABLES.contains(each.name()))
                        .flatMap(table -> table
                                .member("schema")
                                .or(() -> table.member("catalog"))
                                .flatMap(value -> index.text(value, level))
                                .or(() -> beforeDot(table, level))
                                .stream()))
                .filter(each -> !each.isBlank())
                .findFirst();
    }

    /** {@code @TableName("sales.owners")}, of MyBatis-Plus; JPA takes a dot for a part of the name. */
    private Optional<String> beforeDot(AnnotationFact table, TypeFact level) {
        return table.member("value")
                .flatMap(value -> index.text(value, level))
                .filter(name -> table.name().equals("TableName") && name.contains("."))
                .map(name -> name.substring(0, name.lastIndexOf('.')).replaceAll("[`\"\\[\\]]", ""));
    }

    private static EntityFact other(EntityFact entity, String table) {
        return mapped(
                entity,
                table,
                column -> column.table().equalsIgnoreCase(entity.table())
                        ? new MappedColumn(
                                table, column.column(), column.writable(), column.sure(), column.how(), column.named())
                        : column);
    }

    private EntityFact doubted(EntityFact entity) {
        doubts.add(entity.type());
        String how = "; the table could be " + names.words() + ", and nothing says which schema is looked in";
        return mapped(
                entity,
                entity.table(),
                column -> column.table().equalsIgnoreCase(entity.table())
                        ? new MappedColumn(
                                column.table(),
                                column.column(),
                                column.writable(),
                                false,
                                column.how() + how,
                                column.named())
                        : column);
    }

    private static EntityFact mapped(EntityFact entity, String table, UnaryOperator<MappedColumn> change) {
        List<PropertyFact> properties = entity.properties().stream()
                .map(property -> new PropertyFact(
                        property.path(),
                        property.declaring(),
                        property.member(),
                        property.kind(),
                        property.target(),
                        property.eager(),
                        property.cascades(),
                        property.columns().stream().map(change).toList()))
                .toList();
        return new EntityFact(entity.type(), entity.entityName(), table, properties, entity.dynamicUpdate());
    }
}
