package dev.cofferdam.schema;

/** The questions that {@link CatalogReader} asks; each one works on PostgreSQL 12 to 18. */
final class CatalogQueries {
    /** Schemas of users; the second half drops what belongs to an extension ({@code deptype = 'e'}). */
    private static final String OURS = """
            n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
            """;

    private static String notOfExtension(String catalog, String oid) {
        return "NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog." + catalog
                + "'::regclass AND e.objid = " + oid + " AND e.deptype = 'e')\n";
    }

    static final String TABLES = """
            SELECT c.oid, n.nspname, c.relname, c.relkind = 'p' AS partitioned
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'f') AND\s""" + OURS + "AND " + notOfExtension("pg_class", "c.oid");

    private static final String OUR_TABLES = "(SELECT oid FROM (" + TABLES + ") ours)";

    /** A collation is told only when it is not the type's own, as pg_dump does. */
    static final String COLUMNS = """
            SELECT a.attrelid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull,
                   a.attidentity, a.attgenerated, pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS expression,
                   CASE WHEN a.attcollation <> t.typcollation THEN pg_catalog.quote_ident(o.collname) END AS collation,
                   pg_catalog.col_description(a.attrelid, a.attnum) AS comment
            FROM pg_catalog.pg_attribute a
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            LEFT JOIN pg_catalog.pg_collation o ON o.oid = a.attcollation
            WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid IN\s""" + OUR_TABLES + " ORDER BY a.attrelid, a.attnum";

    static final String CONSTRAINTS = """
            SELECT c.conrelid, c.conname, c.contype, c.convalidated, c.confrelid,
                   pg_catalog.pg_get_constraintdef(c.oid) AS definition,
                   ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k(num, pos)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num
                         ORDER BY k.pos) AS columns,
                   ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY k(num, pos)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.num
                         ORDER BY k.pos) AS referenced
            FROM pg_catalog.pg_constraint c
            WHERE (c.contype IN ('p', 'u', 'f', 'c', 'x') OR c.contype = 'n' AND NOT c.convalidated)
              AND c.conrelid IN\s""" + OUR_TABLES + " ORDER BY c.conrelid, c.conname";

    /** Columns in expressions and predicates are found through pg_depend, which lists every column an index needs. */
    static final String INDEXES = """
            SELECT i.indrelid, x.relname, i.indisunique, m.amname, c.conname,
                   pg_catalog.pg_get_indexdef(x.oid) AS definition,
                   pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
                   ARRAY(SELECT pg_catalog.pg_get_indexdef(x.oid, k, false)
                         FROM generate_series(1, i.indnkeyatts) k ORDER BY k) AS elements,
                   ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                         WHERE a.attrelid = i.indrelid AND a.attnum > 0 AND NOT a.attisdropped
                           AND (a.attnum = ANY (i.indkey) OR EXISTS (
                                SELECT FROM pg_catalog.pg_depend d
                                WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = x.oid
                                  AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = i.indrelid
                                  AND d.refobjsubid = a.attnum))
                         ORDER BY array_position(i.indkey::int2[], a.attnum) NULLS LAST, a.attnum) AS columns
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
            JOIN pg_catalog.pg_am m ON m.oid = x.relam
            LEFT JOIN pg_catalog.pg_constraint c
                   ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid AND c.contype IN ('p', 'u', 'x')
            WHERE i.indrelid IN\s""" + OUR_TABLES + " ORDER BY i.indrelid, x.relname";

    static final String TRIGGERS = """
            SELECT t.tgrelid, t.tgname, n.nspname, p.proname, pg_catalog.pg_get_triggerdef(t.oid) AS definition
            FROM pg_catalog.pg_trigger t
            JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
            JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE NOT t.tgisinternal AND t.tgrelid IN\s""" + OUR_TABLES + " ORDER BY t.tgrelid, t.tgname";

    static final String VIEWS = """
            SELECT c.oid, n.nspname, c.relname, c.relkind = 'm' AS materialized,
                   pg_catalog.pg_get_viewdef(c.oid) AS definition, array_to_string(c.reloptions, ', ') AS options,
                   ARRAY(SELECT a.attname || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod) FROM pg_catalog.pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS shows,
                   (""" + View.rightsQuery("c.oid") + """
            ) AS rights
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('v', 'm') AND\s""" + OURS + "AND "
            + notOfExtension("pg_class", "c.oid") + "ORDER BY n.nspname, c.relname";

    /** A view depends on columns through its rewrite rule; a whole-row use has no column number and means them all. */
    static final String VIEW_READS = """
            SELECT DISTINCT r.ev_class AS view, n.nspname, c.relname, a.attname
            FROM pg_catalog.pg_rewrite r
            JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
             AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> r.ev_class
            JOIN pg_catalog.pg_class c ON c.oid = d.refobjid AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             AND a.attnum = d.refobjsubid
            WHERE\s""" + OURS + "ORDER BY 1, 2, 3, 4";

    /** The relations that a view depends on, whatever it reads of them. */
    static final String VIEW_OVER = """
            SELECT DISTINCT r.ev_class AS view, n.nspname, c.relname
            FROM pg_catalog.pg_rewrite r
            JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
             AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> r.ev_class
            JOIN pg_catalog.pg_class c ON c.oid = d.refobjid AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE\s""" + OURS + "ORDER BY 1, 2, 3";

    /** A body in SQL-standard form (14) has no text of its own, so its definition is printed. */
    static final String ROUTINES =
            """
            SELECT n.nspname, p.proname, l.lanname,
                   CASE WHEN p.prosrc = '' THEN pg_catalog.pg_get_functiondef(p.oid) ELSE p.prosrc END AS body
            FROM pg_catalog.pg_proc p
            JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            JOIN pg_catalog.pg_language l ON l.oid = p.prolang
            WHERE p.prokind IN ('f', 'p') AND\s""" + OURS + "AND " + notOfExtension("pg_proc", "p.oid") + "ORDER BY n.nspname, p.proname, p.oid";

    private CatalogQueries() {}
}
