package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Step;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;

/** A backfill that is killed again and again while the application works, and then comes to its end. */
final class KilledBackfill {
    private final ThrowawayDatabase database;
    private final Step.Backfill step;
    private final Notes notes;

    KilledBackfill(ThrowawayDatabase database, Step.Backfill step, Notes notes) {
        this.database = database;
        this.step = step;
        this.notes = notes;
    }

    /** Whether it came to its end; its rate is noted. */
    boolean run(StepRunner runner) throws SQLException {
        kill();
        return notes.attempt(step.id(), step.title(), () -> {
            BackfillRate rate = BackfillRate.before(database, step);
            runner.run(step);
            notes.addAll(rate.after(notes.seen()).stream().toList());
        });
    }

    private void kill() throws SQLException {
        Set<Interrupted.Moment> missed = EnumSet.copyOf(Interrupted.KILLS);
        for (Interrupted.Moment moment : Interrupted.KILLS) {
            notes.attempt(step.id(), step.title() + ", killed " + moment.words() + " and started again", () -> {
                if (new Interrupted(database, step).kill(moment)) {
                    missed.remove(moment);
                }
            });
        }
        missed.forEach(moment -> notes.remark(step.id() + " was through before it could be killed " + moment.words()));
    }
}
