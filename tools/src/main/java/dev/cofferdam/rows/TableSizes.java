package dev.cofferdam.rows;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.TableSize;
import dev.cofferdam.schema.live.LiveDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How big all tables of a live database are, as its catalogs say: an estimate that costs nothing (PostgreSQL docs, pg_class). */
public final class TableSizes {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** A partitioned table is as big as its partitions; reltuples is -1 where nobody has counted yet. */
    private static final String SIZES = """
            WITH RECURSIVE tree AS (
                SELECT oid AS root, oid FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p', 'm') AND relpersistence <> 't'
                UNION ALL
                SELECT tree.root, i.inhrelid FROM tree JOIN pg_catalog.pg_inherits i ON i.inhparent = tree.oid)
            SELECT n.nspname, r.relname,
                   CASE WHEN bool_or(c.reltuples < 0 AND c.relkind <> 'p') THEN NULL
                        ELSE sum(greatest(c.reltuples, 0)) FILTER (WHERE c.relkind <> 'p') END::bigint AS rows,
                   sum(pg_catalog.pg_table_size(c.oid))::bigint AS bytes
            FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.oid JOIN pg_catalog.pg_class r ON r.oid = tree.root
                 JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
            GROUP BY 1, 2
            """;

    private final List<Known> all;

    private TableSizes(List<Known> all) {
        this.all = List.copyOf(all);
    }

    private record Known(TableRef table, TableSize size) {}

    /** Asks once for all tables. */
    public static TableSizes of(LiveDatabase database) {
        return new TableSizes(database.read("asking for the sizes of all tables", LIMIT, TableSizes::read));
    }

    private static List<Known> read(Connection session) throws SQLException {
        List<Known> found = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(SIZES)) {
            while (row.next()) {
                long rows = row.getLong("rows");
                OptionalLong counted = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(rows);
                found.add(new Known(
                        TableRef.of(row.getString("nspname"), row.getString("relname")),
                        new TableSize(counted, OptionalLong.of(row.getLong("bytes")), "the database")));
            }
        }
        return found;
    }

    /** The size of a table; empty when the database has none of that name. */
    public Optional<TableSize> find(TableRef table) {
        return all.stream()
                .filter(known -> known.table().isSameTable(table))
                .map(Known::size)
                .findFirst();
    }
}
