package dev.cofferdam.schema;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import java.util.List;

/** A view or materialized view, with the columns it reads. */
public record View(TableRef ref, boolean materialized, String definition, List<ColumnRef> reads) {
    public View {
        reads = List.copyOf(reads);
    }
}
