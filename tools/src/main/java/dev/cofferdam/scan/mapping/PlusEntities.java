package dev.cofferdam.scan.mapping;

import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.files.SourceTree;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.mapping.PropertyFact.Kind;
import dev.cofferdam.scan.mapping.PropertyFact.MappedColumn;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.FieldFact;
import dev.cofferdam.scan.types.Repositories;
import dev.cofferdam.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Entities of MyBatis-Plus: classes with {@code @TableName} and those that mappers and services are for. Names without an annotation
 * are written with underscores (its TableInfoHelper).
 */
public final class PlusEntities {

    private static final Pattern PREFIX =
            Pattern.compile("table[-_]?prefix[\"']?\\s*[:=]\\s*[\"']?(\\w+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN =
            Pattern.compile("table-?underline[\"']?\\s*[:=]\\s*[\"']?false", Pattern.CASE_INSENSITIVE);

    private final JavaIndex index;
    private final Schema schema;
    private final String prefix;
    private final boolean underline;

    private PlusEntities(JavaIndex index, Schema schema, String prefix, boolean underline) {
        this.index = index;
        this.schema = schema;
        this.prefix = prefix;
        this.underline = underline;
    }

    /** The entities of MyBatis-Plus. */
    public static List<EntityFact> of(SourceTree tree, JavaIndex index, Repositories repositories, Schema schema) {
        Set<TypeFact> types = new LinkedHashSet<>();
        index.annotated("TableName").forEach(types::add);
        repositories.mappers().forEach(each -> types.add(each.entityType()));
        if (types.isEmpty()) {
            return List.of();
        }
        List<String> configured = tree.files().stream()
                .filter(file -> Set.of("yml", "yaml", "properties").contains(file.extension()) && !file.isTest())
                .filter(file -> file.mentions("prefix") || file.mentions("underline"))
                .map(SourceFile::text)
                .toList();
        String prefix = configured.stream()
                .map(PREFIX::matcher)
                .filter(Matcher::find)
                .map(each -> each.group(1))
                .findFirst()
                .orElse("");
        boolean underline =
                configured.stream().noneMatch(text -> PLAIN.matcher(text).find());
        PlusEntities entities = new PlusEntities(index, schema, prefix, underline);
        return types.stream()
                .flatMap(type -> tree.faults()
                        .guard(entities, type.path(), Stream.<EntityFact>empty(), () -> Stream.of(entities.read(type))))
                .toList();
    }

    private EntityFact read(TypeFact type) {
        String table = table(type);
        Map<String, PropertyFact> properties = new LinkedHashMap<>();
        List<TypeFact> levels = new ArrayList<>(List.of(type));
        levels.addAll(index.ancestors(type));
        for (TypeFact level : levels) {
            for (FieldFact field : level.fields()) {
                boolean outside = field.annotation("TableField")
                        .filter(each -> each.isFalse("exist"))
                        .isPresent();
                if (!field.isStatic() && !field.isTransient() && !outside) {
                    properties.putIfAbsent(field.name(), property(level, field, table));
                }
            }
        }
        return new EntityFact(type, type.simpleName(), table, List.copyOf(properties.values()), true);
    }

    private String table(TypeFact type) {
        Optional<String> named = type.annotation("TableName").flatMap(each -> text(each, type));
        String plain = underline ? Names.underscored(type.simpleName()) : type.simpleName();
        String table = named.orElse(plain);
        boolean keepsPrefix = named.isEmpty()
                || type.annotation("TableName")
                        .filter(each -> each.isTrue("keepGlobalPrefix"))
                        .isPresent();
        String prefixed = keepsPrefix && !table.startsWith(prefix) ? prefix + table : table;
        return prefixed.substring(prefixed.lastIndexOf('.') + 1);
    }

    private PropertyFact property(TypeFact level, FieldFact field, String table) {
        Optional<String> named = field.annotation("TableField")
                .or(() -> field.annotation("TableId"))
                .flatMap(each -> text(each, level));
        String name = named.orElse(Names.underscored(field.name()));
        boolean asWritten = named.isEmpty() && !known(table, name) && known(table, field.name());
        String how = named.isPresent()
                ? "named `" + name + "` there"
                : "named after the property with underscores, as MyBatis-Plus does by default";
        MappedColumn column = new MappedColumn(
                table,
                asWritten ? field.name() : name,
                true,
                named.isPresent() || known(table, name),
                how,
                Optional.empty());
        return new PropertyFact(
                field.name(), level, field, Kind.BASIC, Optional.empty(), false, Set.of(), List.of(column));
    }

    private boolean known(String table, String column) {
        return schema.tables().stream()
                .filter(each -> each.ref().name().equalsIgnoreCase(table))
                .flatMap(each -> each.columns().stream())
                .anyMatch(each -> each.name().equalsIgnoreCase(column));
    }

    private Optional<String> text(AnnotationFact annotation, TypeFact context) {
        return annotation
                .member("value")
                .flatMap(each -> index.text(each, context))
                .map(each -> each.replaceAll("[`\"\\[\\]]", ""))
                .filter(each -> !each.isBlank());
    }
}
