package dev.cofferdam.rehearse;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the planner knows the values of the columns that a plan has filled anew or changed (invariant I11). Nothing but the plan analyses here: the
 * server runs without autovacuum.
 */
final class Statistics {
    /** What an observation calls a column without any. */
    private static final String SUBJECT = "statistics of column ";

    private static final String MISSING = """
            SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = ?::regclass AND attname = ? AND NOT attisdropped)
               AND NOT EXISTS (SELECT FROM pg_stats
                   WHERE (quote_ident(schemaname) || '.' || quote_ident(tablename))::regclass = ?::regclass AND attname = ?)
            """;

    private Statistics() {}

    /** The columns of which it knows nothing at the plan's end. */
    static List<Observation> missing(Plan plan, Connection owner) throws SQLException {
        List<ColumnRef> columns = columns(plan).distinct().toList();
        List<ColumnRef> unknown = new ArrayList<>();
        for (ColumnRef column : columns) {
            if (isUnknown(owner, column)) {
                unknown.add(column);
            }
        }
        return unknown.stream()
                .map(column ->
                        new Observation("end", Observation.Kind.LOST, SUBJECT + column, "", "no row in pg_stats"))
                .toList();
    }

    /** A column that is new and stays as it came is like any other that nobody has asked for yet. */
    private static Stream<ColumnRef> columns(Plan plan) {
        Stream<ColumnRef> twins = plan.sync() instanceof Sync.ByTrigger sync
                ? Stream.of(sync.oldColumn(), sync.newColumn())
                : Stream.empty();
        return plan.change() instanceof ColumnChange.ChangeType type
                ? Stream.concat(twins, Stream.of(type.column()))
                : twins;
    }

    private static boolean isUnknown(Connection owner, ColumnRef column) throws SQLException {
        String table = Identifiers.quoteIfNeeded(column.table());
        try (PreparedStatement statement = owner.prepareStatement(MISSING)) {
            statement.setString(1, table);
            statement.setString(2, column.column());
            statement.setString(3, table);
            statement.setString(4, column.column());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
