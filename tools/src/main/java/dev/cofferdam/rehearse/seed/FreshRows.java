package dev.cofferdam.rehearse.seed;

import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** More rows of the kind that a table was filled with, one at a time and not written: what an application would insert next. */
public final class FreshRows {
    /** Rows that a check of several columns throws away are passed over. */
    private static final int TRIES = 50;

    private final RowQuery query;

    FreshRows(RowQuery query) {
        this.query = query;
    }

    /** The columns that its rows have. */
    public List<String> columns() {
        return query.columns();
    }

    /**
     * The row of a number, by column, as text; null is empty.
     *
     * @param number others than those of rows that are there keep unique columns apart
     */
    public Map<String, Optional<String>> row(Connection session, long number) throws SQLException {
        String texts = query.columns().stream()
                .map(name -> Identifiers.quoteIfNeeded(name) + "::text")
                .collect(Collectors.joining(", "));
        Map<String, Optional<String>> found = new LinkedHashMap<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + texts + " FROM ("
                        + query.rows(number * TRIES, number * TRIES + TRIES - 1) + ") AS fresh LIMIT 1")) {
            if (row.next()) {
                for (int i = 0; i < query.columns().size(); i++) {
                    found.put(query.columns().get(i), Optional.ofNullable(row.getString(i + 1)));
                }
            }
        }
        return found;
    }
}
