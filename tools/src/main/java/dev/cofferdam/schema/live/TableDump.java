package dev.cofferdam.schema.live;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints tables as CREATE TABLE, and column by column for the case that a column's type is not to be had. */
final class TableDump {
    /** NOT NULL has a name of its own from 18 on; before, it is a property of the column. */
    private static final int NAMED_NOT_NULL = 18;

    private static final String TABLES = """
            SELECT c.oid, c.oid::regclass::text AS name, c.relkind, c.relpersistence, array_to_string(c.reloptions, ', ') AS options,
                   pg_get_partkeydef(c.oid) AS key, pg_get_expr(c.relpartbound, c.oid) AS bound,
                   (SELECT string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = c.oid) AS parents
            FROM pg_class c WHERE c.oid = ANY (?::oid[]) AND c.relkind IN ('r', 'p', 'f') AND NOT EXISTS (SELECT FROM pg_depend e
                 WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
            ORDER BY c.oid
            """;

    private static final String COLUMNS = """
            SELECT a.attrelid, a.attname, format('%%I %%s', a.attname, format_type(a.atttypid, a.atttypmod))
                   || coalesce((SELECT format(' COLLATE %%I.%%I', n.nspname, o.collname) FROM pg_collation o JOIN pg_namespace n
                                ON n.oid = o.collnamespace WHERE o.oid = a.attcollation AND a.attcollation <> t.typcollation), '')
                   || CASE WHEN a.attidentity <> '' THEN (SELECT format(' GENERATED %%s AS IDENTITY (SEQUENCE NAME %%s INCREMENT %%s MINVALUE %%s'
                                || ' MAXVALUE %%s START %%s CACHE %%s%%s)', CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END,
                                s.seqrelid::regclass, seqincrement, seqmin, seqmax, seqstart, seqcache, CASE WHEN seqcycle THEN ' CYCLE' ELSE '' END)
                            FROM pg_depend i JOIN pg_sequence s ON s.seqrelid = i.objid WHERE i.classid = 'pg_class'::regclass AND i.deptype = 'i'
                              AND i.refclassid = 'pg_class'::regclass AND i.refobjid = a.attrelid AND i.refobjsubid = a.attnum)
                        WHEN a.attgenerated <> '' THEN format(' GENERATED ALWAYS AS (%%s) %%s', pg_get_expr(d.adbin, d.adrelid),
                            CASE a.attgenerated WHEN 's' THEN 'STORED' ELSE 'VIRTUAL' END)
                        ELSE coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') END
                   || %s AS definition
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = ANY (?::oid[]) AND a.attnum > 0 AND NOT a.attisdropped AND a.attislocal
            ORDER BY a.attrelid, a.attnum
            """;

    private static final String NOT_NULL = "CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END";

    /** One that is not valid comes later, on its own. */
    private static final String NOT_NULL_BY_NAME =
            "coalesce((SELECT format(' CONSTRAINT %I NOT NULL', k.conname) FROM pg_constraint k WHERE k.conrelid = a.attrelid"
                    + " AND k.contype = 'n' AND k.convalidated AND k.conkey[1] = a.attnum), '')";

    private TableDump() {}

    static List<Ddl> of(Connection connection, Slice slice) throws SQLException {
        String oids = Slice.array(slice.of("pg_class"));
        Map<Long, Map<String, String>> columns = columns(connection, oids);
        List<Ddl> tables = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setString(1, oids);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.add(table(row, columns.getOrDefault(row.getLong("oid"), Map.of())));
                }
            }
        }
        return tables;
    }

    private static Map<Long, Map<String, String>> columns(Connection connection, String oids) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        String sql = COLUMNS.formatted(major >= NAMED_NOT_NULL ? NOT_NULL_BY_NAME : NOT_NULL);
        Map<Long, Map<String, String>> columns = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, oids);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.computeIfAbsent(row.getLong("attrelid"), oid -> new LinkedHashMap<>())
                            .put(row.getString("attname"), row.getString("definition"));
                }
            }
        }
        return columns;
    }

    private static Ddl table(ResultSet row, Map<String, String> columns) throws SQLException {
        String name = row.getString("name");
        String object = "table " + name;
        String create = row.getString("relpersistence").equals("u") ? "CREATE UNLOGGED TABLE " : "CREATE TABLE ";
        String options = row.getString("options") == null ? "" : " WITH (" + row.getString("options") + ")";
        if (row.getString("relkind").equals("f")) {
            // A foreign table of the same columns as an ordinary one: what points at it can be rebuilt, and nothing is
            // asked over the wire.
            return new Ddl("foreign table " + name, create + name + body(columns), List.of(), false);
        }
        if (row.getString("bound") != null) {
            return Ddl.of(
                    object,
                    create + name + " PARTITION OF " + row.getString("parents") + " " + row.getString("bound")
                            + key(row) + options);
        }
        if (row.getString("parents") != null || row.getString("relkind").equals("p")) {
            String parents = row.getString("parents") == null ? "" : " INHERITS (" + row.getString("parents") + ")";
            return Ddl.of(object, create + name + body(columns) + parents + key(row) + options);
        }
        List<Ddl> pieces = new ArrayList<>();
        pieces.add(Ddl.of(object, create + name + " ()" + options));
        columns.forEach((column, definition) -> pieces.add(
                Ddl.of("column " + name + "." + column, "ALTER TABLE " + name + " ADD COLUMN " + definition)));
        return new Ddl(object, create + name + body(columns) + options, pieces, false);
    }

    private static String key(ResultSet row) throws SQLException {
        return row.getString("key") == null ? "" : " PARTITION BY " + row.getString("key");
    }

    private static String body(Map<String, String> columns) {
        return " (" + String.join(", ", columns.values()) + ")";
    }
}
