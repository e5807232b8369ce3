package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rehearse.seed.Demand;
import dev.cofferdam.rehearse.seed.Seeded;
import dev.cofferdam.rehearse.seed.Seeder;
import dev.cofferdam.rehearse.traffic.Traffic;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A copy of the schema with rows in it, on which a plan is played. */
final class Stage implements AutoCloseable {
    /** Tables that reference the change's get so many rows at most. */
    private static final long CHILD_ROWS = 5_000;

    /** No traffic on a copy inserts as many batches of rows. */
    private static final long BATCHES_OF_ONE = 20;

    private final ThrowawayServer server;
    private final ThrowawayDatabase database;
    private final Plan plan;
    private final Schema schema;
    private final Seeder seeder;
    private final Seeded seeded;
    private final Connection seeding;
    private final SortedSet<String> catalog;
    private final Map<String, Integer> types;
    private int copies;
    private int traffics;

    /**
     * Sets a stage.
     *
     * @param base the schema; nobody may be connected to it
     * @param demands what rows meet although the schema does not ask for it yet
     */
    Stage(
            ThrowawayServer server,
            ThrowawayDatabase base,
            String name,
            Plan plan,
            Schema schema,
            Size size,
            Map<TableRef, Demand> demands)
            throws SQLException {
        long rows = size.rows();
        this.server = server;
        this.plan = plan;
        this.schema = schema;
        this.database = server.cloneDatabase(base, name);
        admit(database);
        this.seeding = database.connectAsOwner();
        this.seeder = new Seeder(seeding, schema, size.seed(), demands);
        this.seeded = seeder.seed(List.of(plan.change().table()), rows);
        seeder.seed(children(plan.change(), schema), Math.min(rows, CHILD_ROWS));
        this.catalog = CatalogLines.read(seeding);
        this.types = StartUp.types(seeding, plan.change().table());
        seeding.close();
    }

    /** How many rows the change's table gets, and what makes them. */
    record Size(long rows, long seed) {}

    /** What rows must meet for the plan to go through; rows that stand in its way are a scenario of their own, see {@link DirtyRows}. */
    static Map<TableRef, Demand> demands(Change change, Schema schema) {
        if (change instanceof ColumnChange.SetNotNull one) {
            return Map.of(change.table(), new Demand(one.column().column(), true, false, Optional.empty()));
        }
        if (change instanceof ColumnChange.ChangeType one) {
            return Map.of(change.table(), new Demand(one.column().column(), false, false, Optional.of(one.type())));
        }
        if (change instanceof ConstraintChange.AddUnique one) {
            return Map.of(change.table(), new Demand(one.columnNames().get(0), false, true, Optional.empty()));
        }
        if (change instanceof ConstraintChange.AddCheck one) {
            return Map.of(change.table(), Demand.meeting(new Demand.Condition(one.condition(), one.columnNames())));
        }
        if (change instanceof ConstraintChange.AddForeignKey one) {
            return Map.of(
                    change.table(),
                    Demand.referring(
                            new Demand.Reference(one.columnNames(), one.referenced(), referenced(one, schema))));
        }
        return Map.of();
    }

    private static List<String> referenced(ConstraintChange.AddForeignKey change, Schema schema) {
        return change.referencedNames().isEmpty()
                ? schema.table(change.referenced())
                        .findPrimaryKey()
                        .map(Constraint::columns)
                        .orElse(List.of())
                : change.referencedNames();
    }

    private static List<TableRef> children(Change change, Schema schema) {
        return schema.foreignKeysTo(change.table()).stream()
                .map(key -> key.table().ref())
                .distinct()
                .toList();
    }

    /** The application's role reads and writes what is there and what the plan makes, as in production. */
    private static void admit(ThrowawayDatabase database) throws SQLException {
        database.admitApplication();
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("""
                    DO $$
                    DECLARE s text;
                    BEGIN
                        FOR s IN SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
                            BEGIN
                                EXECUTE 'GRANT USAGE ON SCHEMA ' || s || ' TO cofferdam_app';
                                EXECUTE 'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ' || s || ' TO cofferdam_app';
                                EXECUTE 'GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA ' || s || ' TO cofferdam_app';
                            EXCEPTION WHEN insufficient_privilege THEN NULL;
                            END;
                        END LOOP;
                    END $$""".replace("cofferdam_app", database.applicationRole()));
        }
    }

    /** A copy as it stands; nobody may be connected. */
    ThrowawayDatabase copy(String purpose) {
        copies++;
        return server.cloneDatabase(database, database.name() + "_" + copies + "_" + purpose);
    }

    ThrowawayDatabase database() {
        return database;
    }

    /** The catalogs before the plan's first step. */
    SortedSet<String> catalog() {
        return catalog;
    }

    /** The types of the change's table before the plan's first step. */
    Map<String, Integer> types() {
        return types;
    }

    /** How many rows the change's table has. */
    long rows() {
        return seeded.rows().getOrDefault(plan.change().table(), 0L);
    }

    Seeded seeded() {
        return seeded;
    }

    /** Traffic on this stage or on a copy of it. */
    Traffic traffic(ThrowawayDatabase on) throws SQLException {
        TableRef table = plan.change().table();
        return new Traffic(on, plan, schema, seeder.fresh(table), BATCHES_OF_ONE * traffics++);
    }

    /** Decides for a person, in the rows, what the change demands of them; whether any row was changed. */
    boolean repair(ThrowawayDatabase on) throws SQLException {
        Change change = plan.change();
        try (Connection owner = on.connectAsOwner()) {
            Seeder here = new Seeder(owner, schema, 0, demands(change, schema));
            if (change instanceof ConstraintChange.AddUnique one) {
                return here.repair(change.table(), one.columnNames().get(0), isRepeated(one)) > 0;
            }
            if (change instanceof ConstraintChange.AddCheck one) {
                return here.repair(change.table(), one.columnNames().get(0), "NOT (" + one.condition() + ")") > 0;
            }
            if (change instanceof ConstraintChange.AddForeignKey one) {
                return here.repair(change.table(), one.columnNames().get(0), isOrphan(one)) > 0;
            }
            Optional<String> column = demanded(change);
            return column.isPresent() && here.repair(change.table(), column.get(), isNull(column.get())) > 0;
        }
    }

    /** The column that a person has to give values to. */
    private static Optional<String> demanded(Change change) {
        if (change instanceof ColumnChange.SetNotNull one) {
            return Optional.of(one.column().column());
        }
        if (change instanceof ColumnChange.AddColumn one) {
            return Optional.of(one.column().column());
        }
        if (change instanceof ColumnChange.DropColumn one) {
            return Optional.of(one.column().column());
        }
        return Optional.empty();
    }

    private String isOrphan(ConstraintChange.AddForeignKey change) {
        List<String> target = referenced(change, schema);
        String table = Identifiers.quoteIfNeeded(change.table());
        String same = IntStream.range(0, target.size())
                .mapToObj(i -> "parent." + Identifiers.quoteIfNeeded(target.get(i)) + " = " + table + "."
                        + Identifiers.quoteIfNeeded(change.columnNames().get(i)))
                .collect(Collectors.joining(" AND "));
        return Identifiers.quoteIfNeeded(change.columnNames().get(0)) + " IS NOT NULL AND NOT EXISTS (SELECT FROM "
                + Identifiers.quoteIfNeeded(change.referenced()) + " AS parent WHERE " + same + ")";
    }

    private static String isNull(String column) {
        return Identifiers.quoteIfNeeded(column) + " IS NULL";
    }

    private static String isRepeated(ConstraintChange.AddUnique change) {
        String columns =
                change.columnNames().stream().map(Identifiers::quoteIfNeeded).collect(Collectors.joining(", "));
        return "ctid IN (SELECT c FROM (SELECT ctid AS c, row_number() OVER (PARTITION BY " + columns
                + " ORDER BY ctid) AS i FROM " + Identifiers.quoteIfNeeded(change.table())
                + ") AS all_rows WHERE i > 1)"
                + change.columnNames().stream()
                        .map(column -> " AND " + Identifiers.quoteIfNeeded(column) + " IS NOT NULL")
                        .collect(Collectors.joining());
    }

    @Override
    public void close() {
        database.close();
    }
}
