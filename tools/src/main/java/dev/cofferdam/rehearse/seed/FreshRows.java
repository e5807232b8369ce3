package dev.cofferdam.rehearse.seed;

import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** More rows of the kind that a table was filled with, not written: what an application would insert next. */
public final class FreshRows {
    /** Rows that a check of several columns throws away are passed over. */
    private static final int TRIES = 8;

    private final RowQuery query;

    FreshRows(RowQuery query) {
        this.query = query;
    }

    /** The columns that its rows have. */
    public List<String> columns() {
        return query.columns();
    }

    /**
     * So many rows, by column, as text; null is empty. Fewer where checks throw most of them away.
     *
     * @param batch others than those of rows that are there keep unique columns apart; each number has rows of its own
     */
    public List<Map<String, Optional<String>>> rows(Connection session, long batch, int count) throws SQLException {
        List<String> columns = query.columns();
        String texts = columns.stream()
                .map(name -> Identifiers.quoteIfNeeded(name) + "::text")
                .collect(Collectors.joining(", "));
        long numbers = (long) count * TRIES;
        List<Map<String, Optional<String>>> found = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + texts + " FROM ("
                        + query.rowsInOrder(batch * numbers, batch * numbers + numbers - 1) + ") AS fresh LIMIT "
                        + count)) {
            while (row.next()) {
                Map<String, Optional<String>> values = new LinkedHashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    values.put(columns.get(i), Optional.ofNullable(row.getString(i + 1)));
                }
                found.add(values);
            }
        }
        return found;
    }
}
