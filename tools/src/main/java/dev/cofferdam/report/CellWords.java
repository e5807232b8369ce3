package dev.cofferdam.report;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Probe;
import java.util.Optional;

/** What a cell of a matrix says, in words. */
public final class CellWords {
    private CellWords() {}

    /** {@code works}, {@code loses data}, {@code fails}, {@code does not apply} or {@code could not decide}. */
    public static String result(Cell cell) {
        return switch (cell.result()) {
            case SURVIVES -> "works";
            case LOSES_DATA -> "loses data";
            case FAILS -> "fails";
            case NOT_APPLICABLE -> "does not apply";
            case COULD_NOT_DECIDE -> "could not decide";
        };
    }

    /** How it is known; empty for a cell that claims nothing. */
    public static Optional<String> standing(Cell cell) {
        return switch (cell.result()) {
            case NOT_APPLICABLE, COULD_NOT_DECIDE -> Optional.empty();
            case SURVIVES, LOSES_DATA, FAILS ->
                Optional.of(isProved(cell) ? "proved" : cell.proved() ? "ran on generated statements" : "reasoned");
        };
    }

    /** Generated statements alone prove nothing. */
    static boolean isProved(Cell cell) {
        return cell.proved()
                && cell.origin().filter(Probe.Origin.GENERATED::equals).isEmpty();
    }
}
