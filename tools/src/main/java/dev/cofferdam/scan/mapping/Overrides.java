package dev.cofferdam.scan.mapping;

import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.mapping.PropertyFact.WrittenAt;
import dev.cofferdam.scan.skeleton.AnnotationFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Columns that an entity or an embedding property maps otherwise than the embedded or inherited type says, by property path. */
final class Overrides {

    private final JavaIndex index;
    private final Map<String, AttributeOverride> byPath = new HashMap<>();

    Overrides(JavaIndex index) {
        this.index = index;
    }

    /** A column for one property, and where it is written. */
    record AttributeOverride(AnnotationFact column, WrittenAt at) {}

    Optional<AttributeOverride> of(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** These with those of a member below added; the ones here are nearer to the entity and win. */
    Overrides with(List<AnnotationFact> annotations, TypeFact type, String member, String prefix) {
        Overrides both = new Overrides(index);
        both.byPath.putAll(byPath);
        both.add(annotations, type, member, prefix);
        return both;
    }

    /** Overrides nearer to the entity win, so the first one found for a path stays. */
    void add(List<AnnotationFact> annotations, TypeFact type, String member, String prefix) {
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
                byPath.putIfAbsent(prefix + name.get(), new AttributeOverride(columns.get(0), at));
            }
        }
    }
}
