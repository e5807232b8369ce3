package dev.cofferdam.rehearse.seed;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.ServerFailed;
import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fills tables, and those that they reference, with rows that the schema accepts. */
public final class Seeder {
    /** A table that is only referenced needs no more for variety. */
    private static final long PARENT_ROWS = 1_000;

    /** Values of repaired rows are counted from here, apart from those of all others. */
    private static final long REPAIRED = 50_000_000;

    /** So many more are made where checks of several columns throw rows away. */
    private static final long SPARE = 6;

    /** Keys that meet by accident are one row. */
    private static final String ON_CONFLICT = " ON CONFLICT DO NOTHING";

    /** {@code object_not_in_prerequisite_state}: the table has a deferrable unique constraint. */
    private static final String DEFERRABLE = "55000";

    /** The class of overflows and bad input (PG docs, appendix A). */
    private static final String DATA_EXCEPTION = "22";

    private final Connection owner;
    private final SeedCatalog catalog;
    private final Palettes palettes;
    private final long seed;
    private final Map<TableRef, Demand> demands;
    private final Map<TableRef, Long> rows = new LinkedHashMap<>();
    private final Map<TableRef, RowQuery> queries = new LinkedHashMap<>();
    private final List<Seeded.Remark> remarks = new ArrayList<>();
    private final Set<TableRef> open = new LinkedHashSet<>();
    private final Set<TableRef> hopeless = new LinkedHashSet<>();

    /**
     * A seeder.
     *
     * @param owner session of the tables' owner in autocommit mode; not closed here
     * @param schema what the database holds
     * @param seed the same seed makes the same rows
     */
    public Seeder(Connection owner, Schema schema, long seed) {
        this(owner, schema, seed, Map.of());
    }

    /** @param demands what rows of a table meet although the schema does not ask for it yet */
    public Seeder(Connection owner, Schema schema, long seed, Map<TableRef, Demand> demands) {
        this.demands = Map.copyOf(demands);
        this.owner = owner;
        this.catalog = new SeedCatalog(owner, schema);
        this.palettes = new Palettes(owner);
        this.seed = seed;
    }

    /**
     * Gives each table as many rows, and those that they reference up to {@value #PARENT_ROWS}. Rows that are there stay and count.
     *
     * @throws SQLException when the session is lost; a table that refuses its rows is a remark
     */
    public Seeded seed(List<TableRef> tables, long wanted) throws SQLException {
        for (TableRef table : tables) {
            fill(table, wanted);
        }
        for (TableRef table : rows.keySet()) {
            execute("ANALYZE " + Identifiers.quoteIfNeeded(table));
        }
        return new Seeded(rows, remarks);
    }

    /** More rows for a table that was filled; empty for one that was not. */
    public Optional<FreshRows> fresh(TableRef table) {
        return Optional.ofNullable(queries.get(table)).map(FreshRows::new);
    }

    /**
     * Does what a plan leaves to a person's decision: gives rows a value, each another one as far as the type and its checks reach.
     *
     * @param condition which rows of the table
     * @return how many rows got one; zero also when there is no value for this column
     */
    public long repair(TableRef ref, String column, String condition) throws SQLException {
        SeedTable table = table(ref);
        Optional<SeedColumn> known = table.findColumn(column);
        if (known.isEmpty()) {
            return 0;
        }
        String number = "(" + REPAIRED + " + row_number() OVER (ORDER BY ctid))";
        String value = repaired(table, known.get(), number);
        if (value.isEmpty()) {
            return 0;
        }
        String name = Identifiers.quoteIfNeeded(ref);
        try (Statement statement = owner.createStatement()) {
            return statement.executeLargeUpdate("UPDATE " + name + " AS t SET " + Identifiers.quoteIfNeeded(column)
                    + " = v.value FROM (SELECT ctid AS at, " + Palettes.cast(value, known.get()) + " AS value FROM "
                    + name
                    + " WHERE " + condition + ") AS v WHERE t.ctid = v.at");
        }
    }

    /** A key that is there where the column references one, else a value of its type; empty where there is none. */
    private String repaired(SeedTable table, SeedColumn column, String number) throws SQLException {
        Optional<SeedTable.Link> link = table.links().stream()
                .filter(one -> one.columns().equals(List.of(column.name())))
                .findFirst();
        if (link.isPresent()) {
            return link.get().key(number, PARENT_ROWS);
        }
        Palette palette = palettes.of(table, column, like(table.ref(), column));
        return palette.isEmpty()
                ? ""
                : palette.family()
                        .map(family -> family.replace(TypeValues.NUMBER, number))
                        .orElse("(" + Sql.array(palette.picks()) + ")[1 + (" + number + " % "
                                + palette.picks().size() + ")::int]");
    }

    private void fill(TableRef ref, long wanted) throws SQLException {
        long there = count(ref);
        if (rows.getOrDefault(ref, -1L) >= wanted || hopeless.contains(ref) || !open.add(ref)) {
            return;
        }
        SeedTable table = table(ref);
        List<RowQuery.Parent> parents = new ArrayList<>();
        for (SeedTable.Link link : table.links()) {
            if (!open.contains(link.parent())) {
                fill(link.parent(), Math.min(wanted, PARENT_ROWS));
            }
            long found = open.contains(link.parent()) ? 0 : rows.getOrDefault(link.parent(), 0L);
            if (found > 0) {
                parents.add(new RowQuery.Parent(link, Math.min(found, PARENT_ROWS)));
            }
        }
        RowQuery query = new RowQuery(table, palettes(table), parents, offsets(table), seed);
        queries.put(ref, query);
        if (there < wanted) {
            insert(table, query, wanted - there);
        }
        rows.put(ref, count(ref));
        open.remove(ref);
        if (rows.get(ref) < wanted) {
            hopeless.add(ref);
            remark(ref, "has " + rows.get(ref) + " rows instead of " + wanted);
        }
    }

    private SeedTable table(TableRef ref) throws SQLException {
        SeedTable table = catalog.read(ref);
        Demand demand = demands.get(ref);
        return demand == null ? table : table.demanding(demand);
    }

    private Optional<SeedColumn> like(TableRef ref, SeedColumn column) throws SQLException {
        Optional<String> type = Optional.ofNullable(demands.get(ref))
                .filter(demand -> demand.column().equals(column.name()))
                .flatMap(Demand::type);
        return type.isPresent() ? Optional.of(catalog.columnOf(type.get())) : Optional.empty();
    }

    private Map<String, Palette> palettes(SeedTable table) throws SQLException {
        Map<String, Palette> found = new LinkedHashMap<>();
        for (SeedColumn column : table.columns()) {
            found.put(column.name(), palettes.of(table, column, like(table.ref(), column)));
        }
        return found;
    }

    /** Whole numbers go on where the rows that are there end. */
    private Map<String, Long> offsets(SeedTable table) throws SQLException {
        Map<String, Long> found = new LinkedHashMap<>();
        for (SeedColumn column : table.columns()) {
            if (column.base().startsWith("int")
                    && !column.array()
                    && !column.base().equals("interval")
                    && !column.base().endsWith("range")) {
                String name = Identifiers.quoteIfNeeded(column.name());
                found.put(
                        column.name(),
                        number("SELECT coalesce(max(" + name + ") FILTER (WHERE " + name + " < 1000000000), 0) FROM "
                                + Identifiers.quoteIfNeeded(table.ref())));
            }
        }
        return found;
    }

    private void insert(SeedTable table, RowQuery query, long wanted) throws SQLException {
        Optional<SeedColumn> missing = query.missing();
        if (missing.isPresent()) {
            SeedColumn column = missing.get();
            remark(
                    table.ref(),
                    "could not be filled: no value for its column `" + column.name() + "` of type " + column.cast());
            return;
        }
        try {
            execute(insertion(table, query, wanted) + ON_CONFLICT);
        } catch (SQLException refused) {
            again(table, query, wanted, refused);
        }
        advanceSequences(table);
    }

    private static String insertion(SeedTable table, RowQuery query, long wanted) {
        boolean sieved = table.partition().isPresent()
                || table.checks().stream().anyMatch(check -> check.columns().size() > 1);
        return "INSERT INTO " + Identifiers.quoteIfNeeded(table.ref()) + " (" + Sql.names(query.columns())
                + ") OVERRIDING SYSTEM VALUE\n" + query.rows(1, sieved ? wanted * SPARE : wanted) + "\nLIMIT " + wanted;
    }

    /** A constraint that is checked late allows no ON CONFLICT; a generated column may overflow; a trigger may demand what only the application does. */
    private void again(SeedTable table, RowQuery query, long wanted, SQLException refused) throws SQLException {
        String state = String.valueOf(refused.getSQLState());
        if (ServerFailed.isServersOwn(state)) {
            throw refused;
        }
        try {
            if (state.equals(DEFERRABLE)) {
                execute(insertion(table, query, wanted));
            } else if (state.startsWith(DATA_EXCEPTION)) {
                execute(insertion(table, query.plain(), wanted) + ON_CONFLICT);
                queries.put(table.ref(), query.plain());
                remark(table.ref(), "has plain values only; with surprising ones: " + firstLine(refused));
            } else {
                withoutTriggers(table.ref(), insertion(table, query, wanted) + ON_CONFLICT, refused);
            }
        } catch (SQLException twice) {
            remark(table.ref(), "could not be filled: " + firstLine(twice));
        }
    }

    private void withoutTriggers(TableRef ref, String insert, SQLException refused) throws SQLException {
        String alter = "ALTER TABLE " + Identifiers.quoteIfNeeded(ref);
        execute(alter + " DISABLE TRIGGER USER");
        try {
            execute(insert);
            remark(ref, "was filled while its triggers were off; with them: " + firstLine(refused));
        } finally {
            execute(alter + " ENABLE TRIGGER USER");
        }
    }

    private static String firstLine(SQLException refused) {
        return String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
    }

    /** As an application would have left them: the next number is free. */
    private void advanceSequences(SeedTable table) throws SQLException {
        String name = Identifiers.quoteIfNeeded(table.ref());
        for (SeedColumn column : table.columns()) {
            if (column.defaulted() && column.base().startsWith("int")) {
                execute("SELECT setval(q.s, m.top) FROM (SELECT pg_get_serial_sequence(" + Sql.literal(name) + ", "
                        + Sql.literal(column.name()) + ") AS s) q, (SELECT max("
                        + Identifiers.quoteIfNeeded(column.name())
                        + ") AS top FROM " + name + ") m WHERE q.s IS NOT NULL AND m.top > 0");
            }
        }
    }

    private long count(TableRef ref) throws SQLException {
        return number("SELECT count(*) FROM " + Identifiers.quoteIfNeeded(ref));
    }

    private void remark(TableRef table, String text) {
        Seeded.Remark remark = new Seeded.Remark(table, text);
        if (!remarks.contains(remark)) {
            remarks.add(remark);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
