package dev.cofferdam.mutants;

import java.util.List;
import java.util.stream.Stream;

/** Every way to make a good plan wrong that the rules are held against. */
public final class Operators {
    private Operators() {}

    public static List<Operator> all() {
        return Stream.of(
                        StatementOperators.all(),
                        SyncOperators.all(),
                        BackfillOperators.all(),
                        HalfOperators.all(),
                        ShapeOperators.all())
                .flatMap(List::stream)
                .toList();
    }
}
