package dev.cofferdam.scan.types;

import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.List;
import java.util.Optional;

/**
 * The type of an expression, as far as it is known.
 *
 * @param name simple name; of a type variable its own
 * @param fact the project's type, of a type variable the one that bounds it; absent for types of libraries
 */
public record Typed(String name, Optional<TypeFact> fact, List<Typed> arguments) {

    public Typed {
        arguments = List.copyOf(arguments);
    }

    /** A type that the project does not declare. */
    public static Typed library(String name, Typed... arguments) {
        return new Typed(name, Optional.empty(), List.of(arguments));
    }

    /** A type variable that nothing binds here: it has what its bound has, and may be anything below it. */
    static Typed variable(String name, Typed bound) {
        return bound.fact.isPresent() ? new Typed(name, bound.fact, bound.arguments) : bound;
    }

    /** Whether it is a type variable that is known by its bound only. */
    public boolean isVariable() {
        return fact.filter(each -> !each.simpleName().equals(name)).isPresent();
    }

    /** A type of the project. */
    public static Typed of(TypeFact fact) {
        return new Typed(fact.simpleName(), Optional.of(fact), List.of());
    }

    /** What a container holds: the last type argument ({@code Map} values included). */
    public Optional<Typed> element() {
        return arguments.isEmpty() ? Optional.empty() : Optional.of(arguments.get(arguments.size() - 1));
    }

    /** Whether it is this type of the project. */
    public boolean is(TypeFact type) {
        return fact.filter(
                        each -> each.name().equals(type.name()) && each.path().equals(type.path()))
                .isPresent();
    }
}
