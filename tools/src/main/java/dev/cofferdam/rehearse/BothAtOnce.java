package dev.cofferdam.rehearse;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Two parts of a rehearsal at the same time, each on databases of its own. Each of them spends much of its time waiting: for a pause between two
 * batches, for a round of traffic to end, for files to be copied.
 */
final class BothAtOnce {
    private BothAtOnce() {}

    /** A part of a rehearsal, which says how far it is. */
    interface Part {
        void play(Consumer<String> progress) throws SQLException;
    }

    /**
     * Plays both, and returns when both have ended, however they end.
     *
     * @param first tells its progress from the beginning
     * @param second tells its progress once the first is through, so that one thing is told at a time
     * @param waiting what is told when the second is not through yet by then
     * @throws SQLException what one of them threw; the first's comes before the second's
     */
    static void play(Part first, Part second, String waiting, Consumer<String> progress) throws SQLException {
        Turn turn = new Turn(progress);
        FutureTask<Boolean> other = new FutureTask<>(() -> {
            second.play(turn);
            return true;
        });
        Thread thread = new Thread(other, "rehearsal on copies");
        thread.setDaemon(true);
        thread.start();
        try {
            first.play(progress);
        } finally {
            if (!other.isDone()) {
                progress.accept(waiting);
                turn.pass();
            }
            join(thread);
        }
        result(other);
    }

    /** Lets nothing through before its time has come. */
    private static final class Turn implements Consumer<String> {
        private final Consumer<String> progress;
        private boolean passed;

        Turn(Consumer<String> progress) {
            this.progress = progress;
        }

        synchronized void pass() {
            passed = true;
        }

        @Override
        public synchronized void accept(String line) {
            if (passed) {
                progress.accept(line);
            }
        }
    }

    /** Until it has ended: whoever gets on before would drop the databases under it. */
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void result(FutureTask<Boolean> ended) throws SQLException {
        try {
            ended.get();
        } catch (ExecutionException failed) {
            Throwable why = failed.getCause();
            if (why instanceof SQLException lost) {
                throw lost;
            }
            if (why instanceof RuntimeException ours) {
                throw ours;
            }
            throw new IllegalStateException("a part of the rehearsal broke off", why);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("the rehearsal was interrupted", interrupted);
        }
    }
}
