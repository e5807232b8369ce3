package dev.cofferdam.schema.live;

import dev.cofferdam.domain.TableRef;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The slice around a table as DDL, printed by the server's own functions.
 *
 * @param roles names that grants and policies mention
 * @param unsupported objects that have no DDL here
 */
record SliceDump(List<Ddl> statements, List<String> roles, List<String> unsupported) {
    /** What no query prints and what the rebuilt server does not bring by itself. */
    private static final String UNSUPPORTED = """
            SELECT pg_describe_object(('pg_catalog.' || ?)::regclass, u.oid, 0) FROM unnest(?::oid[]) AS u(oid)
            WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = ('pg_catalog.' || ?)::regclass AND e.objid = u.oid AND e.deptype = 'e')
            """;

    private static final String UNSUPPORTED_TYPES = UNSUPPORTED
            + " AND EXISTS (SELECT FROM pg_type t WHERE t.oid = u.oid AND (t.typtype = 'p' OR t.typtype = 'b' AND t.typcategory <> 'A'))";

    private static final String UNSUPPORTED_ROUTINES =
            UNSUPPORTED + " AND EXISTS (SELECT FROM pg_proc p WHERE p.oid = u.oid AND p.prokind NOT IN ('f', 'p'))";

    private static final String UNSUPPORTED_RELATIONS =
            UNSUPPORTED + " AND EXISTS (SELECT FROM pg_class c WHERE c.oid = u.oid AND c.relkind = 'f')";

    /** Catalogs whose objects come with something that is printed: a column's default with the column, a rule with its view. */
    private static final List<String> PRINTED = List.of(
            "pg_namespace",
            "pg_extension",
            "pg_attrdef",
            "pg_constraint",
            "pg_trigger",
            "pg_rewrite",
            "pg_policy",
            "pg_statistic_ext",
            "pg_publication",
            "pg_publication_rel");

    SliceDump {
        statements = List.copyOf(statements);
        roles = List.copyOf(roles);
        unsupported = List.copyOf(unsupported);
    }

    /** Prints the slice; within a transaction, whose search path is emptied. */
    static SliceDump of(Connection connection, TableRef table) throws SQLException {
        // As pg_dump does: every name comes out qualified.
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL search_path = ''");
        }
        Slice slice = Slice.around(connection, table);
        List<Ddl> statements = new ArrayList<>(print(connection, slice, DumpQueries.BEFORE_TABLES));
        statements.addAll(TableDump.of(connection, slice));
        statements.addAll(print(connection, slice, DumpQueries.AFTER_TABLES));
        String relations = Slice.array(slice.of("pg_class"));
        List<String> roles =
                Texts.of(connection, DumpQueries.ROLES, relations, relations, Slice.array(slice.of("pg_policy")));
        return new SliceDump(statements, roles, unsupported(connection, slice));
    }

    private static List<Ddl> print(Connection connection, Slice slice, List<DumpQueries.Query> queries)
            throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        List<Ddl> printed = new ArrayList<>();
        for (DumpQueries.Query query : queries) {
            if (major >= query.since()) {
                try (PreparedStatement statement = connection.prepareStatement(ofNoExtension(query))) {
                    statement.setString(1, Slice.array(slice.of(query.catalog())));
                    read(statement, query.detail(), printed);
                }
            }
        }
        return printed;
    }

    private static void read(PreparedStatement statement, boolean detail, List<Ddl> printed) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                printed.add(new Ddl(rows.getString(1), rows.getString(2), List.of(), detail));
            }
        }
    }

    /** An extension's objects come with the extension. */
    private static String ofNoExtension(DumpQueries.Query query) {
        return query.sql()
                .replace(
                        "ANY (?::oid[])",
                        "ANY (ARRAY(SELECT u FROM unnest(?::oid[]) u WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_catalog."
                                + query.catalog() + "'::regclass AND e.objid = u AND e.deptype = 'e')))");
    }

    private static List<String> unsupported(Connection connection, Slice slice) throws SQLException {
        List<String> unsupported = new ArrayList<>();
        for (String catalog : slice.catalogs()) {
            if (!PRINTED.contains(catalog)) {
                String sql =
                        switch (catalog) {
                            case "pg_type" -> UNSUPPORTED_TYPES;
                            case "pg_proc" -> UNSUPPORTED_ROUTINES;
                            case "pg_class" -> UNSUPPORTED_RELATIONS;
                            default -> UNSUPPORTED;
                        };
                unsupported.addAll(Texts.of(connection, sql, catalog, Slice.array(slice.of(catalog)), catalog));
            }
        }
        return unsupported;
    }
}
