package dev.cofferdam.schema.live;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The objects around one table, by catalog: the table and its inheritance family, whatever depends on them, and whatever any of these
 * needs. Found through {@code pg_depend} (PG docs 52.18), which lists what the server itself would not let go of. A table that is only
 * needed by others comes with its keys, checks and indexes, and without what depends on it in turn.
 */
final class Slice {
    /** Objects of the server itself have smaller numbers (source: transam.h, FirstNormalObjectId). */
    static final long FIRST_OF_USERS = 16384;

    private static final String FAMILY = """
            WITH RECURSIVE family(oid) AS (
                SELECT ?::regclass::oid
                UNION
                SELECT CASE WHEN i.inhrelid = f.oid THEN i.inhparent ELSE i.inhrelid END
                FROM family f JOIN pg_inherits i ON f.oid IN (i.inhrelid, i.inhparent))
            SELECT 'pg_class', oid FROM family
            """;

    /** Views on views are followed; everything else is what depends on the family or on such a view directly. */
    private static final String DEPENDENTS = """
            WITH RECURSIVE relation(oid) AS (
                SELECT unnest(?::oid[])
                UNION
                SELECT r.ev_class FROM relation JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass
                   AND d.refobjid = relation.oid AND d.classid = 'pg_rewrite'::regclass
                JOIN pg_rewrite r ON r.oid = d.objid)
            SELECT c.relname, d.objid FROM relation JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass
               AND d.refobjid = relation.oid
            JOIN pg_class c ON c.oid = d.classid
            WHERE c.relname IN ('pg_proc', 'pg_policy', 'pg_rewrite', 'pg_trigger', 'pg_constraint', 'pg_statistic_ext',
                                'pg_publication_rel')
            UNION
            SELECT 'pg_proc', d.objid FROM relation JOIN pg_type t ON t.typrelid = relation.oid
            JOIN pg_depend d ON d.refclassid = 'pg_type'::regclass AND d.refobjid IN (t.oid, t.typarray)
              AND d.classid = 'pg_proc'::regclass
            UNION
            SELECT 'pg_class', oid FROM relation
            """;

    /** What belongs to an extension needs the extension and nothing more. */
    private static final String NEEDS = """
            WITH RECURSIVE need(classid, objid) AS (
                SELECT ('pg_catalog.' || u.catalog)::regclass::oid, u.oid FROM unnest(?::text[], ?::oid[]) AS u(catalog, oid)
                UNION
                SELECT d.refclassid, d.refobjid FROM need n JOIN pg_depend d ON d.classid = n.classid AND d.objid = n.objid
                WHERE d.refobjid >= %1$d AND (d.deptype = 'e' OR NOT EXISTS (SELECT FROM pg_depend e
                      WHERE e.classid = n.classid AND e.objid = n.objid AND e.deptype = 'e')))
            SELECT c.relname, n.objid FROM need n JOIN pg_class c ON c.oid = n.classid WHERE n.objid >= %1$d
            """.formatted(FIRST_OF_USERS);

    /** What makes a relation or type whole and does not show among its own needs. */
    private static final String PARTS = """
            SELECT 'pg_rewrite', r.oid FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
            WHERE c.oid = ANY (?::oid[]) AND c.relkind IN ('v', 'm')
            UNION ALL SELECT 'pg_attrdef', oid FROM pg_attrdef WHERE adrelid = ANY (?::oid[])
            UNION ALL SELECT 'pg_constraint', oid FROM pg_constraint
            WHERE conrelid = ANY (?::oid[]) AND (contype IN ('c', 'p', 'u', 'x', 'n') OR contype = 'f' AND confrelid = ANY (?::oid[]))
            UNION ALL SELECT 'pg_class', indexrelid FROM pg_index WHERE indrelid = ANY (?::oid[])
            UNION ALL SELECT 'pg_class', d.objid FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
            WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY (?::oid[]) AND d.classid = 'pg_class'::regclass
              AND d.deptype IN ('a', 'i')
            UNION ALL SELECT 'pg_constraint', oid FROM pg_constraint WHERE contypid = ANY (?::oid[]) AND contype = 'c'
            UNION ALL SELECT 'pg_class', typrelid FROM pg_type WHERE oid = ANY (?::oid[]) AND typtype = 'c'
            """;

    private static final String BODIES = """
            SELECT prosrc FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
            WHERE p.oid = ANY (?::oid[]) AND l.lanname NOT IN ('internal', 'c')
            """;

    /** The server does not track what a body names, so its words are taken for names. */
    private static final String NAMED = """
            SELECT 'pg_class', c.oid FROM pg_class c WHERE c.relname = ANY (?::text[]) AND c.relkind IN ('r', 'p', 'v', 'S')
               AND c.oid >= %1$d
            UNION ALL SELECT 'pg_proc', p.oid FROM pg_proc p WHERE p.proname = ANY (?::text[]) AND p.prokind IN ('f', 'p')
               AND p.oid >= %1$d
            """.formatted(FIRST_OF_USERS);

    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\d_$]*");

    private final Connection connection;
    private final Map<String, Set<Long>> found = new TreeMap<>();
    private List<Long> family = List.of();

    private Slice(Connection connection) {
        this.connection = connection;
    }

    /** The slice around a table, which must exist. */
    static Slice around(Connection connection, TableRef table) throws SQLException {
        Slice slice = new Slice(connection);
        TableRef written = new TableRef(table.schema().or(() -> Optional.of("public")), table.name());
        slice.add(FAMILY, Identifiers.quoteIfNeeded(written));
        slice.family = List.copyOf(slice.of("pg_class"));
        slice.add(DEPENDENTS, array(slice.family));
        Map<String, Set<Long>> before = Map.of();
        while (!before.equals(slice.found)) {
            before = slice.copy();
            slice.follow();
        }
        return slice;
    }

    /** Numbers of the objects that a catalog holds of this slice. */
    Set<Long> of(String catalog) {
        return Set.copyOf(found.getOrDefault(catalog, Set.of()));
    }

    /** The catalogs that hold something of this slice. */
    Set<String> catalogs() {
        return found.keySet();
    }

    private void follow() throws SQLException {
        needs();
        String relations = array(of("pg_class"));
        String types = array(of("pg_type"));
        add(PARTS, relations, relations, relations, relations, relations, relations, types, types);
        Set<String> words = new TreeSet<>();
        for (String body : Texts.of(connection, BODIES, array(of("pg_proc")))) {
            WORD.matcher(body).results().forEach(word -> words.add(word.group()));
        }
        if (!words.isEmpty()) {
            String names = textArray(words);
            add(NAMED, names, names);
        }
    }

    private void needs() throws SQLException {
        List<String> catalogs = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        found.forEach((catalog, oids) -> oids.forEach(oid -> {
            catalogs.add(catalog);
            numbers.add(oid);
        }));
        add(NEEDS, textArray(catalogs), array(numbers));
    }

    private void add(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getString(1), catalog -> new LinkedHashSet<>())
                            .add(rows.getLong(2));
                }
            }
        }
    }

    private Map<String, Set<Long>> copy() {
        Map<String, Set<Long>> copy = new HashMap<>();
        found.forEach((catalog, oids) -> copy.put(catalog, Set.copyOf(oids)));
        return copy;
    }

    /** An array as the server reads it. */
    static String array(Iterable<Long> numbers) {
        List<String> texts = new ArrayList<>();
        numbers.forEach(number -> texts.add(String.valueOf(number)));
        return "{" + String.join(",", texts) + "}";
    }

    private static String textArray(Iterable<String> words) {
        List<String> texts = new ArrayList<>();
        words.forEach(word -> texts.add("\"" + word + "\""));
        return "{" + String.join(",", texts) + "}";
    }
}
