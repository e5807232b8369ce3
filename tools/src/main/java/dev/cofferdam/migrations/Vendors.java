package dev.cofferdam.migrations;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Database products as folders and file names write them. */
final class Vendors {
    private static final Set<String> OURS = Set.of("postgres", "postgresql", "pgsql", "pg", "psql");
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("h2", "H2"),
            Map.entry("hsql", "HSQLDB"),
            Map.entry("hsqldb", "HSQLDB"),
            Map.entry("mysql", "MySQL"),
            Map.entry("mariadb", "MariaDB"),
            Map.entry("oracle", "Oracle"),
            Map.entry("mssql", "SQL Server"),
            Map.entry("sqlserver", "SQL Server"),
            Map.entry("db2", "Db2"),
            Map.entry("sqlite", "SQLite"),
            Map.entry("sqlite3", "SQLite"),
            Map.entry("derby", "Derby"),
            Map.entry("clickhouse", "ClickHouse"),
            Map.entry("cassandra", "Cassandra"),
            Map.entry("cockroach", "CockroachDB"),
            Map.entry("cockroachdb", "CockroachDB"),
            Map.entry("snowflake", "Snowflake"),
            Map.entry("redshift", "Redshift"),
            Map.entry("bigquery", "BigQuery"),
            Map.entry("firebird", "Firebird"),
            Map.entry("sybase", "Sybase"),
            Map.entry("tidb", "TiDB"),
            Map.entry("duckdb", "DuckDB"),
            Map.entry("yugabyte", "YugabyteDB"),
            Map.entry("spanner", "Spanner"));

    private Vendors() {}

    static boolean isPostgres(String word) {
        return OURS.contains(word.toLowerCase(Locale.ROOT));
    }

    static boolean isSql(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(".sql");
    }

    /** Whether any folder of the path, or a word of the file's name, names another product. */
    static boolean isForeign(String path) {
        return product(path).isPresent();
    }

    /** The other product that a folder of the path, or a word of the file's name, names; empty when PostgreSQL is named too. */
    static Optional<String> product(String path) {
        return namesPostgres(path)
                ? Optional.empty()
                : words(path).filter(OTHERS::containsKey).map(OTHERS::get).findFirst();
    }

    static boolean namesPostgres(String path) {
        return words(path).anyMatch(OURS::contains);
    }

    /** The product after which a folder above the class path's root is called. */
    static Optional<String> moduleOf(String path) {
        String above = path.substring(0, path.length() - belowRoot(path).length());
        return Stream.of(above.toLowerCase(Locale.ROOT).split("[/_.-]", -1))
                .filter(OTHERS::containsKey)
                .map(OTHERS::get)
                .findFirst();
    }

    /** Folders above the class path's root, such as a module called mysql-demo/, say nothing about the product. */
    static String belowRoot(String file) {
        return file.replaceFirst("^(?:.*/)?(?:src/main/[^/]+|resources)/", "");
    }

    private static Stream<String> words(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        int slash = lower.lastIndexOf('/');
        Stream<String> folders =
                slash < 0 ? Stream.empty() : List.of(lower.substring(0, slash).split("/", -1)).stream();
        int above = lower.length() - belowRoot(lower).length();
        String below = slash < above ? "" : lower.substring(above, slash);
        return Stream.concat(
                Stream.concat(folders, List.of(below.split("/", -1)).stream().flatMap(Vendors::ends)),
                ofName(lower.substring(slash + 1)));
    }

    /** {@code migration_mysql} and {@code h2-migrations}; a word in the middle may be a feature's. */
    private static Stream<String> ends(String folder) {
        return Stream.of(folder.replaceAll("[-_.].*$", ""), folder.replaceAll("^.*[-_.]", ""));
    }

    /** {@code schema-h2.sql} and {@code h2.sql}; a description such as V7__port_from_mysql.sql may speak of another product. */
    private static Stream<String> ofName(String name) {
        if (!name.endsWith(".sql") || name.contains("__")) {
            return Stream.empty();
        }
        String stem = name.substring(0, name.length() - ".sql".length());
        return Stream.of(stem, stem.replaceAll("^.*[-_.]", ""));
    }
}
