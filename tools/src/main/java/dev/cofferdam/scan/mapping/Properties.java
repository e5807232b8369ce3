package dev.cofferdam.scan.mapping;

import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.FieldFact;
import dev.cofferdam.scan.skeleton.TypeFact.Member;
import dev.cofferdam.scan.skeleton.TypeUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Members of a class that a mapping outside of it calls by the property's name. */
public final class Properties {

    private final JavaIndex index;

    public Properties(JavaIndex index) {
        this.index = index;
    }

    /** A member and the type of the hierarchy that declares it. */
    public record Found(TypeFact declaring, Member member) {}

    /** The field, else the getter; what only a library's class declares is taken for a field of the type itself. */
    public Found of(TypeFact type, String property) {
        List<TypeFact> levels = new ArrayList<>(List.of(type));
        levels.addAll(index.ancestors(type));
        return levels.stream()
                .flatMap(level -> level.field(property).stream().map(field -> new Found(level, field)))
                .findFirst()
                .or(() -> levels.stream()
                        .flatMap(level -> level.methods().stream()
                                .filter(method -> Accessors.propertyOfGetter(method.name())
                                        .filter(property::equals)
                                        .isPresent())
                                .map(method -> new Found(level, method)))
                        .findFirst())
                .orElseGet(() -> new Found(type, unseen(type, property)));
    }

    private static FieldFact unseen(TypeFact type, String property) {
        return new FieldFact(property, TypeUse.named("Object"), type.line(), false, false, List.of(), Optional.empty());
    }

    /** The project's type of a member; what a container holds rather than the container. */
    Optional<TypeFact> target(Found found) {
        TypeUse use = found.member().type();
        while (!use.arguments().isEmpty()) {
            use = use.arguments().get(use.arguments().size() - 1);
        }
        return index.resolve(use.name(), found.declaring());
    }
}
