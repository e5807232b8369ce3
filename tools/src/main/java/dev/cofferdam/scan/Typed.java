package dev.cofferdam.scan;

import java.util.List;
import java.util.Optional;

/**
 * The type of an expression, as far as it is known.
 *
 * @param name simple name
 * @param fact the project's type; absent for types of libraries
 */
record Typed(String name, Optional<TypeFact> fact, List<Typed> arguments) {

    Typed {
        arguments = List.copyOf(arguments);
    }

    static Typed library(String name, Typed... arguments) {
        return new Typed(name, Optional.empty(), List.of(arguments));
    }

    static Typed of(TypeFact fact) {
        return new Typed(fact.simpleName(), Optional.of(fact), List.of());
    }

    /** What a container holds: the last type argument ({@code Map} values included). */
    Optional<Typed> element() {
        return arguments.isEmpty() ? Optional.empty() : Optional.of(arguments.get(arguments.size() - 1));
    }

    boolean is(TypeFact type) {
        return fact.filter(each -> each.name().equals(type.name())).isPresent();
    }
}
