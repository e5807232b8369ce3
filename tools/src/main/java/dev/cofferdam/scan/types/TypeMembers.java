package dev.cofferdam.scan.types;

import dev.cofferdam.scan.java.Accessors;
import dev.cofferdam.scan.java.JavaIndex;
import dev.cofferdam.scan.skeleton.TypeFact;
import dev.cofferdam.scan.skeleton.TypeFact.FieldFact;
import dev.cofferdam.scan.skeleton.TypeFact.MethodFact;
import dev.cofferdam.scan.skeleton.TypeUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fields and methods of the project's types, inherited ones too, with type variables replaced as a receiver sees them. */
public final class TypeMembers {

    private static final Set<String> LOMBOK_BUILDERS = Set.of("Builder", "SuperBuilder");

    private final JavaIndex index;

    public TypeMembers(JavaIndex index) {
        this.index = index;
    }

    /** A method and the type that declares it. */
    public record Found(TypeFact owner, MethodFact method) {}

    /** The nearest declaration with this name and number of parameters. */
    public Optional<Found> method(TypeFact type, String name, int arguments) {
        return withAncestors(type).stream()
                .flatMap(level -> level.methods().stream()
                        .filter(each ->
                                each.name().equals(name) && each.parameters().size() == arguments)
                        .map(each -> new Found(level, each)))
                .findFirst();
    }

    Optional<Typed> field(TypeFact type, String name, Typed receiver) {
        for (TypeFact level : withAncestors(type)) {
            Optional<FieldFact> field = level.field(name);
            if (field.isPresent()) {
                return Optional.of(typed(field.get().type(), level, bindings(receiver, level)));
            }
        }
        return Optional.empty();
    }

    /** The type of a property as an object of the type has it: of its field, else of its getter. */
    public Optional<Typed> property(TypeFact type, String name, Typed receiver) {
        return field(type, name, receiver).or(() -> withAncestors(type).stream()
                .flatMap(level -> level.methods().stream()
                        .filter(method -> method.parameters().isEmpty()
                                && Accessors.propertyOfGetter(method.name())
                                        .filter(name::equals)
                                        .isPresent())
                        .map(method -> typed(method.type(), level, bindings(receiver, level))))
                .findFirst());
    }

    public List<TypeFact> withAncestors(TypeFact type) {
        List<TypeFact> levels = new ArrayList<>(List.of(type));
        levels.addAll(index.ancestors(type));
        return levels;
    }

    /** A written type resolved inside a type, type variables replaced. */
    public Typed typed(TypeUse use, TypeFact context, Map<String, Typed> bound) {
        Typed variable = bound.get(use.name());
        if (variable != null) {
            return variable;
        }
        Optional<Typed> bounded = bounded(use, context, bound);
        if (bounded.isPresent()) {
            return bounded.get();
        }
        List<Typed> arguments = use.arguments().stream()
                .map(each -> typed(each, context, bound))
                .toList();
        Optional<TypeFact> fact = index.resolve(use.name(), context).or(() -> built(use, context));
        return new Typed(fact.map(TypeFact::simpleName).orElse(use.simpleName()), fact, arguments);
    }

    /** Lombok's {@code Owner.OwnerBuilder}, which is in no source, is taken for the type it builds as its calls are. */
    private Optional<TypeFact> built(TypeUse use, TypeFact context) {
        String simple = use.simpleName();
        String built = simple.endsWith("Builder") ? simple.substring(0, simple.length() - "Builder".length()) : "";
        return built.isEmpty()
                ? Optional.empty()
                : index.resolve(built, context).filter(type -> type.hasAny(LOMBOK_BUILDERS));
    }

    /** A variable of the type that nothing binds is seen as its bound; one without a bound as what its name says. */
    private Optional<Typed> bounded(TypeUse use, TypeFact context, Map<String, Typed> bound) {
        return context.variables().stream()
                .filter(variable -> variable.name().equals(use.name()))
                .findFirst()
                .map(variable -> ofVariable(variable, context, bound));
    }

    /** What a type variable is where nothing binds it. */
    Typed ofVariable(TypeFact.Variable variable, TypeFact context, Map<String, Typed> bound) {
        // Comparable<T> as the bound of T itself would never end.
        Map<String, Typed> without = new LinkedHashMap<>(bound);
        without.put(variable.name(), Typed.library(variable.name()));
        return variable.bound()
                .map(type -> Typed.variable(variable.name(), typed(type, context, without)))
                .orElseGet(() -> Typed.library(variable.name()));
    }

    public Map<String, Typed> bindings(TypeFact from, TypeFact declaring) {
        return bindings(Typed.of(from), declaring);
    }

    /** What the type variables of a supertype are, seen from a receiver. */
    Map<String, Typed> bindings(Typed receiver, TypeFact declaring) {
        Map<String, Map<String, Typed>> known = new LinkedHashMap<>();
        TypeFact start = receiver.fact().orElseThrow();
        known.put(start.name(), start.bind(receiver.arguments()));
        for (TypeFact level : withAncestors(start)) {
            Map<String, Typed> bound = known.getOrDefault(level.name(), Map.of());
            for (TypeUse use : level.supertypes()) {
                index.resolve(use.name(), level)
                        .ifPresent(parent -> known.putIfAbsent(
                                parent.name(),
                                parent.bind(use.arguments().stream()
                                        .map(each -> typed(each, level, bound))
                                        .toList())));
            }
        }
        return known.getOrDefault(declaring.name(), Map.of());
    }
}
