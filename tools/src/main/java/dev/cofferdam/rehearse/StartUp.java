package dev.cofferdam.rehearse;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.rehearse.traffic.Mapping;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether an instance that validates its mapping starts on the schema as it stands (invariant I9): as Hibernate does with {@code hbm2ddl.auto=validate},
 * each mapped column has to be there, and in the code of today with the type that it was written for. More columns do no harm.
 */
final class StartUp {
    /** Places that there are only when some class maps the table. */
    private static final Set<Style> WITH_AN_ENTITY = Set.of(
            Style.MAPPING,
            Style.JPQL,
            Style.DERIVED_QUERY,
            Style.CRITERIA,
            Style.ENTITY_READ,
            Style.ENTITY_WRITE,
            Style.DIRTY_WRITE,
            Style.ASSOCIATION_READ,
            Style.ACCESSOR);

    private final Plan plan;
    private final Map<String, Integer> before;

    /** @param before the columns' types before the plan's first step, see {@link #types} */
    StartUp(Plan plan, Map<String, Integer> before) {
        this.plan = plan;
        this.before = Map.copyOf(before);
    }

    /** Types of a table's columns as the driver tells an object mapper, which takes text for varchar but no bigint for an integer. */
    static Map<String, Integer> types(Connection session, TableRef table) throws SQLException {
        Map<String, Integer> types = new TreeMap<>();
        String schema = table.schema().orElse("public");
        try (ResultSet column = session.getMetaData().getColumns(null, escaped(schema), escaped(table.name()), null)) {
            while (column.next()) {
                types.put(column.getString("COLUMN_NAME"), column.getInt("DATA_TYPE"));
            }
        }
        return types;
    }

    /** The names are patterns (JDBC, DatabaseMetaData.getColumns). */
    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
    }

    /** The column of the matrix that tells how this version starts. */
    static String column(AppVersion version) {
        return version.label() + ", starting";
    }

    /** Empty when the version is not known to map the table. */
    Optional<Cell> at(Boundary boundary, AppVersion version, ThrowawayDatabase copy) throws SQLException {
        NavigableSet<String> mapped = Mapping.of(plan, version);
        if (mapped.isEmpty() || isMappedNowhere()) {
            return Optional.empty();
        }
        try (Connection session = copy.connectAsApplication()) {
            Optional<String> refusal =
                    refusal(version, mapped, types(session, plan.change().table()));
            return Optional.of(new Cell(
                    boundary.id(),
                    column(version),
                    refusal.isEmpty() ? Cell.Result.SURVIVES : Cell.Result.FAILS,
                    true,
                    refusal.orElse("all " + mapped.size() + " columns that its mapping names are there"),
                    Optional.of(Probe.Origin.GENERATED)));
        }
    }

    /**
     * Statements for whole rows are made up from the table, as if an entity mapped it. Where code was read that uses the change's columns and maps none
     * of them, no instance looks for them when it starts.
     */
    private boolean isMappedNowhere() {
        return plan.usages().stream().anyMatch(usage -> !usage.test() && usage.needsEdit())
                && plan.usages().stream()
                        .filter(usage -> !usage.test())
                        .map(Usage::style)
                        .noneMatch(WITH_AN_ENTITY::contains);
    }

    private Optional<String> refusal(AppVersion version, NavigableSet<String> mapped, Map<String, Integer> now) {
        TableRef table = plan.change().table();
        for (String column : mapped) {
            if (!now.containsKey(column)) {
                return Optional.of("an instance that validates its mapping does not start: there is no column " + column
                        + " in " + table);
            }
            Integer written = before.get(column);
            if (version.number() == 0 && written != null && !written.equals(now.get(column))) {
                return Optional.of("an instance that validates its mapping does not start: column " + column + " of "
                        + table + " has another type");
            }
        }
        return Optional.empty();
    }
}
