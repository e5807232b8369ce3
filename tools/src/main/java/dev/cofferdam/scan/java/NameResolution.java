package dev.cofferdam.scan.java;

import dev.cofferdam.scan.skeleton.FileFacts;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of the project's types a written name means: nested, imported, of the package, inherited (JLS 6.5.5). */
final class NameResolution {

    private final JavaIndex index;
    private final Map<String, String> byDottedName = new HashMap<>();

    NameResolution(JavaIndex index) {
        this.index = index;
    }

    /** Makes a type known, unless another has its name already. */
    void add(String type) {
        byDottedName.putIfAbsent(type.replace('$', '.'), type);
    }

    /** The type of a name without {@code $}, as the file of the path sees it. */
    Optional<TypeFact> dotted(String name, String path) {
        return Optional.ofNullable(byDottedName.get(name)).flatMap(each -> index.type(each, path));
    }

    /** The type that a name means inside another. */
    Optional<TypeFact> resolve(String name, TypeFact context) {
        int dot = name.indexOf('.');
        String head = dot < 0 ? name : name.substring(0, dot);
        String rest = dot < 0 ? "" : name.substring(dot);
        return resolveHead(head, context, new LinkedHashSet<>())
                .map(found -> found.name().replace('$', '.') + rest)
                .flatMap(each -> dotted(each, context.path()))
                .or(() -> dotted(name, context.path()));
    }

    private Optional<TypeFact> resolveHead(String head, TypeFact context, Set<String> visited) {
        for (String around = context.name(); ; around = around.substring(0, around.lastIndexOf('$'))) {
            if (around.endsWith("." + head) || around.endsWith("$" + head) || around.equals(head)) {
                return index.type(around, context.path());
            }
            Optional<TypeFact> nested = index.type(around + "$" + head, context.path());
            if (nested.isPresent()) {
                return nested;
            }
            if (!around.contains("$")) {
                break;
            }
        }
        FileFacts facts = index.file(context);
        for (String imported : facts.imports()) {
            if (imported.endsWith("." + head)) {
                return dotted(imported, context.path());
            }
        }
        // A static import brings in nested types too (JLS 7.5.3), but may as well mean a method or a field.
        for (String imported : facts.staticImports()) {
            if (imported.endsWith("." + head)
                    && dotted(imported, context.path()).isPresent()) {
                return dotted(imported, context.path());
            }
        }
        String samePackage = facts.packageName().isEmpty() ? head : facts.packageName() + "." + head;
        Optional<TypeFact> neighbour = index.type(samePackage, context.path());
        if (neighbour.isPresent()) {
            return neighbour;
        }
        return onDemand(head, facts.imports(), context)
                .or(() -> onDemand(head, facts.staticImports(), context))
                .or(() -> inherited(head, context, visited));
    }

    private Optional<TypeFact> onDemand(String head, List<String> imports, TypeFact context) {
        return imports.stream()
                .filter(imported -> imported.endsWith(".*"))
                .flatMap(imported ->
                        dotted(imported.substring(0, imported.length() - 1) + head, context.path()).stream())
                .findFirst();
    }

    /** Nested types are inherited too. */
    private Optional<TypeFact> inherited(String head, TypeFact context, Set<String> visited) {
        if (!visited.add(context.name())) {
            return Optional.empty();
        }
        for (TypeUse use : context.supertypes()) {
            Optional<TypeFact> parent = use.simpleName().equals(head)
                    ? Optional.empty()
                    : dotted(importedName(use, context), context.path());
            if (parent.isPresent()) {
                Optional<TypeFact> nested = index.type(
                        parent.get().name() + "$" + head, parent.get().path());
                if (nested.isPresent()) {
                    return nested;
                }
                Optional<TypeFact> above = inherited(head, parent.get(), visited);
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
