package dev.cofferdam.evals.usages;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.Histories;
import dev.cofferdam.scan.UsageScanner;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.StaticSchema;
import dev.cofferdam.schema.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A repository as {@code cofferdam usages} sees it, open for many questions. */
final class Scanned {
    private final Schema schema;
    private final UsageScanner scanner;

    Scanned(Path repository, Optional<Path> schemaFile) {
        schema = schema(repository, schemaFile);
        scanner = UsageScanner.open(repository, Optional.empty());
    }

    /** What the command line lists for a column, whatever the letter case of its names. */
    List<Usage> usages(String table, String column) {
        Optional<Table> known = table(table);
        TableRef ref = known.map(Table::ref).orElseGet(() -> TableRef.of(table));
        return scanner.scan(schema, new ColumnRef(ref, column), false).usages();
    }

    /** Whether the schema, as it was learned from the repository, has the column. */
    boolean knows(String table, String column) {
        return table(table).flatMap(found -> found.findColumn(column)).isPresent();
    }

    /** By its name; one without a schema finds the only table called so, as whoever asks would name it in full. */
    private Optional<Table> table(String name) {
        return schema.findTable(TableRef.of(name)).or(() -> {
            List<Table> called = schema.tables().stream()
                    .filter(table -> table.ref().name().equalsIgnoreCase(name))
                    .toList();
            return called.size() == 1 ? Optional.of(called.get(0)) : Optional.empty();
        });
    }

    /** Every column of the schema. */
    List<ColumnRef> columns() {
        return schema.tables().stream()
                .flatMap(table ->
                        table.columns().stream().map(column -> table.ref().column(column.name())))
                .toList();
    }

    private static Schema schema(Path repository, Optional<Path> schemaFile) {
        try {
            return StaticSchema.of(Histories.find(repository, schemaFile));
        } catch (UserError e) {
            // As the command does: names alone decide.
            return new Schema("none", List.of(), List.of(), List.of(), List.of());
        }
    }
}
