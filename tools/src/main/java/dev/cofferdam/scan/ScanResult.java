package dev.cofferdam.scan;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import java.util.List;

/**
 * What a scan found.
 *
 * @param usages production code first, then tests, then history; within these the surest first, then by place
 * @param undecided statements that may concern the column, but are put together at run time
 * @param notes what was not read or not understood, and what was assumed; one sentence each
 */
public record ScanResult(List<Usage> usages, List<Undecided> undecided, List<String> notes) {
    public ScanResult {
        usages = List.copyOf(usages);
        undecided = List.copyOf(undecided);
        notes = List.copyOf(notes);
    }
}
