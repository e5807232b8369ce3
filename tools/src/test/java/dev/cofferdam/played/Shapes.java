package dev.cofferdam.played;

import dev.cofferdam.schema.CatalogReader;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;

/** Catalogs made comparable. */
public final class Shapes {
    private Shapes() {}

    /** The catalog without what no plan can keep: the places of columns among each other. */
    public static Schema of(ThrowawayDatabase database) throws SQLException {
        return after(database, List.of());
    }

    /** The same as these statements would leave it; they are rolled back. */
    public static Schema after(ThrowawayDatabase database, List<String> statements) throws SQLException {
        try (Connection owner = database.connectAsOwner()) {
            owner.setAutoCommit(false);
            try (Statement statement = owner.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            Schema schema = CatalogReader.read(owner, "the catalog");
            owner.rollback();
            List<Table> tables = schema.tables().stream()
                    .map(table -> new Table(
                            table.ref(),
                            table.columns().stream()
                                    .sorted(Comparator.comparing(Column::name))
                                    .toList(),
                            table.constraints().stream()
                                    .sorted(Comparator.comparing(Constraint::name))
                                    .toList(),
                            table.indexes().stream()
                                    .sorted(Comparator.comparing(Index::name))
                                    .toList(),
                            table.triggers(),
                            table.partitioned()))
                    .sorted(Comparator.comparing(Table::ref))
                    .toList();
            return new Schema(
                    schema.source(), tables, schema.views(), schema.routines(), schema.unread(), schema.attached());
        }
    }
}
