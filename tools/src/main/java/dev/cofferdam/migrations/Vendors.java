package dev.cofferdam.migrations;

import java.util.Locale;
import java.util.Set;

/** Database products as folders and file names write them. */
final class Vendors {
    private static final Set<String> OURS = Set.of("postgres", "postgresql", "pgsql", "pg", "psql");
    private static final Set<String> OTHERS = Set.of(
            "h2",
            "hsql",
            "hsqldb",
            "mysql",
            "mariadb",
            "oracle",
            "mssql",
            "sqlserver",
            "db2",
            "sqlite",
            "sqlite3",
            "derby",
            "clickhouse",
            "cassandra",
            "cockroach",
            "cockroachdb",
            "snowflake",
            "redshift",
            "bigquery",
            "firebird",
            "sybase",
            "tidb",
            "duckdb",
            "yugabyte",
            "spanner");

    private Vendors() {}

    static boolean isPostgres(String word) {
        return OURS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether any folder of the path, or a word of the file's name, names another product. */
    static boolean isForeign(String path) {
        return anyWord(path, OTHERS) && !anyWord(path, OURS);
    }

    static boolean namesPostgres(String path) {
        return anyWord(path, OURS);
    }

    private static boolean anyWord(String path, Set<String> words) {
        String[] segments = path.toLowerCase(Locale.ROOT).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            // A description may speak of another product (V7__port_from_mysql.sql); only schema-h2.sql style names
            // count.
            boolean named = last
                    ? segments[i].startsWith("v") && segments[i].contains("__")
                            ? false
                            : words.stream().anyMatch(segments[i].replaceAll("\\.sql$", "")::equals)
                                    || words.contains(segments[i].replaceAll("^.*[-_.]([a-z0-9]+)\\.sql$", "$1"))
                    : words.contains(segments[i]);
            if (named) {
                return true;
            }
        }
        return false;
    }
}
