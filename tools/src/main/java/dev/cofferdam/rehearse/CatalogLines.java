package dev.cofferdam.rehearse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the catalogs say of the user's schemas, one line for each fact, without the places of columns among each other. Wider than the
 * schema room's picture on purpose: what that does not model (view options, grants on columns, statistics, policies, publications,
 * storage, comments) must still not get lost unnoticed. Works on PostgreSQL 12 to 18.
 */
final class CatalogLines {
    private static final String OURS =
            "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'";

    private static final String SQL = """
            SELECT 'relation ' || c.oid::regclass || ' kind ' || c.relkind::text || ' options ' || coalesce(c.reloptions::text, '')
                   || ' grants ' || coalesce(c.relacl::text, '') || ' row security ' || c.relrowsecurity || ' ' || c.relreplident::text
                   || ' comment ' || coalesce(obj_description(c.oid, 'pg_class'), '')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE %1$s AND c.relkind <> 't'
            UNION ALL
            SELECT 'view ' || c.oid::regclass || ' ' || pg_get_viewdef(c.oid)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE %1$s AND c.relkind IN ('v', 'm')
            UNION ALL
            SELECT 'column ' || c.oid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' not null '
                   || a.attnotnull || ' default ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' identity ' || a.attidentity::text
                   || ' generated ' || a.attgenerated::text || ' storage ' || a.attstorage::text || ' statistics '
                   || coalesce(nullif(a.attstattarget, -1)::text, '') || ' options ' || coalesce(a.attoptions::text, '') || ' grants '
                   || coalesce(a.attacl::text, '') || ' comment ' || coalesce(col_description(c.oid, a.attnum), '')
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE %1$s AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
            UNION ALL
            SELECT 'index ' || pg_get_indexdef(x.indexrelid) || ' valid ' || x.indisvalid || ' clustered ' || x.indisclustered
                   || ' identity ' || x.indisreplident
            FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE %1$s AND c.relkind <> 't'
            UNION ALL
            SELECT 'constraint ' || k.conname || ' on ' || k.conrelid::regclass || ' ' || pg_get_constraintdef(k.oid) || ' validated '
                   || k.convalidated || ' comment ' || coalesce(obj_description(k.oid, 'pg_constraint'), '')
            FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE %1$s AND k.conrelid <> 0 AND (k.contype <> 'n' OR NOT k.convalidated)
            UNION ALL
            SELECT 'trigger ' || pg_get_triggerdef(t.oid) || ' enabled ' || t.tgenabled::text
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE %1$s AND NOT t.tgisinternal
            UNION ALL
            SELECT 'policy ' || p.polname || ' on ' || p.polrelid::regclass || ' ' || coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' '
                   || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
            FROM pg_policy p
            UNION ALL
            SELECT 'statistics ' || pg_get_statisticsobjdef(s.oid)
            FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE %1$s
            UNION ALL
            SELECT 'routine ' || p.oid::regprocedure || ' ' || md5(coalesce(p.prosrc, ''))
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE %1$s
            UNION ALL
            SELECT 'sequence ' || d.objid::regclass || ' owned by ' || d.refobjid::regclass || '.' || a.attname
            FROM pg_depend d JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S' JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE %1$s AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
            UNION ALL
            SELECT 'published ' || p.pubname || ' ' || r.prrelid::regclass FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
            """.formatted(OURS);

    private CatalogLines() {}

    static SortedSet<String> read(Connection connection) throws SQLException {
        SortedSet<String> lines = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(SQL)) {
            while (result.next()) {
                lines.add(result.getString(1).replaceAll("\\s+", " ").strip());
            }
        }
        return lines;
    }
}
