package dev.cofferdam.scan.styles.jpa;

import dev.cofferdam.scan.hits.Hit.Spot;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.mapping.EntityFact;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The methods of a repository that Spring Data implements. */
final class RepositoryMethods {

    private RepositoryMethods() {}

    /** A method of a repository and the interface whose source holds it. */
    record Declared(TypeFact in, MethodFact method) {
        Spot spot() {
            return Spot.of(in, method.name(), method.line());
        }
    }

    /**
     * The repository's own methods, and those of interfaces of the project that it extends: Spring Data implements them alike, unless
     * the repository declares them again or a class beside the interface implements them by hand.
     */
    static List<Declared> of(TypeFact type, Scan scan) {
        List<Declared> methods = new ArrayList<>();
        type.methods().forEach(method -> methods.add(new Declared(type, method)));
        List<TypeFact> interfaces = scan.index().ancestors(type).stream()
                .filter(each -> each.kind() == TypeFact.Kind.INTERFACE)
                .filter(each -> scan.repositories().of(each).isEmpty())
                .toList();
        Set<String> taken =
                type.methods().stream().map(MethodFact::name).collect(Collectors.toCollection(HashSet::new));
        for (TypeFact each : interfaces) {
            Set<String> byHand = Set.of(each.simpleName() + "Impl", type.simpleName() + "Impl");
            scan.index().descendants(each).stream()
                    .filter(by -> byHand.contains(by.simpleName()))
                    .forEach(by -> by.methods().forEach(method -> taken.add(method.name())));
        }
        for (TypeFact each : interfaces) {
            each.methods().stream()
                    .filter(method -> !taken.contains(method.name()))
                    .forEach(method -> methods.add(new Declared(each, method)));
        }
        return methods;
    }

    /** A type whose members are the select list; nothing when the method returns something else. */
    static Optional<TypeFact> projection(Declared declared, EntityFact entity, Scan scan) {
        TypeUse use = declared.method().type();
        while (!use.arguments().isEmpty()) {
            use = use.arguments().get(use.arguments().size() - 1);
        }
        return scan.index()
                .resolve(use.name(), declared.in())
                .filter(type -> scan.entities().of(type).isEmpty()
                        && !scan.index().isSubtype(entity.type(), type)
                        && type.kind() != TypeFact.Kind.ENUM);
    }
}
