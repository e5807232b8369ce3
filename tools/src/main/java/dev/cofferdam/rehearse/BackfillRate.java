package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Step;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How fast a backfill filled what kills had left of it, while the application's statements ran; its pauses are the plan's and left out. */
final class BackfillRate {
    /** One batch alone shows how fast one batch is; the first of all is slow. */
    private static final long FEWEST_BATCHES = 2;

    private final Step.Backfill step;
    private final long rows;

    private BackfillRate(Step.Backfill step, long rows) {
        this.step = step;
        this.rows = rows;
    }

    /** Counts what is left to fill. */
    static BackfillRate before(ThrowawayDatabase database, Step.Backfill step) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + Identifiers.quoteIfNeeded(step.table())
                        + " WHERE " + step.predicate())) {
            row.next();
            return new BackfillRate(step, row.getLong(1));
        }
    }

    /** What the step's own duration, seen meanwhile, says about its rate; empty when it had too little to do. */
    Optional<Observation> after(List<Observation> seen) {
        return seen.stream()
                .filter(one -> one.step().equals(step.id()) && one.kind() == Observation.Kind.DURATION)
                .reduce((first, last) -> last)
                .flatMap(duration -> in(Long.parseLong(duration.value())));
    }

    private Optional<Observation> in(long millis) {
        long batches = (rows + step.batchRows() - 1) / step.batchRows();
        long working = millis - batches * step.pauseMillis();
        if (batches < FEWEST_BATCHES || working <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Observation(
                step.id(),
                Observation.Kind.RATE,
                "backfill",
                Long.toString(Math.max(1, rows * 1000 / working)),
                String.format(Locale.ROOT, "%,d rows in %,d ms, pauses left out, beside traffic", rows, working)));
    }
}
