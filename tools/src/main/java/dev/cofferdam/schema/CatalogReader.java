package dev.cofferdam.schema;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a schema from the catalogs of a PostgreSQL 12 to 18 (PG docs, "System Catalogs"). Only what users made: nothing of {@code
 * pg_catalog}, {@code information_schema}, temporary schemas, or extensions. Reads, never writes.
 */
public final class CatalogReader {
    /** 12 is the oldest version with stored generated columns, whose catalog column is asked for. */
    private static final int OLDEST = 12;

    private final Connection connection;
    private final Map<Long, TableRef> names = new LinkedHashMap<>();
    private final Map<Long, Boolean> partitioned = new LinkedHashMap<>();

    private CatalogReader(Connection connection) {
        this.connection = connection;
    }

    /**
     * Reads everything that users made in the connection's database. The search path is set to {@code public} meanwhile, so that
     * types and tables of other schemas come out qualified, and restored afterwards.
     *
     * @param source what to write into {@link Schema#source()}
     * @throws SQLException when the server is older than 12 or a query fails
     */
    public static Schema read(Connection connection, String source) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST) {
            throw new SQLException(
                    "PostgreSQL " + version + " is older than " + OLDEST + ", the oldest that can be read");
        }
        String searchPath = single(connection, "SELECT pg_catalog.current_setting('search_path')");
        setSearchPath(connection, "public");
        try {
            return new CatalogReader(connection).read(source);
        } finally {
            setSearchPath(connection, searchPath);
        }
    }

    private Schema read(String source) throws SQLException {
        readTableNames();
        Map<Long, List<Column>> columns = readColumns();
        Map<Long, List<Constraint>> constraints = readConstraints();
        Map<Long, List<Index>> indexes = readIndexes();
        Map<Long, List<Trigger>> triggers = readTriggers();
        List<Table> tables = names.entrySet().stream()
                .map(entry -> new Table(
                        entry.getValue(),
                        columns.getOrDefault(entry.getKey(), List.of()),
                        constraints.getOrDefault(entry.getKey(), List.of()),
                        indexes.getOrDefault(entry.getKey(), List.of()),
                        triggers.getOrDefault(entry.getKey(), List.of()),
                        partitioned.getOrDefault(entry.getKey(), false)))
                .sorted(java.util.Comparator.comparing(Table::ref))
                .toList();
        return new Schema(source, tables, readViews(), readRoutines(), List.of(), readAttached());
    }

    private void readTableNames() throws SQLException {
        each(CatalogQueries.TABLES, row -> {
            names.put(row.getLong("oid"), ref(row.getString("nspname"), row.getString("relname")));
            partitioned.put(row.getLong("oid"), row.getBoolean("partitioned"));
        });
    }

    private Map<Long, List<Column>> readColumns() throws SQLException {
        Map<Long, List<Column>> found = new LinkedHashMap<>();
        each(CatalogQueries.COLUMNS, row -> {
            Optional<String> expression = text(row, "expression").flatMap(Expressions::stored);
            boolean generated = text(row, "attgenerated").isPresent();
            add(
                    found,
                    row.getLong("attrelid"),
                    new Column(
                            row.getString("attname"),
                            row.getString("type"),
                            !row.getBoolean("attnotnull"),
                            generated ? Optional.empty() : expression,
                            generated ? expression : Optional.empty(),
                            text(row, "attidentity").map(kind -> kind.equals("a") ? "ALWAYS" : "BY DEFAULT"),
                            text(row, "collation"),
                            text(row, "comment")));
        });
        return found;
    }

    /** NOT NULL constraints of PostgreSQL 18 are columns' properties here, save those that are NOT VALID. */
    private Map<Long, List<Constraint>> readConstraints() throws SQLException {
        Map<Long, List<Constraint>> found = new LinkedHashMap<>();
        each(CatalogQueries.CONSTRAINTS, row -> {
            TableRef references = names.get(row.getLong("confrelid"));
            add(
                    found,
                    row.getLong("conrelid"),
                    new Constraint(
                            row.getString("conname"),
                            kind(row.getString("contype")),
                            list(row.getArray("columns")),
                            row.getString("definition"),
                            Optional.ofNullable(references),
                            list(row.getArray("referenced")),
                            row.getBoolean("convalidated")));
        });
        return found;
    }

    private static Constraint.Kind kind(String letter) {
        return switch (letter) {
            case "p" -> Constraint.Kind.PRIMARY_KEY;
            case "u" -> Constraint.Kind.UNIQUE;
            case "f" -> Constraint.Kind.FOREIGN_KEY;
            case "c" -> Constraint.Kind.CHECK;
            case "x" -> Constraint.Kind.EXCLUDE;
            case "n" -> Constraint.Kind.NOT_NULL;
            default -> throw new IllegalStateException("pg_constraint.contype " + letter + " was not asked for");
        };
    }

    private Map<Long, List<Index>> readIndexes() throws SQLException {
        Map<Long, List<Index>> found = new LinkedHashMap<>();
        each(
                CatalogQueries.INDEXES,
                row -> add(
                        found,
                        row.getLong("indrelid"),
                        new Index(
                                row.getString("relname"),
                                list(row.getArray("columns")),
                                list(row.getArray("elements")),
                                row.getBoolean("indisunique"),
                                row.getString("amname"),
                                text(row, "predicate"),
                                row.getString("definition"),
                                text(row, "conname"))));
        return found;
    }

    private Map<Long, List<Trigger>> readTriggers() throws SQLException {
        Map<Long, List<Trigger>> found = new LinkedHashMap<>();
        each(
                CatalogQueries.TRIGGERS,
                row -> add(
                        found,
                        row.getLong("tgrelid"),
                        new Trigger(
                                row.getString("tgname"),
                                SchemaDraft.displayName(row.getString("nspname"), row.getString("proname")),
                                row.getString("definition"))));
        return found;
    }

    private List<View> readViews() throws SQLException {
        Map<Long, List<ColumnRef>> reads = new LinkedHashMap<>();
        each(
                CatalogQueries.VIEW_READS,
                row -> add(
                        reads,
                        row.getLong("view"),
                        ref(row.getString("nspname"), row.getString("relname")).column(row.getString("attname"))));
        Map<Long, List<TableRef>> over = new LinkedHashMap<>();
        each(
                CatalogQueries.VIEW_OVER,
                row -> add(over, row.getLong("view"), ref(row.getString("nspname"), row.getString("relname"))));
        Map<Long, List<String>> keeps = new LinkedHashMap<>();
        each(AttachedQueries.VIEW_KEEPS, row -> add(keeps, row.getLong("oid"), row.getString("statement")));
        List<View> views = new ArrayList<>();
        each(
                CatalogQueries.VIEWS,
                row -> views.add(new View(
                        ref(row.getString("nspname"), row.getString("relname")),
                        row.getBoolean("materialized"),
                        row.getString("definition"),
                        reads.getOrDefault(row.getLong("oid"), List.of()),
                        over.getOrDefault(row.getLong("oid"), List.of()),
                        text(row, "options"),
                        list(row.getArray("shows")),
                        row.getString("rights"),
                        keeps.getOrDefault(row.getLong("oid"), List.of()))));
        return views;
    }

    private List<Attached> readAttached() throws SQLException {
        List<Attached> attached = new ArrayList<>();
        each(AttachedQueries.ATTACHED, row -> {
            TableRef table = ref(row.getString("nspname"), row.getString("relname"));
            attached.add(new Attached(
                    Attached.Kind.valueOf(row.getString("kind")),
                    row.getString("name"),
                    table.column(row.getString("attname")),
                    text(row, "gone"),
                    text(row, "made").stream()
                            .flatMap(all -> Arrays.stream(all.split("\u0001")))
                            .toList()));
        });
        return attached;
    }

    private List<Routine> readRoutines() throws SQLException {
        List<Routine> routines = new ArrayList<>();
        each(
                CatalogQueries.ROUTINES,
                row -> routines.add(new Routine(
                        SchemaDraft.displayName(row.getString("nspname"), row.getString("proname")),
                        row.getString("lanname"),
                        row.getString("body"))));
        return routines;
    }

    private void each(String query, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private static <T> void add(Map<Long, List<T>> lists, long key, T element) {
        lists.computeIfAbsent(key, oid -> new ArrayList<>()).add(element);
    }

    private static TableRef ref(String schema, String name) {
        return schema.equals(SchemaDraft.PUBLIC) ? TableRef.of(name) : TableRef.of(schema, name);
    }

    /** Absent for NULL and for the empty text, which the catalogs use for "none" in one-letter columns. */
    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(value -> !value.isEmpty());
    }

    private static List<String> list(Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }

    private static String single(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void setSearchPath(Connection connection, String path) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_catalog.set_config('search_path', ?, false)")) {
            statement.setString(1, path);
            statement.execute();
        }
    }

    /** Reads the current row. */
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
