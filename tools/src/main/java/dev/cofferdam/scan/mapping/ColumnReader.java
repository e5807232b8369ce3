package dev.cofferdam.scan.mapping;

import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.mapping.MappingReader.Level;
import dev.cofferdam.scan.mapping.Overrides.AttributeOverride;
import dev.cofferdam.scan.mapping.PropertyFact.MappedColumn;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Columns of properties: named by an annotation, an override, or by default (Jakarta Persistence 11.1). */
final class ColumnReader {

    private static final Map<String, String> POSITIONS = Map.of("OrderColumn", "_ORDER", "MapKeyColumn", "_KEY");

    private final JavaIndex index;
    private final Names names;
    private final EntityNames entities;

    ColumnReader(JavaIndex index, Names names, EntityNames entities) {
        this.index = index;
        this.names = names;
        this.entities = entities;
    }

    /** The column of a property without association, in the table of its level unless the annotation names another. */
    MappedColumn basic(Level level, String path, Member member, Optional<AttributeOverride> override) {
        Optional<AnnotationFact> column =
                override.map(AttributeOverride::column).or(() -> member.annotation("Column"));
        String table = column.flatMap(each -> each.member("table"))
                .flatMap(each -> index.text(each, level.type()))
                .filter(each -> !each.isBlank())
                .map(names::table)
                .orElse(level.table());
        String name = path.substring(path.lastIndexOf('.') + 1);
        return column(table, column, name, level.type(), override);
    }

    /**
     * @param implicit the logical name without an annotation
     * @param context where names in the annotation are resolved, unless an override was written elsewhere
     */
    MappedColumn column(
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

    /** One for each join column; an empty one has its name by default. */
    List<Optional<AnnotationFact>> joinColumns(Member member, Optional<AttributeOverride> override) {
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

    /** What keeps a list's order or a map's keys, in the table that holds the elements or refers to them (Jakarta Persistence 11.1.42). */
    List<MappedColumn> positions(String table, String name, Member member, TypeFact context) {
        List<MappedColumn> columns = new ArrayList<>();
        POSITIONS.forEach((annotation, suffix) -> member.annotation(annotation)
                .ifPresent(position ->
                        columns.add(column(table, Optional.of(position), name + suffix, context, Optional.empty()))));
        return columns;
    }

    /** Both sides of a join table. */
    List<MappedColumn> joinTable(Level level, String name, Member member, Optional<TypeFact> target) {
        Optional<AnnotationFact> annotation = member.annotation("JoinTable");
        String ownerTable = entities.logicalTable(level.owner());
        String implicit = names.springImplicit()
                ? ownerTable + "_" + name
                : ownerTable + "_" + target.map(entities::logicalTable).orElse(name);
        String table = names.table(annotation
                .flatMap(each -> each.member("name"))
                .flatMap(each -> index.text(each, level.type()))
                .orElse(implicit));
        List<AnnotationFact> own =
                annotation.map(each -> each.nested("joinColumns")).orElse(List.of());
        List<AnnotationFact> other =
                annotation.map(each -> each.nested("inverseJoinColumns")).orElse(List.of());
        List<MappedColumn> columns = new ArrayList<>(side(
                table,
                own,
                entities.entityName(level.owner()) + "_" + entities.identifier(Optional.of(level.owner())),
                level.type()));
        columns.addAll(side(table, other, name + "_" + entities.identifier(target), level.type()));
        return columns;
    }

    /** Columns of one side of a join or collection table: those that are named, else the one by default. */
    List<MappedColumn> side(String table, List<AnnotationFact> joins, String implicit, TypeFact context) {
        return joins.isEmpty()
                ? List.of(column(table, Optional.empty(), implicit, context, Optional.empty()))
                : joins.stream()
                        .map(join -> column(table, Optional.of(join), implicit, context, Optional.empty()))
                        .toList();
    }
}
