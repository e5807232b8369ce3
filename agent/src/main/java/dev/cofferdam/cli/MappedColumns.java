package dev.cofferdam.cli;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.scan.MappedName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Names of columns that entities map, in place of a schema that nobody has. They may lack what only SQL names. */
final class MappedColumns {
    private final List<MappedName> all;

    MappedColumns(List<MappedName> all) {
        this.all = List.copyOf(all);
    }

    List<String> tables() {
        return all.stream().map(each -> each.column().table().name()).distinct().toList();
    }

    /** The columns of a table. */
    List<ColumnRef> of(String table) {
        return in(table).map(MappedName::column).distinct().toList();
    }

    private Stream<MappedName> in(String table) {
        return all.stream().filter(each -> each.column().table().name().equalsIgnoreCase(table));
    }

    /** What speaks against a name: entities map the table and not the column, or neither. */
    Optional<String> doubt(String table, String column) {
        boolean known = in(table).anyMatch(each -> each.column().column().equalsIgnoreCase(column));
        if (all.isEmpty() || known) {
            return Optional.empty();
        }
        Optional<MappedName> meant = meant(table, column);
        if (meant.isPresent()) {
            return Optional.of("no entity maps a column `" + table + "." + column + "`; `"
                    + meant.get().entity() + "." + meant.get().property() + "` is mapped to `"
                    + meant.get().column() + "`: ask for that");
        }
        List<String> near = of(table).isEmpty()
                ? NearestNames.of(table, tables()).stream()
                        .map(each -> each + "." + column)
                        .toList()
                : NearestNames.of(
                        column,
                        in(table).map(each -> each.column().column()).distinct().toList());
        String what = of(table).isEmpty()
                ? "no entity maps a table `" + table + "`"
                : "no entity of `" + table + "` maps a column `" + column + "`";
        return Optional.of(what + (near.isEmpty() ? "" : "; did you mean `" + String.join("`, `", near) + "`?"));
    }

    /** The names of the entity and of its property may be given in place of the column's. */
    private Optional<MappedName> meant(String table, String column) {
        return all.stream()
                .filter(each -> each.entity().equalsIgnoreCase(table)
                        || each.column().table().name().equalsIgnoreCase(table))
                .filter(each -> each.property().equalsIgnoreCase(column)
                        || each.column().column().equalsIgnoreCase(column))
                .findFirst();
    }
}
