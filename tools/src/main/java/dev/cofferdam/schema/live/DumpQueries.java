package dev.cofferdam.schema.live;

import java.util.List;

/**
 * What prints the objects of a slice as DDL, in the order in which they are best made. Each one is given the numbers of its catalog's
 * objects and answers with what a person calls the object and with the statement. Everything comes out qualified, because the search
 * path is empty. They work on PostgreSQL 12 to 18; the newest syntax that they print is 12's unless the object itself needs more.
 */
final class DumpQueries {

    /**
     * One of them.
     *
     * @param catalog whose numbers it is given
     * @param since major version that has what it asks for
     * @param detail see {@link Ddl}
     */
    record Query(String catalog, int since, boolean detail, String sql) {}

    private static Query object(String catalog, String sql) {
        return new Query(catalog, 0, false, sql);
    }

    private static Query detail(String catalog, String sql) {
        return new Query(catalog, 0, true, sql);
    }

    static final List<Query> BEFORE_TABLES = List.of(
            object(
                    "pg_namespace",
                    "SELECT 'schema ' || nspname, format('CREATE SCHEMA %I', nspname) FROM pg_namespace WHERE oid = ANY (?::oid[])"),
            object("pg_extension", """
                    SELECT 'extension ' || extname, format('CREATE EXTENSION %I SCHEMA %I', extname, nspname)
                    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.oid = ANY (?::oid[])
                    """),
            object("pg_type", """
                    SELECT 'type ' || oid::regtype, format('CREATE TYPE %s AS ENUM (%s)', oid::regtype,
                           (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid))
                    FROM pg_type t WHERE oid = ANY (?::oid[]) AND typtype = 'e'
                    """),
            object("pg_type", """
                    SELECT 'type ' || t.oid::regtype, format('CREATE TYPE %s AS (%s)', t.oid::regtype,
                           (SELECT string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' ORDER BY attnum)
                            FROM pg_attribute WHERE attrelid = t.typrelid AND attnum > 0 AND NOT attisdropped))
                    FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c' WHERE t.oid = ANY (?::oid[])
                    """),
            object("pg_type", """
                    SELECT 'type ' || t.oid::regtype, format('CREATE TYPE %s AS RANGE (SUBTYPE = %s)', t.oid::regtype, r.rngsubtype::regtype)
                    FROM pg_type t JOIN pg_range r ON r.rngtypid = t.oid WHERE t.oid = ANY (?::oid[]) AND t.typtype = 'r'
                    """),
            object("pg_type", """
                    SELECT 'domain ' || t.oid::regtype, format('CREATE DOMAIN %s AS %s', t.oid::regtype, format_type(t.typbasetype, t.typtypmod))
                           || coalesce((SELECT format(' COLLATE %I.%I', n.nspname, o.collname) FROM pg_collation o
                                        JOIN pg_namespace n ON n.oid = o.collnamespace JOIN pg_type b ON b.oid = t.typbasetype
                                        WHERE o.oid = t.typcollation AND t.typcollation <> b.typcollation), '')
                           || coalesce(' DEFAULT ' || t.typdefault, '') || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
                           || coalesce((SELECT string_agg(format(' CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)), '' ORDER BY conname)
                                        FROM pg_constraint WHERE contypid = t.oid AND contype = 'c'), '')
                    FROM pg_type t WHERE t.oid = ANY (?::oid[]) AND t.typtype = 'd'
                    """),
            object("pg_proc", """
                    SELECT 'function ' || oid::regprocedure, pg_get_functiondef(oid)
                    FROM pg_proc WHERE oid = ANY (?::oid[]) AND prokind IN ('f', 'p')
                    """),
            object("pg_class", """
                    SELECT 'sequence ' || c.oid::regclass, format('CREATE SEQUENCE %s AS %s INCREMENT %s MINVALUE %s MAXVALUE %s START %s CACHE %s%s',
                           c.oid::regclass, s.seqtypid::regtype, seqincrement, seqmin, seqmax, seqstart, seqcache,
                           CASE WHEN seqcycle THEN ' CYCLE' ELSE '' END)
                    FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid
                    WHERE c.oid = ANY (?::oid[]) AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                          AND d.objid = c.oid AND d.deptype = 'i')
                    """));

    static final List<Query> AFTER_TABLES = List.of(
            object("pg_constraint", """
                    SELECT format('constraint %I of %s', conname, conrelid::regclass),
                           format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(k.oid))
                    FROM pg_constraint k WHERE oid = ANY (?::oid[]) AND conrelid <> 0 AND conislocal
                      AND (contype IN ('p', 'u', 'c', 'x') OR contype = 'n' AND NOT convalidated)
                    ORDER BY array_position(ARRAY['p', 'u', 'c', 'x', 'n']::"char"[], contype), conname
                    """),
            object("pg_class", """
                    SELECT 'index ' || c.oid::regclass, pg_get_indexdef(c.oid)
                    FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
                    WHERE c.oid = ANY (?::oid[])
                      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x'))
                      AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = c.oid)
                    """),
            object("pg_constraint", """
                    SELECT format('constraint %I of %s', conname, conrelid::regclass),
                           format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(k.oid))
                    FROM pg_constraint k WHERE oid = ANY (?::oid[]) AND contype = 'f' AND conparentid = 0 ORDER BY conname
                    """),
            object("pg_class", """
                    SELECT CASE relkind WHEN 'm' THEN 'materialized view ' ELSE 'view ' END || oid::regclass,
                           format('CREATE %s %s%s AS %s', CASE relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, oid::regclass,
                                  coalesce(' WITH (' || array_to_string(reloptions, ', ') || ')', ''), pg_get_viewdef(oid))
                    FROM pg_class WHERE oid = ANY (?::oid[]) AND relkind IN ('v', 'm') ORDER BY oid
                    """),
            object("pg_trigger", """
                    SELECT format('trigger %I of %s', tgname, tgrelid::regclass), pg_get_triggerdef(oid)
                    FROM pg_trigger t WHERE oid = ANY (?::oid[]) AND NOT tgisinternal
                    """),
            object("pg_rewrite", """
                    SELECT format('rule %I of %s', rulename, ev_class::regclass), pg_get_ruledef(oid)
                    FROM pg_rewrite WHERE oid = ANY (?::oid[]) AND rulename <> '_RETURN'
                    """),
            object("pg_policy", """
                    SELECT format('policy %I of %s', polname, polrelid::regclass),
                           format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', polname, polrelid::regclass,
                                  CASE WHEN polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                                  CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                                  (SELECT string_agg(CASE WHEN r = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r)) END, ', ') FROM unnest(polroles) r),
                                  coalesce(' USING (' || pg_get_expr(polqual, polrelid) || ')', ''),
                                  coalesce(' WITH CHECK (' || pg_get_expr(polwithcheck, polrelid) || ')', ''))
                    FROM pg_policy WHERE oid = ANY (?::oid[])
                    """),
            object("pg_statistic_ext", """
                    SELECT 'statistics ' || stxname, pg_get_statisticsobjdef(oid) FROM pg_statistic_ext WHERE oid = ANY (?::oid[])
                    """),
            object("pg_publication", """
                    SELECT 'publication ' || pubname, format('CREATE PUBLICATION %I WITH (publish = %L)', pubname,
                           concat_ws(', ', CASE WHEN pubinsert THEN 'insert' END, CASE WHEN pubupdate THEN 'update' END,
                                     CASE WHEN pubdelete THEN 'delete' END, CASE WHEN pubtruncate THEN 'truncate' END))
                    FROM pg_publication WHERE oid = ANY (?::oid[])
                    """),
            new Query("pg_publication_rel", 15, false, """
                    SELECT format('table %s of publication %I', prrelid::regclass, pubname), format('ALTER PUBLICATION %I ADD TABLE %s%s%s', pubname,
                           prrelid::regclass,
                           (SELECT ' (' || string_agg(quote_ident(attname), ', ' ORDER BY attnum) || ')' FROM pg_attribute
                            WHERE attrelid = prrelid AND attnum = ANY (prattrs::int2[])),
                           ' WHERE (' || pg_get_expr(prqual, prrelid) || ')')
                    FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid WHERE r.oid = ANY (?::oid[])
                    """),
            detail("pg_class", """
                    SELECT 'owner of sequence ' || c.oid::regclass,
                           format('ALTER SEQUENCE %s OWNED BY %s.%I', c.oid::regclass, d.refobjid::regclass, a.attname)
                    FROM pg_class c JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'a'
                     AND d.refclassid = 'pg_class'::regclass
                    JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                    WHERE c.oid = ANY (?::oid[]) AND c.relkind = 'S'
                    """),
            detail("pg_trigger", """
                    SELECT format('state of trigger %I', tgname), format('ALTER TABLE %s %s TRIGGER %I', tgrelid::regclass,
                           CASE tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, tgname)
                    FROM pg_trigger WHERE oid = ANY (?::oid[]) AND NOT tgisinternal AND tgenabled <> 'O'
                    """),
            detail("pg_class", """
                    SELECT 'row security of ' || oid::regclass, 'ALTER TABLE ' || oid::regclass || ' ENABLE ROW LEVEL SECURITY'
                           || CASE WHEN relforcerowsecurity THEN ', FORCE ROW LEVEL SECURITY' ELSE '' END
                    FROM pg_class WHERE oid = ANY (?::oid[]) AND relrowsecurity
                    """),
            detail("pg_class", """
                    SELECT format('settings of column %s.%I', c.oid::regclass, attname), 'ALTER TABLE ' || c.oid::regclass || concat_ws(',',
                           CASE WHEN a.attstorage <> t.typstorage THEN format(' ALTER %I SET STORAGE %s', attname,
                                CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END) END,
                           CASE WHEN coalesce(a.attstattarget, -1) >= 0 THEN format(' ALTER %I SET STATISTICS %s', attname, attstattarget) END,
                           ' ALTER ' || quote_ident(attname) || ' SET (' || array_to_string(attoptions, ', ') || ')')
                    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                    JOIN pg_type t ON t.oid = a.atttypid
                    WHERE c.oid = ANY (?::oid[]) AND c.relkind IN ('r', 'p', 'm')
                      AND (a.attstorage <> t.typstorage OR coalesce(a.attstattarget, -1) >= 0 OR a.attoptions IS NOT NULL)
                    """),
            detail("pg_class", """
                    SELECT 'replica identity of ' || c.oid::regclass, format('ALTER TABLE %s REPLICA IDENTITY %s', c.oid::regclass,
                           CASE relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' ELSE 'USING INDEX ' || (SELECT quote_ident(x.relname)
                                FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisreplident) END)
                    FROM pg_class c WHERE oid = ANY (?::oid[]) AND relkind IN ('r', 'p') AND relreplident <> 'd'
                    """),
            detail("pg_class", """
                    SELECT 'clustering by ' || c.oid::regclass, format('ALTER TABLE %s CLUSTER ON %I', i.indrelid::regclass, c.relname)
                    FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid WHERE c.oid = ANY (?::oid[]) AND i.indisclustered
                    """),
            detail("pg_class", """
                    SELECT 'comment on ' || c.oid::regclass, format('COMMENT ON %s %s IS %L', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN
                           'MATERIALIZED VIEW' WHEN 'i' THEN 'INDEX' WHEN 'I' THEN 'INDEX' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
                           c.oid::regclass, obj_description(c.oid, 'pg_class'))
                    FROM pg_class c WHERE c.oid = ANY (?::oid[]) AND c.relkind IN ('r', 'p', 'v', 'm', 'i', 'I', 'S')
                      AND obj_description(c.oid, 'pg_class') IS NOT NULL
                    """),
            detail("pg_class", """
                    SELECT format('comment on %s.%I', c.oid::regclass, attname), format('COMMENT ON COLUMN %s.%I IS %L', c.oid::regclass, attname,
                           col_description(c.oid, attnum))
                    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                    WHERE c.oid = ANY (?::oid[]) AND c.relkind IN ('r', 'p', 'v', 'm') AND col_description(c.oid, attnum) IS NOT NULL
                    """),
            detail("pg_constraint", """
                    SELECT format('comment on constraint %I', conname), format('COMMENT ON CONSTRAINT %I ON %s IS %L', conname, conrelid::regclass,
                           obj_description(oid, 'pg_constraint'))
                    FROM pg_constraint WHERE oid = ANY (?::oid[]) AND conrelid <> 0 AND contype <> 'n'
                      AND obj_description(oid, 'pg_constraint') IS NOT NULL
                    """),
            detail("pg_class", """
                    SELECT 'grants on ' || c.oid::regclass, format('GRANT %s ON %s TO %s%s', privilege_type, c.oid::regclass,
                           CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                           CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                    FROM pg_class c CROSS JOIN aclexplode(c.relacl) WHERE c.oid = ANY (?::oid[]) AND c.relkind IN ('r', 'p', 'v', 'm')
                      AND grantee <> c.relowner
                    """),
            detail("pg_class", """
                    SELECT format('grants on %s.%I', c.oid::regclass, attname), format('GRANT %s (%I) ON %s TO %s%s', privilege_type, attname,
                           c.oid::regclass, CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                           CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                    CROSS JOIN aclexplode(a.attacl) WHERE c.oid = ANY (?::oid[]) AND c.relkind IN ('r', 'p', 'v', 'm') AND grantee <> c.relowner
                    """));

    /** Roles that grants and policies of the slice name; they hold no object of it, so nothing depends on them. */
    static final String ROLES = """
            SELECT DISTINCT pg_get_userbyid(grantee) FROM (
                SELECT grantee, c.relowner FROM pg_class c CROSS JOIN aclexplode(c.relacl) WHERE c.oid = ANY (?::oid[])
                UNION ALL
                SELECT grantee, c.relowner FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid CROSS JOIN aclexplode(a.attacl)
                WHERE c.oid = ANY (?::oid[])
                UNION ALL
                SELECT unnest(polroles), 0 FROM pg_policy WHERE oid = ANY (?::oid[])) named
            WHERE grantee <> 0 AND grantee <> relowner AND pg_get_userbyid(grantee) !~ '^pg_'
            ORDER BY 1
            """;

    private DumpQueries() {}
}
