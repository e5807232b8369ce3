package dev.cofferdam.rehearse.seed;

import java.util.List;
import java.util.Optional;

/**
 * Values that a column takes.
 *
 * @param picks single values, as text that the type reads
 * @param family a way to make a value from a number, see {@link TypeValues#families}
 */
record Palette(List<String> picks, Optional<String> family) {
    Palette {
        picks = List.copyOf(picks);
    }

    boolean isEmpty() {
        return picks.isEmpty() && family.isEmpty();
    }
}
