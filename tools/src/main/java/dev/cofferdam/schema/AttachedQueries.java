package dev.cofferdam.schema;

/**
 * The questions of {@link CatalogReader} about what hangs on columns and views besides what has a record of its own; each works on
 * PostgreSQL 12 to 18. Columns: kind, schema and name of the table, the column, what hangs there, what drops it, what makes it.
 */
final class AttachedQueries {
    private static final String OURS =
            "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)' AND c.relkind IN ('r', 'p', 'f')";

    private static final String COLUMN = """
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND a.attnum > 0 AND NOT a.attisdropped AND\s""" + OURS + "\n";

    /** Whatever the server recorded as depending on the column. */
    private static final String NEEDS_IT = COLUMN + """
            JOIN (SELECT DISTINCT classid, objid, refobjid, refobjsubid FROM pg_catalog.pg_depend
                  WHERE refclassid = 'pg_catalog.pg_class'::regclass AND refobjsubid > 0) d
              ON d.refobjid = c.oid AND d.refobjsubid = a.attnum AND d.classid = 'pg_catalog.%s'::regclass
            """;

    private static final String HEAD = "SELECT '%s' AS kind, n.nspname, c.relname, a.attname, ";

    private static String head(Attached.Kind kind) {
        return HEAD.formatted(kind);
    }

    private static final String POLICIES = head(Attached.Kind.POLICY)
            + "p.polname AS name, NULL AS gone, NULL AS made\n" + NEEDS_IT.formatted("pg_policy")
            + "JOIN pg_catalog.pg_policy p ON p.oid = d.objid AND p.polrelid = c.oid";

    private static final String TRIGGERS = head(Attached.Kind.TRIGGER) + """
            t.tgname, format('DROP TRIGGER %I ON %s', tgname, c.oid::regclass), concat_ws(chr(1), pg_get_triggerdef(t.oid),
                CASE WHEN tgenabled <> 'O' THEN format('ALTER TABLE %s %s TRIGGER %I', c.oid::regclass,
                    CASE tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, tgname) END)
            """ + NEEDS_IT.formatted("pg_trigger")
            + "JOIN pg_catalog.pg_trigger t ON t.oid = d.objid AND NOT t.tgisinternal";

    private static final String STATISTICS =
            head(Attached.Kind.STATISTICS) + """
            s.stxname, format('DROP STATISTICS %I.%I', sn.nspname, s.stxname), pg_get_statisticsobjdef(s.oid)
            """ + NEEDS_IT.formatted("pg_statistic_ext") + """
            JOIN pg_catalog.pg_statistic_ext s ON s.oid = d.objid JOIN pg_catalog.pg_namespace sn ON sn.oid = s.stxnamespace
            """;

    private static final String SEQUENCES = head(Attached.Kind.SEQUENCE) + """
            d.objid::regclass::text, NULL, format('ALTER SEQUENCE %s OWNED BY %s.%I', d.objid::regclass, c.oid::regclass, a.attname)
            """ + NEEDS_IT.formatted("pg_class")
            + "JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S' WHERE a.attidentity = ''";

    private static final String GRANTS =
            head(Attached.Kind.GRANT) + """
            privilege_type || ' for ' || CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END, NULL,
            format('GRANT %s (%I) ON %s TO %s%s', privilege_type, attname, c.oid::regclass,
                CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
            """ + COLUMN + "CROSS JOIN aclexplode(a.attacl) WHERE grantee <> c.relowner";

    private static final String SETTINGS = head(Attached.Kind.SETTING) + """
            'statistics or options', NULL, 'ALTER TABLE ' || c.oid::regclass || concat_ws(',',
                CASE WHEN coalesce(a.attstattarget, -1) >= 0 THEN format(' ALTER %I SET STATISTICS %s', attname, attstattarget) END,
                ' ALTER ' || quote_ident(attname) || ' SET (' || array_to_string(attoptions, ', ') || ')')
            """ + COLUMN
            + "WHERE coalesce(a.attstattarget, -1) >= 0 OR a.attoptions IS NOT NULL";

    private static final String CONSTRAINT_COMMENTS = head(Attached.Kind.COMMENT) + """
            k.conname, NULL, format('COMMENT ON CONSTRAINT %I ON %s IS %L', conname, c.oid::regclass, obj_description(k.oid, 'pg_constraint'))
            """ + COLUMN + """
            JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND a.attnum = ANY (k.conkey) AND k.contype <> 'n'
            WHERE obj_description(k.oid, 'pg_constraint') IS NOT NULL
            """;

    private static final String INDEX_COMMENTS = head(Attached.Kind.COMMENT) + """
            d.objid::regclass::text, NULL, format('COMMENT ON INDEX %s IS %L', d.objid::regclass, obj_description(d.objid, 'pg_class'))
            """ + NEEDS_IT.formatted("pg_class")
            + "JOIN pg_catalog.pg_index i ON i.indexrelid = d.objid WHERE obj_description(d.objid, 'pg_class') IS NOT NULL";

    private static final String RULES =
            head(Attached.Kind.RULE) + "r.rulename, NULL, NULL\n" + NEEDS_IT.formatted("pg_rewrite")
                    + "JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid AND r.rulename <> '_RETURN'";

    private static final String PUBLICATIONS = head(Attached.Kind.PUBLICATION) + "p.pubname, NULL, NULL\n"
            + NEEDS_IT.formatted("pg_publication_rel") + """
            JOIN pg_catalog.pg_publication_rel r ON r.oid = d.objid JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid
            """;

    private static final String ROUTINES =
            head(Attached.Kind.ROUTINE) + "d.objid::regprocedure::text, NULL, NULL\n" + NEEDS_IT.formatted("pg_proc");

    static final String ATTACHED = String.join(
                    "\nUNION ALL\n",
                    POLICIES,
                    TRIGGERS,
                    STATISTICS,
                    SEQUENCES,
                    GRANTS,
                    SETTINGS,
                    CONSTRAINT_COMMENTS,
                    INDEX_COMMENTS,
                    RULES,
                    PUBLICATIONS,
                    ROUTINES)
            + "\nORDER BY 1, 2, 3, 4, 5";

    /** What DROP VIEW takes away besides the definition; one statement a row. */
    static final String VIEW_KEEPS = """
            SELECT c.oid, 1, 1, format('COMMENT ON VIEW %s IS %L', c.oid::regclass, obj_description(c.oid, 'pg_class')) AS statement
            FROM pg_catalog.pg_class c WHERE c.relkind = 'v' AND obj_description(c.oid, 'pg_class') IS NOT NULL
            UNION ALL
            SELECT c.oid, 2, attnum, format('COMMENT ON COLUMN %s.%I IS %L', c.oid::regclass, attname, col_description(c.oid, attnum))
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
            WHERE c.relkind = 'v' AND col_description(c.oid, attnum) IS NOT NULL
            UNION ALL
            SELECT c.oid, 3, attnum, format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', c.oid::regclass, attname, pg_get_expr(adbin, adrelid))
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
            JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind = 'v'
            UNION ALL
            SELECT c.oid, 4, 0, pg_get_triggerdef(t.oid)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid WHERE c.relkind = 'v' AND NOT t.tgisinternal
            UNION ALL
            SELECT c.oid, 5, 0, pg_get_ruledef(r.oid)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid WHERE c.relkind = 'v' AND r.rulename <> '_RETURN'
            UNION ALL
            SELECT c.oid, 6, 0, format('GRANT %s ON %s TO %s%s', string_agg(privilege_type, ', ' ORDER BY privilege_type), c.oid::regclass,
                   CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                   CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
            FROM pg_catalog.pg_class c CROSS JOIN aclexplode(c.relacl) WHERE c.relkind = 'v' AND grantee <> c.relowner
            GROUP BY c.oid, grantee, is_grantable
            UNION ALL
            SELECT c.oid, 7, attnum, format('GRANT %s (%I) ON %s TO %s%s', privilege_type, attname, c.oid::regclass,
                   CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                   CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
            CROSS JOIN aclexplode(a.attacl) WHERE c.relkind = 'v' AND grantee <> c.relowner
            ORDER BY 1, 2, 3, 4
            """;

    private AttachedQueries() {}
}
