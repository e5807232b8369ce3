package dev.cofferdam.rows;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.live.LiveDatabase;
import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Asks a live database for a table's rows and for the facts around it, over its read-only session. */
public final class LiveFacts {
    /** A transaction that is older than this is in the way of whoever wants a lock. */
    public static final Duration OLD = Duration.ofMinutes(5);

    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** Blocks that a sample reads at most, 8 MB. */
    private static final long SAMPLE_BLOCKS = 1_000;

    private static final long BLOCK = 8_192;

    /** A partitioned table has no storage of its own; its partitions have. */
    private static final String TREE = """
            WITH RECURSIVE tree AS (
                SELECT ?::regclass::oid AS oid
                UNION
                SELECT i.inhrelid FROM pg_catalog.pg_inherits AS i JOIN tree ON i.inhparent = tree.oid)
            """;

    private static final String SIZES = TREE + """
            SELECT sum(pg_table_size(c.oid))::bigint AS table_bytes, sum(pg_indexes_size(c.oid))::bigint AS index_bytes,
                   count(*) - 1 AS partitions, sum(c.relpages)::bigint AS pages,
                   min(greatest(s.last_analyze, s.last_autoanalyze)) AS analyzed,
                   (SELECT count(*) FROM pg_index WHERE indrelid = ?::regclass) AS indexes,
                   (SELECT count(*) FROM pg_trigger WHERE tgrelid = ?::regclass AND NOT tgisinternal) AS triggers
            FROM tree JOIN pg_class c USING (oid) LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
            """;

    private static final String STATISTICS = """
            SELECT null_frac, avg_width FROM pg_stats s
            JOIN pg_class c ON c.oid = ?::regclass AND c.relname = s.tablename
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = s.schemaname
            WHERE attname = ? ORDER BY inherited DESC LIMIT 1
            """;

    private static final String OLD_TRANSACTIONS = """
            SELECT concat_ws(' as ', nullif(application_name, ''), usename) AS who, extract(epoch FROM now() - xact_start) AS age, false AS prepared
            FROM pg_stat_activity WHERE xact_start < now() - ?::interval AND pid <> pg_backend_pid() AND backend_type = 'client backend'
              AND datname = current_database()
            UNION ALL
            SELECT gid, extract(epoch FROM now() - prepared), true FROM pg_prepared_xacts
            WHERE database = current_database() AND prepared < now() - ?::interval
            ORDER BY 2 DESC
            """;

    private static final String HIDDEN_SESSIONS = """
            SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query = '<insufficient privilege>'
            """;

    private static final String PUBLICATIONS = """
            SELECT p.pubname FROM pg_publication_tables p
            JOIN pg_class c ON c.oid = ?::regclass AND c.relname = p.tablename
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = p.schemaname ORDER BY 1
            """;

    private static final String SLOTS = """
            SELECT slot_name, active, coalesce(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
                   ELSE pg_current_wal_lsn() END, restart_lsn), 0)::bigint AS behind
            FROM pg_replication_slots WHERE database IS NULL OR database = current_database() ORDER BY 1
            """;

    private static final String INVALID = """
            SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE i.indrelid = ?::regclass AND NOT i.indisvalid ORDER BY 1
            """;

    private static final String LARGEST = """
            SELECT n.nspname, c.relname, c.relpages::bigint * current_setting('block_size')::bigint AS bytes
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND c.relpages > 0
            ORDER BY c.relpages DESC, 1, 2 LIMIT 5
            """;

    private static final String MAY_SAMPLE = """
            SELECT has_column_privilege(c.oid, ?, 'SELECT') AND c.relkind = 'r' AND NOT row_security_active(c.oid)
            FROM pg_class c WHERE c.oid = ?::regclass
            """;

    private LiveFacts() {}

    /** Rows of a table: exactly when that is quick enough, else by the catalog. */
    public static RowCount count(LiveDatabase database, TableRef table, Duration limit) {
        RowCount count = database.read(
                "counting the rows of `" + table + "`",
                limit.plusSeconds(5),
                session -> RowCounter.count(session, qualified(table), limit));
        return new RowCount(table, count.rows(), count.source());
    }

    /** The role's search path may lead elsewhere. */
    private static TableRef qualified(TableRef table) {
        return new TableRef(table.schema().or(() -> Optional.of("public")), table.name());
    }

    /** What the catalogs and a bounded sample say of a table and of some of its columns. */
    public static TableFacts of(LiveDatabase database, TableRef table, List<ColumnRef> columns) {
        TableFacts facts = database.read("asking for sizes", LIMIT, session -> read(session, table));
        List<TableFacts.ColumnFacts> filled =
                columns.stream().map(column -> of(database, column, facts)).toList();
        return facts.with(filled);
    }

    private static TableFacts.ColumnFacts of(LiveDatabase database, ColumnRef column, TableFacts facts) {
        String table = Identifiers.quoteIfNeeded(qualified(column.table()));
        TableFacts.ColumnFacts known = database.read(
                "asking for the statistics of `" + column + "`",
                LIMIT,
                session -> statistics(session, table, column.column()));
        return known.nullShare().isPresent() ? known : sampled(database, column, facts);
    }

    private static TableFacts read(Connection session, TableRef table) throws SQLException {
        String name = Identifiers.quoteIfNeeded(qualified(table));
        try (PreparedStatement statement = session.prepareStatement(SIZES)) {
            statement.setString(1, name);
            statement.setString(2, name);
            statement.setString(3, name);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new TableFacts(
                        table,
                        row.getLong("table_bytes"),
                        row.getLong("index_bytes"),
                        row.getInt("indexes"),
                        row.getInt("triggers"),
                        row.getInt("partitions"),
                        Optional.ofNullable(row.getTimestamp("analyzed")).map(java.sql.Timestamp::toInstant),
                        List.of(),
                        oldTransactions(session),
                        number(session, HIDDEN_SESSIONS),
                        names(session, PUBLICATIONS, name),
                        slots(session),
                        names(session, INVALID, name),
                        largest(session));
            }
        }
    }

    private static TableFacts.ColumnFacts statistics(Connection session, String table, String column)
            throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(STATISTICS)) {
            statement.setString(1, table);
            statement.setString(2, column);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new TableFacts.ColumnFacts(
                                column, OptionalDouble.of(row.getDouble(1)), OptionalDouble.of(row.getDouble(2)), false)
                        : new TableFacts.ColumnFacts(column, OptionalDouble.empty(), OptionalDouble.empty(), false);
            }
        }
    }

    /** Some blocks picked at random; a role that may not read the column, or not all of its rows, has to do without. */
    private static TableFacts.ColumnFacts sampled(LiveDatabase database, ColumnRef column, TableFacts facts) {
        double share = Math.min(100, SAMPLE_BLOCKS * BLOCK * 100.0 / Math.max(1, facts.tableBytes()));
        return database.read(
                "sampling `" + column + "`",
                LIMIT,
                session -> maySample(session, column)
                        ? sample(session, column, share)
                        : new TableFacts.ColumnFacts(
                                column.column(), OptionalDouble.empty(), OptionalDouble.empty(), false));
    }

    private static boolean maySample(Connection session, ColumnRef column) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(MAY_SAMPLE)) {
            statement.setString(1, column.column());
            statement.setString(2, Identifiers.quoteIfNeeded(qualified(column.table())));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static TableFacts.ColumnFacts sample(Connection session, ColumnRef column, double share)
            throws SQLException {
        String name = Identifiers.quoteIfNeeded(column.column());
        String sql = "SELECT count(*), count(" + name + "), avg(pg_column_size(" + name + ")) FROM "
                + Identifiers.quoteIfNeeded(qualified(column.table())) + " TABLESAMPLE SYSTEM (" + share + ")";
        try (PreparedStatement statement = session.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            long rows = row.getLong(1);
            return new TableFacts.ColumnFacts(
                    column.column(),
                    rows == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - (double) row.getLong(2) / rows),
                    rows == 0 ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(3)),
                    true);
        }
    }

    private static List<TableFacts.OldTransaction> oldTransactions(Connection session) throws SQLException {
        List<TableFacts.OldTransaction> found = new ArrayList<>();
        try (PreparedStatement statement = session.prepareStatement(OLD_TRANSACTIONS)) {
            statement.setString(1, OLD.toString());
            statement.setString(2, OLD.toString());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new TableFacts.OldTransaction(
                            row.getString("who"), Duration.ofSeconds(row.getLong("age")), row.getBoolean("prepared")));
                }
            }
        }
        return found;
    }

    private static List<TableFacts.Slot> slots(Connection session) throws SQLException {
        List<TableFacts.Slot> found = new ArrayList<>();
        try (PreparedStatement statement = session.prepareStatement(SLOTS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new TableFacts.Slot(
                        row.getString("slot_name"), row.getBoolean("active"), row.getLong("behind")));
            }
        }
        return found;
    }

    private static List<TableFacts.Sized> largest(Connection session) throws SQLException {
        List<TableFacts.Sized> found = new ArrayList<>();
        try (PreparedStatement statement = session.prepareStatement(LARGEST);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                String schema = row.getString("nspname");
                String name = row.getString("relname");
                found.add(new TableFacts.Sized(
                        schema.equals("public") ? TableRef.of(name) : TableRef.of(schema, name), row.getLong("bytes")));
            }
        }
        return found;
    }

    private static List<String> names(Connection session, String sql, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    private static int number(Connection session, String sql) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
