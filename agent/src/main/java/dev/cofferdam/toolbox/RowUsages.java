package dev.cofferdam.toolbox;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.scan.ScanResult;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Code paths of a table's whole rows: who inserts them, who takes every column, what maps them. Found as those of one column that stands for the
 * row: one that every INSERT must name.
 */
public final class RowUsages {
    private static final Set<Style> WHOLE_ROWS =
            Set.of(Style.STAR, Style.ENTITY_READ, Style.ENTITY_WRITE, Style.MAPPING);

    private RowUsages() {}

    /** A column that no INSERT can leave out, not of the key if there is another, because keys are mapped where many tables share them. */
    public static ColumnRef witness(Table table) {
        List<String> key = table.findPrimaryKey().map(Constraint::columns).orElse(List.of());
        return table.columns().stream()
                .min(Comparator.comparing((Column column) -> !isDemanded(column))
                        .thenComparing(column -> key.contains(column.name())))
                .map(column -> table.ref().column(column.name()))
                .orElseThrow();
    }

    private static boolean isDemanded(Column column) {
        return !column.nullable()
                && column.defaultExpression().isEmpty()
                && column.identity().isEmpty()
                && column.generated().isEmpty();
    }

    /** What the scan of the witness says about whole rows; what it says about that column alone is left out. */
    public static ScanResult of(ScanResult scan) {
        return new ScanResult(
                scan.usages().stream().filter(RowUsages::concernsTheRow).toList(), List.of(), scan.notes());
    }

    private static boolean concernsTheRow(Usage usage) {
        return WHOLE_ROWS.contains(usage.style())
                || usage.access().writes()
                        && usage.statement().filter(RowUsages::inserts).isPresent();
    }

    private static boolean inserts(String statement) {
        String sql = statement.strip().toLowerCase(Locale.ROOT);
        return sql.startsWith("insert") || sql.startsWith("merge") || sql.startsWith("copy");
    }
}
