package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import java.util.Set;
import java.util.TreeSet;

/**
 * Words of which a body holds one when it calls an entity manager or session: the types themselves, and what is declared as one. Calls
 * named {@code get} and {@code find} are everywhere; those on a manager are few.
 */
final class ManagerWords {

    private final Set<String> types;
    private final Set<String> words;
    private boolean bound;

    private ManagerWords(Set<String> types) {
        this.types = types;
        words = new TreeSet<>(types);
    }

    /**
     * The words; none when a type argument makes a variable a manager, whose members could have any name.
     *
     * @param types managers and methods that give one
     */
    static Set<String> of(Set<String> types, JavaIndex index) {
        ManagerWords found = new ManagerWords(types);
        index.typesMentioning(types).forEach(found::add);
        return found.bound ? Set.of() : Set.copyOf(found.words);
    }

    private void add(TypeFact type) {
        bound |= type.supertypes().stream()
                .flatMap(use -> use.arguments().stream())
                .anyMatch(this::isManager);
        type.fields().stream().filter(field -> isManager(field.type())).forEach(field -> {
            words.add(field.name());
            words.addAll(Accessors.of(field.name()).keySet());
        });
        type.methods().forEach(method -> {
            if (isManager(method.type())) {
                words.add(method.name());
            }
            method.parameters().stream()
                    .filter(parameter -> isManager(parameter.type()))
                    .forEach(parameter -> words.add(parameter.name()));
        });
        if (type.supertypes().stream().anyMatch(this::isManager)) {
            words.add(type.simpleName());
        }
    }

    private boolean isManager(TypeUse use) {
        return types.contains(use.simpleName()) || use.arguments().stream().anyMatch(this::isManager);
    }
}
