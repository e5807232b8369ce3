package dev.cofferdam.scan.types;

import dev.cofferdam.scan.skeleton.TypeFact;
import java.util.List;
import java.util.Optional;

/**
 * The type of an expression, as far as it is known.
 *
 * @param name simple name
 * @param fact the project's type; absent for types of libraries
 */
public record Typed(String name, Optional<TypeFact> fact, List<Typed> arguments) {

    public Typed {
        arguments = List.copyOf(arguments);
    }

    /** A type that the project does not declare. */
    public static Typed library(String name, Typed... arguments) {
        return new Typed(name, Optional.empty(), List.of(arguments));
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
        return fact.filter(each -> each.name().equals(type.name())).isPresent();
    }
}
