package dev.cofferdam.rehearse;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rehearse.traffic.Traffic;
import dev.cofferdam.server.ServerFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plan, met by rows that stand in the change's way: nulls before NOT NULL, duplicates before UNIQUE, values that do not convert (scenarios S25,
 * S46 and S47). A gate has to stop it before a statement does, the code of that moment has to go on, and once the rows are put right so does the plan.
 */
final class DirtyRows {
    private static final int ROUNDS = 2;

    private final Plan plan;
    private final Stage stage;
    private final StepRunner runner;
    private final List<Observation> seen = new ArrayList<>();

    DirtyRows(Plan plan, Stage stage) {
        this.plan = plan;
        this.stage = stage;
        this.runner = new StepRunner(stage.database());
    }

    /** What stopped the plan, and what came after; nothing when no row stands in its way. */
    List<Observation> play() throws SQLException {
        Optional<Step> stopped = Optional.empty();
        for (Phase phase : plan.phases()) {
            for (Step step : phase.steps()) {
                Optional<SQLException> refused = refused(step);
                if (refused.isPresent() && stopped.isPresent()) {
                    failed(step, "once the rows were put right", refused.get());
                    return seen;
                }
                if (refused.isPresent()) {
                    stopped = Optional.of(step);
                    if (!isByGate(refused.get())) {
                        failed(step, "before any gate held it", refused.get());
                        return seen;
                    }
                    held(step, refused.get());
                    if (!stage.repair(stage.database())) {
                        return seen;
                    }
                    refused = refused(step);
                    if (refused.isPresent()) {
                        failed(step, "once the rows were put right", refused.get());
                        return seen;
                    }
                }
            }
        }
        return seen;
    }

    private Optional<SQLException> refused(Step step) throws SQLException {
        try {
            for (Gate gate : entry(step)) {
                runner.demand(gate);
            }
            runner.run(step);
            return Optional.empty();
        } catch (SQLException refused) {
            if (ServerFailed.isServersOwn(refused.getSQLState())) {
                throw refused;
            }
            return Optional.of(refused);
        }
    }

    /** What must hold before the first step of a phase. */
    private List<Gate> entry(Step step) {
        return plan.phases().stream()
                .filter(phase -> phase.steps().indexOf(step) == 0)
                .findFirst()
                .map(Phase::entry)
                .orElse(List.of());
    }

    /** An answer that is not the expected one is no error of the server's. */
    private static boolean isByGate(SQLException refused) {
        return refused.getSQLState() == null;
    }

    private void held(Step step, SQLException refused) throws SQLException {
        seen.add(new Observation(
                step.id(), Observation.Kind.HELD, "rows that stand in the change's way", "", firstLine(refused)));
        List<AppVersion> running = step.conduct().mayRun();
        try (Traffic traffic = stage.traffic(stage.database())) {
            seen.addAll(Sights.troubles(step.id(), traffic.work(running, ROUNDS)));
        }
    }

    private void failed(Step step, String when, SQLException refused) {
        seen.add(new Observation(
                step.id(),
                Observation.Kind.FAILED,
                step.title() + ", with rows that stand in the change's way, " + when,
                "",
                firstLine(refused)));
    }

    private static String firstLine(SQLException refused) {
        return String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
    }
}
