package dev.cofferdam.migrations;

import java.util.List;
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
        String lower = path.toLowerCase(Locale.ROOT);
        int slash = lower.lastIndexOf('/');
        boolean inFolder = slash >= 0
                && List.of(lower.substring(0, slash).split("/")).stream().anyMatch(words::contains);
        return inFolder || fileNames(lower.substring(slash + 1), words);
    }

    /** {@code schema-h2.sql} and {@code h2.sql}; a description such as V7__port_from_mysql.sql may speak of another product. */
    private static boolean fileNames(String name, Set<String> words) {
        if (!name.endsWith(".sql") || name.contains("__")) {
            return false;
        }
        String stem = name.substring(0, name.length() - ".sql".length());
        return words.contains(stem) || words.contains(stem.replaceAll("^.*[-_.]", ""));
    }
}
