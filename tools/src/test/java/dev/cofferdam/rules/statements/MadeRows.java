package dev.cofferdam.rules.statements;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows for every table of a fixture, so that a scan has something to read and a writer something to wait for. The same number stands in every
 * column of a row, which suits keys and most foreign keys; a table whose constraints want more stays empty.
 */
final class MadeRows {
    private static final String TABLES = """
            SELECT c.oid::regclass::text, c.oid::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            ORDER BY c.oid
            """;

    private static final String COLUMNS = """
            SELECT quote_ident(a.attname), format_type(a.atttypid, a.atttypmod), t.typcategory::text, t.typtype::text, a.attnotnull
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            WHERE a.attrelid = %d AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity <> 'a'
            ORDER BY a.attnum
            """;

    private MadeRows() {}

    /** Tables in the order of their making, which is nearly always that of their foreign keys. */
    static void in(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            List<String[]> tables = rows(statement, TABLES);
            for (String[] table : tables) {
                List<String[]> columns = rows(statement, COLUMNS.formatted(Long.parseLong(table[1])));
                if (!insert(statement, table[0], columns, true, 200)) {
                    insert(statement, table[0], columns, false, 1);
                }
            }
        }
    }

    private static boolean insert(Statement statement, String table, List<String[]> columns, boolean all, int rows)
            throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String[] column : columns) {
            if (all || column[4].equals("t")) {
                names.add(column[0]);
                values.add(value(column[1], column[2], column[3]));
            }
        }
        String list = names.isEmpty() ? " " : " (" + String.join(", ", names) + ") ";
        try {
            statement.execute("INSERT INTO " + table + list + "SELECT " + String.join(", ", values)
                    + " FROM generate_series(1, " + rows + ") g");
            return true;
        } catch (SQLException constraint) {
            return false;
        }
    }

    private static String value(String type, String category, String kind) {
        if (kind.equals("e")) {
            return "(enum_range(NULL::" + type + "))[1]";
        }
        return switch (category) {
            case "B" -> "g % 2 = 0";
            case "D" ->
                type.startsWith("time ")
                        ? "'10:00'::" + type
                        : "('2024-01-01'::timestamp + g * interval '1 day')::" + type;
            case "T" -> "interval '1 day'";
            case "A" -> "'{}'::" + type;
            case "N" -> type.equals("money") ? "g::money" : "g::" + type;
            default -> other(type);
        };
    }

    private static String other(String type) {
        return switch (type) {
            case "uuid" -> "md5(g::text)::uuid";
            case "json", "jsonb" -> "'{}'::" + type;
            case "bytea" -> "''::bytea";
            case "inet", "cidr" -> "'10.0.0.1'::" + type;
            default -> "g::text::" + type;
        };
    }

    private static List<String[]> rows(Statement statement, String sql) throws SQLException {
        List<String[]> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                String[] row = new String[width];
                for (int i = 0; i < width; i++) {
                    row[i] = String.valueOf(result.getString(i + 1));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
