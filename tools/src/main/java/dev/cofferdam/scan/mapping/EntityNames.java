package dev.cofferdam.scan.mapping;

import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Names of an entity, its table and its identifier: written, or by default (Jakarta Persistence 2.13, 11.1). */
final class EntityNames {

    private final JavaIndex index;
    private final Names names;

    EntityNames(JavaIndex index, Names names) {
        this.index = index;
        this.names = names;
    }

    /** What JPQL calls the entity. */
    String entityName(TypeFact type) {
        return type.annotation("Entity")
                .flatMap(entity -> entity.member("name"))
                .flatMap(name -> index.text(name, type))
                .filter(name -> !name.isBlank())
                .orElse(type.simpleName());
    }

    /** The table of an entity's own columns; for one of a single-table hierarchy the root's. */
    String table(TypeFact owner) {
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

    /** The table before the naming strategy, from which names of join tables are made. */
    String logicalTable(TypeFact type) {
        return type.annotation("Table")
                .flatMap(table -> table.member("name"))
                .flatMap(name -> index.text(name, type))
                .orElse(entityName(type));
    }

    /** The logical name of an entity's identifier column; {@code id} when it is not known. */
    String identifier(Optional<TypeFact> target) {
        return target.stream()
                .flatMap(type -> Stream.concat(Stream.of(type), index.ancestors(type).stream()))
                .flatMap(type -> type.fields().stream()
                        .filter(field -> field.has("Id"))
                        .map(field -> field.annotation("Column")
                                .flatMap(column -> column.member("name"))
                                .flatMap(name -> index.text(name, type))
                                .orElse(field.name())))
                .findFirst()
                .orElse("id");
    }
}
