package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Set;

/**
 * What a FROM item offers to names.
 *
 * @param tables tables whose columns it passes on under their own names
 * @param columns names that it defines itself: output aliases, column alias lists
 * @param open whether it may define more names, as a function does
 */
record Relation(List<TableRef> tables, Set<String> columns, boolean open) {
    Relation {
        tables = List.copyOf(tables);
        columns = Set.copyOf(columns);
    }

    static Relation table(TableRef table) {
        return new Relation(List.of(table), Set.of(), false);
    }

    static Relation unknown() {
        return new Relation(List.of(), Set.of(), true);
    }

    /** The same under a column alias list, which hides the first columns and names them anew. */
    Relation renamed(List<String> aliases) {
        return aliases.isEmpty() ? this : new Relation(tables, Set.copyOf(aliases), false);
    }
}
