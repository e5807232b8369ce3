package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import java.util.List;
import java.util.Optional;

/**
 * What a database holds, as far as it was learned.
 *
 * @param source how it was learned: {@code static}, {@code replayed} or {@code live}, and from where
 * @param unread what could not be read or replayed; named, never hidden
 */
public record Schema(
        String source, List<Table> tables, List<View> views, List<Routine> routines, List<Undecided> unread) {

    public Schema {
        tables = List.copyOf(tables);
        views = List.copyOf(views);
        routines = List.copyOf(routines);
        unread = List.copyOf(unread);
    }

    public Optional<Table> findTable(TableRef ref) {
        return tables.stream().filter(table -> table.ref().isSameTable(ref)).findFirst();
    }
}
