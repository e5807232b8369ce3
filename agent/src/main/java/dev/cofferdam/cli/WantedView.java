package dev.cofferdam.cli;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.View;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A column that is asked about and that a view has, not a table. */
final class WantedView {

    private static final int MOST_NAMED = 5;

    private WantedView() {}

    static boolean isView(Schema schema, TableRef ref) {
        return view(schema, ref).isPresent();
    }

    /** The schema by which names bind to the view's columns; as it is when a table was asked about. */
    static Schema bound(Schema schema, ColumnRef column) {
        return view(schema, column.table()).map(schema::withAsTable).orElse(schema);
    }

    /** Whose column it is, for the reader who took it for a table's. */
    static Optional<String> note(Schema schema, ColumnRef column) {
        return view(schema, column.table())
                .map(view -> "`" + view.ref() + "` is a " + (view.materialized() ? "materialized view" : "view")
                        + under(view, column) + "; what is listed names the view itself or reaches it");
    }

    private static Optional<View> view(Schema schema, TableRef ref) {
        return schema.findTable(ref).isPresent() ? Optional.empty() : schema.findView(ref);
    }

    private static String under(View view, ColumnRef column) {
        List<ColumnRef> same = view.reads().stream()
                .filter(read -> read.column().equals(column.column()))
                .toList();
        List<ColumnRef> read = same.isEmpty() ? view.reads() : same;
        if (read.isEmpty()) {
            return "";
        }
        String named =
                read.stream().limit(MOST_NAMED).map(each -> "`" + each + "`").collect(Collectors.joining(", "));
        return ", and its query reads " + named + (read.size() > MOST_NAMED ? " and others" : "")
                + (read.size() == 1 ? ": ask for that to see who else does" : "");
    }
}
