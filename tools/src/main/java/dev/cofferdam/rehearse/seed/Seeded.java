package dev.cofferdam.rehearse.seed;

import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Map;

/**
 * What was made.
 *
 * @param rows how many rows each table has now, also those that its migrations had put there
 * @param remarks tables that got no rows, or fewer, or without their triggers, and why
 */
public record Seeded(Map<TableRef, Long> rows, List<Remark> remarks) {
    public Seeded {
        rows = Map.copyOf(rows);
        remarks = List.copyOf(remarks);
    }

    /** What is not as it was wished for. */
    public record Remark(TableRef table, String text) {}
}
