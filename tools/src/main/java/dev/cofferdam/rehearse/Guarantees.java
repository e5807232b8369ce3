package dev.cofferdam.rehearse;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rehearse.traffic.Mapping;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.ServerFailed;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether the schema refuses, all along the plan, what it refused before: no guarantee is weaker than a version that may run relies on (invariant I8).
 * What is offered to it is offered by statements that are rolled back.
 *
 * <p>Two loosenings are no fault. Where a column goes, it is relaxed in cutover, while the code that fills it may still run; and what the naive change
 * gives up itself is its purpose.
 */
final class Guarantees {
    /** {@code integrity_constraint_violation} (PG docs, appendix A); a trigger of the user's own may refuse in another class, and is not relied on. */
    private static final String REFUSED = "23";

    private final Plan plan;
    private final ThrowawayDatabase database;
    private final List<Guarantee> before = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();

    /** A guarantee that was not there after a step while a version ran that relies on it. */
    private record Taken(PhaseKind phase, Step step, AppVersion version, Guarantee guarantee) {}

    /** Looks at what is refused before the plan's first step; {@code database} has rows, and it keeps them. */
    Guarantees(Plan plan, Schema schema, ThrowawayDatabase database) throws SQLException {
        this.plan = plan;
        this.database = database;
        List<String> columns =
                plan.change().columns().stream().map(column -> column.column()).toList();
        try (Connection owner = database.connectAsOwner()) {
            for (Guarantee one : Guarantee.of(schema.table(plan.change().table()), columns)) {
                if (answer(owner, one) == Answer.REFUSED) {
                    before.add(one);
                }
            }
        }
    }

    /** Looks again once a step has run. */
    void after(Phase phase, Step step) throws SQLException {
        if (before.isEmpty()) {
            return;
        }
        try (Connection owner = database.connectAsOwner()) {
            for (AppVersion version : step.conduct().mayRun()) {
                for (Guarantee one : reliedOn(version)) {
                    if (answer(owner, one) == Answer.TAKEN) {
                        taken.add(new Taken(phase.kind(), step, version, one));
                    }
                }
            }
        }
    }

    /** What was taken that should have been refused, each once; asked when the plan has come to its end, which shows what it means to give up. */
    List<Observation> missing() throws SQLException {
        Set<String> told = new LinkedHashSet<>();
        List<Observation> missing = new ArrayList<>();
        try (Connection owner = database.connectAsOwner()) {
            for (Taken one : taken) {
                if (isToStay(owner, one) && told.add(one.version() + " " + one.guarantee())) {
                    missing.add(new Observation(
                            one.step().id(),
                            Observation.Kind.GUARANTEE,
                            one.version().label(),
                            one.guarantee().toString(),
                            one.guarantee().offence()));
                }
            }
        }
        return missing;
    }

    /** A version relies on what it knows: each column under the name by which its mapping has it. */
    private List<Guarantee> reliedOn(AppVersion version) {
        NavigableSet<String> known = Mapping.of(plan, version);
        return before.stream()
                .flatMap(one -> Stream.of(one, one.in(this::newPlace)).distinct())
                .filter(one -> known.containsAll(one.columns()))
                .filter(one -> !isLostOnTheWay(one))
                .toList();
    }

    private String newPlace(String column) {
        return twins().filter(pair -> pair.oldColumn().equals(column))
                .map(Twins::newColumn)
                .orElse(column);
    }

    /** What has no value in the new place is null there for as long as older code writes the old one; the plan says so where it names the pairs. */
    private boolean isLostOnTheWay(Guarantee one) {
        return one.kind() == Guarantee.Kind.NULL
                && twins().filter(pair -> pair.lossy() && one.columns().contains(pair.newColumn()))
                        .isPresent();
    }

    private boolean isToStay(Connection owner, Taken one) throws SQLException {
        return switch (answer(owner, one.guarantee())) {
            case REFUSED -> true;
            case IMPOSSIBLE -> one.phase().compareTo(PhaseKind.CUTOVER) < 0;
            case TAKEN, NOTHING_TO_TRY -> false;
        };
    }

    private record Twins(String oldColumn, String newColumn, boolean lossy) {}

    private Optional<Twins> twins() {
        if (plan.sync() instanceof Sync.ByTrigger one) {
            return Optional.of(twins(one.oldColumn(), one.newColumn(), one.mapping()));
        }
        if (plan.sync() instanceof Sync.ByApplication one) {
            return Optional.of(twins(one.oldColumn(), one.newColumn(), one.mapping()));
        }
        return Optional.empty();
    }

    private static Twins twins(ColumnRef oldColumn, ColumnRef newColumn, Sync.Mapping mapping) {
        return new Twins(
                oldColumn.column(), newColumn.column(), !mapping.lossy().isEmpty());
    }

    private enum Answer {
        REFUSED,
        TAKEN,
        /** There is no row to try it with. */
        NOTHING_TO_TRY,
        /** It failed for another reason, such as a column that is not there. */
        IMPOSSIBLE
    }

    private static Answer answer(Connection owner, Guarantee guarantee) throws SQLException {
        owner.setAutoCommit(false);
        try (Statement statement = owner.createStatement()) {
            int rows = statement.executeUpdate(guarantee.offence());
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            return rows == 0 ? Answer.NOTHING_TO_TRY : Answer.TAKEN;
        } catch (SQLException refused) {
            if (ServerFailed.isServersOwn(refused.getSQLState())) {
                throw refused;
            }
            return String.valueOf(refused.getSQLState()).startsWith(REFUSED) ? Answer.REFUSED : Answer.IMPOSSIBLE;
        } finally {
            owner.rollback();
            owner.setAutoCommit(true);
        }
    }
}
