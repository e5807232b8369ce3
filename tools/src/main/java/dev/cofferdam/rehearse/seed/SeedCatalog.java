package dev.cofferdam.rehearse.seed;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a table demands of its rows from the catalogs of a PostgreSQL 12 to 18. */
final class SeedCatalog {
    /** Domains are followed down to their base type; each may add a length, NOT NULL and checks (PG docs, CREATE DOMAIN). */
    private static final String COLUMNS = """
            SELECT a.attname, format_type(b.type, b.mod), t.typname, t.typtype::text, t.typcategory = 'A', b.mod,
                   a.attnotnull OR b.required, a.atthasdef OR a.attidentity <> '',
                   pg_get_serial_sequence(a.attrelid::regclass::text, a.attname) IS NOT NULL,
                   ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = b.type ORDER BY e.enumsortorder),
                   b.checks
            FROM pg_attribute a
            CROSS JOIN LATERAL (
                WITH RECURSIVE down(type, mod, level) AS (
                    SELECT a.atttypid, a.atttypmod, 0
                    UNION ALL
                    SELECT d.typbasetype, CASE WHEN d.typtypmod <> -1 THEN d.typtypmod ELSE down.mod END, level + 1
                    FROM down JOIN pg_type d ON d.oid = down.type AND d.typtype = 'd')
                SELECT type, mod,
                       (SELECT coalesce(bool_or(d.typnotnull), false) FROM down x JOIN pg_type d ON d.oid = x.type) AS required,
                       ARRAY(SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN down x ON k.contypid = x.type
                             WHERE k.contype = 'c' ORDER BY k.oid) AS checks
                FROM down ORDER BY level DESC LIMIT 1) b
            JOIN pg_type t ON t.oid = b.type
            WHERE a.attrelid = ?::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            ORDER BY a.attnum
            """;

    /** What is computed from one column refuses values of it just as a check does, by an overflow for one; it is no condition otherwise. */
    private static final String CHECKS = """
            WITH this AS (SELECT ?::regclass AS t)
            SELECT pg_get_expr(k.conbin, k.conrelid),
                   ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) ORDER BY a.attnum),
                   k.oid
            FROM this JOIN pg_constraint k ON k.conrelid = this.t AND k.contype = 'c'
            UNION ALL
            SELECT '(' || c.made || ') IS NULL OR (' || c.made || ') IS NOT NULL', c.columns, c.oid
            FROM (SELECT d.oid, pg_get_expr(d.adbin, d.adrelid) AS made,
                         ARRAY(SELECT a.attname::text FROM pg_attribute a
                               WHERE a.attrelid = d.adrelid AND a.attnum > 0 AND a.attnum <> d.adnum AND EXISTS (
                                   SELECT FROM pg_depend p
                                   WHERE p.refclassid = 'pg_class'::regclass AND p.refobjid = d.adrelid AND p.refobjsubid = a.attnum
                                         AND (p.classid = 'pg_attrdef'::regclass AND p.objid = d.oid
                                              OR p.classid = 'pg_class'::regclass AND p.objid = d.adrelid AND p.objsubid = d.adnum))) AS columns
                  FROM this JOIN pg_attrdef d ON d.adrelid = this.t JOIN pg_attribute g ON g.attrelid = d.adrelid AND g.attnum = d.adnum
                  WHERE g.attgenerated <> '') c
            WHERE cardinality(c.columns) = 1
            ORDER BY 3
            """;

    private static final String PARTITIONS = """
            SELECT string_agg('(' || coalesce(pg_get_partition_constraintdef(p.relid), 'true') || ')', ' OR ' ORDER BY p.relid::oid)
            FROM pg_partition_tree(?::regclass) p WHERE p.isleaf AND p.level > 0
            """;

    /** Four bytes of header stand in every length (source: varchar.c, numeric.c). */
    private static final int HEADER = 4;

    private final Connection owner;
    private final Schema schema;

    SeedCatalog(Connection owner, Schema schema) {
        this.owner = owner;
        this.schema = schema;
    }

    SeedTable read(TableRef ref) throws SQLException {
        Table table = schema.table(ref);
        List<SeedTable.Link> links = table.constraints().stream()
                .filter(one -> one.kind() == Constraint.Kind.FOREIGN_KEY)
                .filter(one -> one.references().isPresent())
                .map(one -> new SeedTable.Link(one.columns(), one.references().orElseThrow(), one.referencedColumns()))
                .toList();
        return new SeedTable(
                ref,
                columns(ref),
                checks(ref),
                keys(table),
                links,
                neverTwoNulls(table),
                table.partitioned() ? partition(ref) : Optional.empty());
    }

    /** A column of some type, as one would have it in a table. */
    SeedColumn columnOf(String type) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE cofferdam_typed (c " + type + ")");
            try {
                return columns(TableRef.of("cofferdam_typed")).get(0);
            } finally {
                statement.execute("DROP TABLE cofferdam_typed");
            }
        }
    }

    /** What an exclusion constraint keeps apart is kept apart like a key. */
    private static List<List<String>> keys(Table table) {
        return Stream.concat(
                        table.indexes().stream().filter(Index::unique).map(Index::columns),
                        table.constraints().stream()
                                .filter(one -> one.kind() == Constraint.Kind.EXCLUDE)
                                .map(Constraint::columns))
                .toList();
    }

    private static Set<String> neverTwoNulls(Table table) {
        return table.indexes().stream()
                .filter(index -> index.unique() && index.definition().contains("NULLS NOT DISTINCT"))
                .flatMap(index -> index.columns().stream())
                .collect(Collectors.toSet());
    }

    private List<SeedColumn> columns(TableRef ref) throws SQLException {
        List<SeedColumn> columns = new ArrayList<>();
        each(COLUMNS, ref, row -> {
            String base = row.getString(3);
            int mod = row.getInt(6);
            boolean numeric = base.equals("numeric") && mod >= HEADER;
            boolean bits = base.equals("bit") || base.equals("varbit");
            boolean characters = base.equals("varchar") || base.equals("bpchar");
            columns.add(new SeedColumn(
                    row.getString(1),
                    row.getString(2),
                    base,
                    row.getString(4),
                    row.getBoolean(5),
                    bits ? mod : characters && mod >= HEADER ? mod - HEADER : -1,
                    numeric ? (mod - HEADER) >> 16 & 0xffff : -1,
                    numeric ? mod - HEADER & 0x7ff : -1,
                    row.getBoolean(7),
                    row.getBoolean(8),
                    row.getBoolean(9),
                    texts(row.getArray(10)),
                    texts(row.getArray(11)).stream().map(SeedCatalog::condition).toList()));
        });
        return columns;
    }

    /** {@code CHECK (((VALUE)::text <> ''::text)) NOT VALID} without its frame. */
    private static String condition(String definition) {
        return definition.substring(definition.indexOf('('), definition.lastIndexOf(')') + 1);
    }

    private List<SeedTable.Check> checks(TableRef ref) throws SQLException {
        List<SeedTable.Check> checks = new ArrayList<>();
        each(CHECKS, ref, row -> checks.add(new SeedTable.Check(row.getString(1), texts(row.getArray(2)))));
        return checks;
    }

    private Optional<String> partition(TableRef ref) throws SQLException {
        List<String> found = new ArrayList<>();
        each(PARTITIONS, ref, row -> found.add(row.getString(1) == null ? "false" : row.getString(1)));
        return found.stream().findFirst();
    }

    private void each(String query, TableRef ref, RowReader reader) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(query)) {
            statement.setString(1, Identifiers.quoteIfNeeded(ref));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    /** Reads the current row. */
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
