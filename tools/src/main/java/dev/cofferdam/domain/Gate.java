package dev.cofferdam.domain;

import java.time.Duration;

/**
 * A condition that must hold before the next step. A query is asked of the database, read-only; the other four are recorded in
 * {@code progress.yaml} beside the plan, never in the user's database.
 */
public sealed interface Gate {

    /** What must be true, in one sentence. */
    String statement();

    /** A read-only query and the one value that it must return, as text. */
    record Query(String statement, String sql, String expected) implements Gate {
        public Query {
            Checks.text(sql, "gate query");
        }
    }

    /** Nothing bad happens for a time. */
    record Soak(String statement, Duration time) implements Gate {}

    /** Only this version of its consumer, or a later one, is running. */
    record Deployed(String statement, AppVersion version) implements Gate {}

    /** A metric stays on the right side of a threshold. */
    record Metric(String statement, String metric, String threshold) implements Gate {}

    /** A named person vouches for what no query can show. */
    record Attestation(String statement, String by) implements Gate {}
}
