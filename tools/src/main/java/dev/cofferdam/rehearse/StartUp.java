package dev.cofferdam.rehearse;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.StartUpChecks;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.rehearse.traffic.Mapping;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

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
    private final StartUpChecks checks;
    private final HistoryCheck history;

    /** @param before the columns' types before the plan's first step, see {@link #types} */
    StartUp(Plan plan, Map<String, Integer> before, StartUpChecks checks) {
        this.plan = plan;
        this.before = Map.copyOf(before);
        this.checks = checks;
        this.history = new HistoryCheck(plan, checks);
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

    /** How each version starts there, where that is known. */
    List<Cell> at(Boundary boundary, ThrowawayDatabase database) throws SQLException {
        Map<String, Integer> now;
        try (Connection session = database.connectAsApplication()) {
            now = types(session, plan.change().table());
        }
        List<Cell> cells = new ArrayList<>();
        for (AppVersion version : BoundaryPlay.versions(plan)) {
            mapping(boundary, version, now).ifPresent(cells::add);
        }
        for (AppVersion version : BoundaryPlay.versions(plan)) {
            history.at(boundary, version).ifPresent(cells::add);
        }
        return cells;
    }

    /**
     * Versions that do not start although they may have to: instances of a version that runs are restarted, and a retreat starts older ones.
     *
     * @param cells what {@link #at} said
     */
    List<Observation> refused(Boundary boundary, List<AppVersion> running, List<Cell> cells) {
        return Stream.concat(running.stream(), goneBackTo(boundary))
                .distinct()
                .sorted()
                .flatMap(version -> cells.stream()
                        .filter(cell -> cell.result() == Cell.Result.FAILS)
                        .filter(cell -> isAsked(boundary, version, cell.column()))
                        .map(cell -> new Observation(
                                boundary.id(),
                                Observation.Kind.START,
                                version.label(),
                                cell.column().equals(column(version)) ? "mapping" : "history",
                                cell.evidence())))
                .toList();
    }

    private boolean isAsked(Boundary boundary, AppVersion version, String column) {
        return column.equals(column(version)) && checks.mapping() == StartUpChecks.Mapping.VALIDATED
                || column.equals(HistoryCheck.column(version)) && history.refuses(boundary, version);
    }

    private static Stream<AppVersion> goneBackTo(Boundary boundary) {
        return boundary.retreat().impossibleBecause().isPresent()
                ? Stream.empty()
                : boundary.retreat().steps().stream()
                        .filter(Step.Deploy.class::isInstance)
                        .map(step -> ((Step.Deploy) step).version());
    }

    /** Empty when the version is not known to map the table. */
    private Optional<Cell> mapping(Boundary boundary, AppVersion version, Map<String, Integer> now) {
        NavigableSet<String> mapped = Mapping.of(plan, version);
        if (mapped.isEmpty() || isMappedNowhere()) {
            return Optional.empty();
        }
        Optional<String> refusal = refusal(version, mapped, now);
        return Optional.of(new Cell(
                boundary.id(),
                column(version),
                refusal.isEmpty() ? Cell.Result.SURVIVES : Cell.Result.FAILS,
                true,
                refusal.map(why -> why + said())
                        .orElse("all " + mapped.size() + " columns that its mapping names are there"),
                Optional.of(Probe.Origin.GENERATED)));
    }

    private String said() {
        return switch (checks.mapping()) {
            case VALIDATED -> "; and this repository asks for it: " + checks.mappingSaid();
            case NOT_VALIDATED -> "; this repository does not ask for it: " + checks.mappingSaid();
            case UNKNOWN -> "";
        };
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
