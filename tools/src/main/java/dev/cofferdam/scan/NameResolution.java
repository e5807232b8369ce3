package dev.cofferdam.scan;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of the project's types a written name means: nested, imported, of the package, inherited (JLS 6.5.5). */
final class NameResolution {

    private final JavaIndex index;
    private final Map<String, TypeFact> byName = new HashMap<>();
    private final Map<String, TypeFact> byDottedName = new HashMap<>();

    NameResolution(JavaIndex index) {
        this.index = index;
    }

    /** Makes a type known, unless another has its name already. */
    void add(TypeFact type) {
        byName.putIfAbsent(type.name(), type);
        byDottedName.putIfAbsent(type.name().replace('$', '.'), type);
    }

    Optional<TypeFact> dotted(String name) {
        return Optional.ofNullable(byDottedName.get(name));
    }

    /** The type that a name means inside another. */
    Optional<TypeFact> resolve(String name, TypeFact context) {
        int dot = name.indexOf('.');
        String head = dot < 0 ? name : name.substring(0, dot);
        String rest = dot < 0 ? "" : name.substring(dot);
        return resolveHead(head, context, new LinkedHashSet<>())
                .map(found -> found.name().replace('$', '.') + rest)
                .map(byDottedName::get)
                .or(() -> Optional.ofNullable(byDottedName.get(name)));
    }

    private Optional<TypeFact> resolveHead(String head, TypeFact context, Set<String> visited) {
        for (String around = context.name(); ; around = around.substring(0, around.lastIndexOf('$'))) {
            if (around.endsWith("." + head) || around.endsWith("$" + head) || around.equals(head)) {
                return Optional.ofNullable(byName.get(around));
            }
            TypeFact nested = byName.get(around + "$" + head);
            if (nested != null) {
                return Optional.of(nested);
            }
            if (!around.contains("$")) {
                break;
            }
        }
        FileFacts facts = index.file(context);
        for (String imported : facts.imports()) {
            if (imported.endsWith("." + head)) {
                return Optional.ofNullable(byDottedName.get(imported));
            }
        }
        String samePackage = facts.packageName().isEmpty() ? head : facts.packageName() + "." + head;
        if (byName.containsKey(samePackage)) {
            return Optional.ofNullable(byName.get(samePackage));
        }
        for (String imported : facts.imports()) {
            if (imported.endsWith(".*")) {
                TypeFact found = byDottedName.get(imported.substring(0, imported.length() - 1) + head);
                if (found != null) {
                    return Optional.of(found);
                }
            }
        }
        return inherited(head, context, visited);
    }

    /** Nested types are inherited too. */
    private Optional<TypeFact> inherited(String head, TypeFact context, Set<String> visited) {
        if (!visited.add(context.name())) {
            return Optional.empty();
        }
        for (TypeUse use : context.supertypes()) {
            TypeFact parent = use.simpleName().equals(head) ? null : byDottedName.get(importedName(use, context));
            if (parent != null) {
                TypeFact nested = byName.get(parent.name() + "$" + head);
                if (nested != null) {
                    return Optional.of(nested);
                }
                Optional<TypeFact> above = inherited(head, parent, visited);
                if (above.isPresent()) {
                    return above;
                }
            }
        }
        return Optional.empty();
    }

    private String importedName(TypeUse use, TypeFact context) {
        FileFacts facts = index.file(context);
        return facts.imports().stream()
                .filter(imported -> imported.endsWith("." + use.name()))
                .findFirst()
                .orElse(facts.packageName().isEmpty() ? use.name() : facts.packageName() + "." + use.name());
    }
}
