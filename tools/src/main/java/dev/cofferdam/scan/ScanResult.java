package dev.cofferdam.scan;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import java.util.List;
import java.util.Map;

/**
 * What a scan found.
 *
 * @param usages production code first, then tests, then history; within these the surest first, then by place
 * @param undecided statements that may concern the column, but are put together at run time
 * @param folded further places that an undecided one stands for, in the order of the source; only where there are any
 * @param notes what was not read or not understood, and what was assumed; one sentence each
 */
public record ScanResult(
        List<Usage> usages, List<Undecided> undecided, Map<Undecided, List<Place>> folded, List<String> notes) {
    public ScanResult {
        usages = List.copyOf(usages);
        undecided = List.copyOf(undecided);
        folded = Map.copyOf(folded);
        notes = List.copyOf(notes);
    }

    /** A result in which each undecided place stands for itself. */
    public ScanResult(List<Usage> usages, List<Undecided> undecided, List<String> notes) {
        this(usages, undecided, Map.of(), notes);
    }
}
