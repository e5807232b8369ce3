package dev.cofferdam.migrations.liquibase;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes names as Liquibase does for PostgreSQL: quoted only when they must be, or when they mix cases. */
final class Names {
    /** Liquibase's list for PostgreSQL; a word of it is quoted as it is written. */
    private static final Set<String> RESERVED =
            Set.of(("ALL ANALYSE ANALYZE AND ANY ARRAY AS ASC ASYMMETRIC AUTHORIZATION"
                            + " BINARY BOTH CASE CAST CHECK COLLATE COLLATION COLUMN CONCURRENTLY CONSTRAINT CREATE CROSS CURRENT_CATALOG"
                            + " CURRENT_DATE CURRENT_ROLE CURRENT_SCHEMA CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DEFAULT DEFERRABLE DESC"
                            + " DISTINCT DO ELSE END EXCEPT FALSE FETCH FOR FOREIGN FREEZE FROM FULL GRANT GROUP HAVING ILIKE IN INITIALLY"
                            + " INNER INTERSECT INTO IS ISNULL JOIN LATERAL LEADING LEFT LIKE LIMIT LOCALTIME LOCALTIMESTAMP NATURAL NOT"
                            + " NOTNULL NULL OFFSET ON ONLY OR ORDER OUTER OVERLAPS PLACING PRIMARY REFERENCES RETURNING RIGHT SELECT"
                            + " SESSION_USER SIMILAR SOME SYMMETRIC TABLE TABLESAMPLE THEN TO TRAILING TRUE UNION UNIQUE USER USING VARIADIC"
                            + " VERBOSE WHEN WHERE WINDOW WITH")
                    .split(" "));

    /** How a change set asks for its names to be written ({@code objectQuotingStrategy}). */
    enum Quoting {
        LEGACY,
        QUOTE_ONLY_RESERVED_WORDS,
        QUOTE_ALL_OBJECTS;

        static Quoting of(Optional<String> written) {
            return List.of(values()).stream()
                    .filter(each -> each.name().equals(written.orElse("")))
                    .findFirst()
                    .orElse(LEGACY);
        }
    }

    private final Quoting quoting;

    Names(Quoting quoting) {
        this.quoting = quoting;
    }

    String name(String written) {
        boolean quoted = quoting == Quoting.QUOTE_ALL_OBJECTS
                || quoting == Quoting.LEGACY && mixesCases(written)
                || written.contains("-")
                || Character.isDigit(written.charAt(0))
                || RESERVED.contains(written.toUpperCase(Locale.ROOT))
                || !written.matches("\\w*");
        return quoted ? "\"" + written.replace("\"", "\"\"") + "\"" : written;
    }

    private static boolean mixesCases(String name) {
        return name.chars().anyMatch(Character::isUpperCase) && name.chars().anyMatch(Character::isLowerCase);
    }

    /** The object that {@code key} names, with the schema that {@code schemaKey} names. */
    String qualified(ChangelogNode change, String schemaKey, String key) throws CannotRender {
        return qualified(change.value(schemaKey), change.need(key));
    }

    String qualified(Optional<String> schema, String object) {
        return schema.map(each -> name(each) + ".").orElse("") + name(object);
    }

    /** The table that the change names in the usual way. */
    String table(ChangelogNode change) throws CannotRender {
        return qualified(change, "schemaName", "tableName");
    }

    /** A list of column names with commas; each may end in DESC or ASC. */
    String list(String written) {
        List<String> names = new ArrayList<>();
        for (String part : written.split(",")) {
            String bare = part.strip();
            if (!bare.isEmpty()) {
                boolean descending = bare.matches("(?i).*\\s+DESC");
                names.add(name(bare.replaceFirst("(?i)\\s+(DESC|ASC)$", "")) + (descending ? " DESC" : ""));
            }
        }
        return String.join(", ", names);
    }
}
