package dev.cofferdam.mutants;

import java.util.List;
import java.util.stream.Stream;

/** Every way to make a good plan wrong that the rules are held against. */
public final class Operators {
    private Operators() {}

    /** What is done to statements, which a server spells in its own way; around them every plan looks alike. */
    public static List<Operator> ofStatements() {
        return Stream.of(
                        StatementOperators.all(),
                        SyncBodyOperators.all(),
                        HalfOperators.all(),
                        GuardOperators.all(),
                        LoopOperators.all(),
                        DoneOperators.all(),
                        TwinOperators.all(),
                        WayBackOperators.all())
                .flatMap(List::stream)
                .toList();
    }

    public static List<Operator> all() {
        return Stream.of(
                        StatementOperators.all(),
                        SyncOperators.all(),
                        SyncBodyOperators.all(),
                        BackfillOperators.all(),
                        HalfOperators.all(),
                        GuardOperators.all(),
                        LoopOperators.all(),
                        DerivedOperators.all(),
                        DoneOperators.all(),
                        TwinOperators.all(),
                        WayBackOperators.all(),
                        ShapeOperators.all())
                .flatMap(List::stream)
                .toList();
    }
}
