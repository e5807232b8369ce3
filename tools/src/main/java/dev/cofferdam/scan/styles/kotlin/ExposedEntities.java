package dev.cofferdam.scan.styles.kotlin;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.hits.Scan;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Entities over the tables of Exposed: {@code Owner.findById(1)} loads every column of the row. */
final class ExposedEntities {
    private final Scan scan;
    private final KotlinTypes types;
    private final ExposedFinder tables;

    ExposedEntities(Scan scan, KotlinTypes types, ExposedFinder tables) {
        this.scan = scan;
        this.types = types;
        this.tables = tables;
    }

    /** The classes whose companion names one of the tables, whichever columns they declare. */
    List<KotlinType> all() {
        Set<String> names = tables.tables().stream().map(KotlinType::name).collect(Collectors.toUnmodifiableSet());
        return types.all().stream()
                .filter(type -> type.kind().equals("object")
                        && type.supertypes().stream().anyMatch(name -> name.endsWith("EntityClass"))
                        && type.supertypes().stream().anyMatch(names::contains))
                .flatMap(type -> type.supertypes().stream())
                .flatMap(name -> types.named(name).stream())
                .filter(type -> !names.contains(type.name()))
                .distinct()
                .toList();
    }

    void find() {
        for (KotlinType entity : all()) {
            Pattern load = Pattern.compile("\\b" + entity.name()
                    + "\\s*(?:\\.\\s*(?:find\\w*|all|get|wrapRows?|forIds|testAndGet)\\s*[({]|\\[)");
            for (KotlinSource source : types.sources()) {
                Matcher matcher = load.matcher(source.code());
                while (matcher.find()) {
                    add(source, matcher.start(), entity.name());
                }
            }
        }
    }

    private void add(KotlinSource source, int offset, String entity) {
        String reason = "it loads whole rows as `" + entity + "`";
        scan.add(source.hit(offset, Access.READ, Style.ENTITY_READ, entity, reason));
    }
}
