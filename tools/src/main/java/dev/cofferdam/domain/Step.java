package dev.cofferdam.domain;

import java.util.List;

/** The smallest unit of a plan that is run, checked and undone as a whole. Ids read {@code expand-1}, {@code expand-2}, ... */
public sealed interface Step {
    String id();

    String title();

    Conduct conduct();

    Undo undo();

    <R> R accept(Visitor<R> visitor);

    /** The same step, conducted otherwise. */
    Step with(Conduct other);

    /**
     * SQL that a person or a pipeline runs as the owner of the tables.
     *
     * @param role who runs it: {@code owner}
     * @param locks what is expected on each table, strongest first
     * @param doneWhen how to see that the step is done, so that a re-run after a crash knows where it is
     */
    record Sql(
            String id,
            String title,
            List<String> statements,
            TransactionMode transaction,
            String role,
            Timeouts timeouts,
            Retry retry,
            List<LockExpectation> locks,
            Gate.Query doneWhen,
            Undo undo,
            Conduct conduct)
            implements Step {
        public Sql {
            Checks.text(id, "step id");
            statements = List.copyOf(statements);
            locks = List.copyOf(locks);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sql(this);
        }

        @Override
        public Sql with(Conduct other) {
            return with(timeouts, locks, other);
        }

        /** The same statements, taken back otherwise. */
        public Sql with(Undo other) {
            return new Sql(id, title, statements, transaction, role, timeouts, retry, locks, doneWhen, other, conduct);
        }

        /** The same statements, conducted, waiting and locking otherwise. */
        public Sql with(Timeouts wait, List<LockExpectation> expected, Conduct other) {
            return new Sql(id, title, statements, transaction, role, wait, retry, expected, doneWhen, undo, other);
        }
    }

    /**
     * Rows filled batch by batch along a key, one transaction each.
     *
     * @param key columns of a unique, not-null key, in its order
     * @param set the assignment of one batch, such as {@code phone_number = telephone}
     * @param predicate which rows of a batch still need it; makes every batch safe to repeat
     * @param batchRows rows of the key range in one batch
     * @param pauseMillis wait between batches, in milliseconds
     * @param pilotBatches the first batches, after which the measured rate replaces the estimate
     * @param upperBound the query that freezes the last key at the start; later rows are the sync's business
     * @param progress the query that says how far it is
     * @param setup statements that install progress table and procedure
     * @param pilot the statement that does only the first batches and stops, outside a transaction block
     * @param run the statement that does, or goes on with, the whole backfill, outside a transaction block
     * @param teardown statements that remove what setup installed
     * @param doneWhen how to see that no row is left
     */
    record Backfill(
            String id,
            String title,
            TableRef table,
            List<String> key,
            String set,
            String predicate,
            long batchRows,
            long pauseMillis,
            long pilotBatches,
            String upperBound,
            String progress,
            List<String> setup,
            String pilot,
            String run,
            List<String> teardown,
            Timeouts timeouts,
            Retry retry,
            Gate.Query doneWhen,
            Undo undo,
            Conduct conduct)
            implements Step {
        public Backfill {
            Checks.text(id, "step id");
            key = List.copyOf(key);
            setup = List.copyOf(setup);
            teardown = List.copyOf(teardown);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.backfill(this);
        }

        @Override
        public Backfill with(Conduct other) {
            return new Backfill(
                    id,
                    title,
                    table,
                    key,
                    set,
                    predicate,
                    batchRows,
                    pauseMillis,
                    pilotBatches,
                    upperBound,
                    progress,
                    setup,
                    pilot,
                    run,
                    teardown,
                    timeouts,
                    retry,
                    doneWhen,
                    undo,
                    other);
        }
    }

    /** A version of a consumer goes out, with these edits in it. */
    record Deploy(String id, String title, AppVersion version, List<String> edits, Undo undo, Conduct conduct)
            implements Step {
        public Deploy {
            Checks.text(id, "step id");
            edits = List.copyOf(edits);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.deploy(this);
        }

        @Override
        public Deploy with(Conduct other) {
            return new Deploy(id, title, version, edits, undo, other);
        }
    }

    /** A switch in a running version is turned. */
    record Flag(String id, String title, String flag, String to, Undo undo, Conduct conduct) implements Step {
        public Flag {
            Checks.text(id, "step id");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.flag(this);
        }

        @Override
        public Flag with(Conduct other) {
            return new Flag(id, title, flag, to, undo, other);
        }
    }

    /** A person does something that is neither SQL nor a deploy. */
    record Manual(String id, String title, String instruction, Undo undo, Conduct conduct) implements Step {
        public Manual {
            Checks.text(id, "step id");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.manual(this);
        }

        @Override
        public Manual with(Conduct other) {
            return new Manual(id, title, instruction, undo, other);
        }
    }

    /** Stands in for pattern switch until Java 21: a new kind of step breaks every visitor at compile time. */
    interface Visitor<R> {
        R sql(Sql step);

        R backfill(Backfill step);

        R deploy(Deploy step);

        R flag(Flag step);

        R manual(Manual step);
    }
}
