package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Step;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A backfill that is killed again and again while the application works, and then comes to its end. */
final class KilledBackfill {
    private final ThrowawayDatabase database;
    private final Step.Backfill step;
    private final Rehearsal.Attempts attempts;
    private final Consumer<String> remarks;

    KilledBackfill(
            ThrowawayDatabase database, Step.Backfill step, Rehearsal.Attempts attempts, Consumer<String> remarks) {
        this.database = database;
        this.step = step;
        this.attempts = attempts;
        this.remarks = remarks;
    }

    /** Whether it came to its end; its rate is added to what was seen. */
    boolean run(StepRunner runner, List<Observation> seen) throws SQLException {
        kill();
        return attempts.attempt(step.id(), step.title(), () -> {
            BackfillRate rate = BackfillRate.before(database, step);
            runner.run(step);
            rate.after(seen).ifPresent(seen::add);
        });
    }

    private void kill() throws SQLException {
        Set<Interrupted.Moment> missed = EnumSet.copyOf(Interrupted.KILLS);
        for (Interrupted.Moment moment : Interrupted.KILLS) {
            attempts.attempt(step.id(), step.title() + ", killed " + moment.words() + " and started again", () -> {
                if (new Interrupted(database, step).kill(moment)) {
                    missed.remove(moment);
                }
            });
        }
        missed.forEach(
                moment -> remarks.accept(step.id() + " was through before it could be killed " + moment.words()));
    }
}
