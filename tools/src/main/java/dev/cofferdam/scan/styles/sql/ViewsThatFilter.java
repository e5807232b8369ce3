package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.scan.statements.ViewColumns;
import dev.cofferdam.sql.ColumnUse;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Views whose queries compare, join or sort by the column: whoever selects from them reads it, whatever they show. A materialized view
 * reads it when it is refreshed and not when it is read (PostgreSQL docs, "Materialized Views").
 */
final class ViewsThatFilter {

    private final Definitions definitions;
    private final Map<String, String> read = new LinkedHashMap<>();
    private final Map<String, String> refreshed = new LinkedHashMap<>();

    ViewsThatFilter(Definitions definitions) {
        this.definitions = definitions;
    }

    /** By name, what a SELECT from a view goes through, in words. */
    Map<String, String> read() {
        return Map.copyOf(read);
    }

    /** By name, what a REFRESH of a materialized view runs, in words. */
    Map<String, String> refreshed() {
        return Map.copyOf(refreshed);
    }

    /** Looks at a view whose query is on the column's table, or on a view that shows the column. */
    void look(ColumnRef below, Statement.CreateView view, ParsedStatement statement, boolean starred) {
        List<ColumnUse> uses = view.query().columns().stream()
                .filter(use -> use.column().equals(below.column()) && definitions.mayBeOf(use, below))
                .toList();
        String name = view.view().name();
        if (view.materialized()) {
            if (starred || !uses.isEmpty()) {
                refreshed.putIfAbsent(name, "materialized view `" + name + "`");
            }
            return;
        }
        ViewColumns columns = new ViewColumns(statement.text());
        if (uses.stream().anyMatch(use -> columns.showing(use.offset()).isEmpty())) {
            add(name, "view `" + name + "`");
        }
    }

    /** Views over the view are read through it. */
    private void add(String view, String words) {
        List<String> open = new ArrayList<>();
        if (read.putIfAbsent(view, words) == null) {
            open.add(view);
        }
        while (!open.isEmpty()) {
            String below = open.remove(0);
            for (ParsedStatement statement : definitions.near(below)) {
                boolean over = statement.facts() instanceof Statement.CreateView above
                        && above.query().tables().stream()
                                .anyMatch(table -> table.name().equals(below));
                if (over && statement.facts() instanceof Statement.CreateView above) {
                    String name = above.view().name();
                    String through = (above.materialized() ? "materialized view `" : "view `") + name + "` over "
                            + read.get(below);
                    boolean fresh = (above.materialized() ? refreshed : read).putIfAbsent(name, through) == null;
                    if (fresh && !above.materialized()) {
                        open.add(name);
                    }
                }
            }
        }
    }
}
