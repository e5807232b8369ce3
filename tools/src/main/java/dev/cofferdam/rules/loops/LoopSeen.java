package dev.cofferdam.rules.loops;

/** What is seen of a run beside the rows: how many of them each transaction writes, and what it does while it holds them. */
final class LoopSeen {
    private final int batch;
    private final int killAt;
    private int written;
    private int most;
    private int batches;
    private boolean writes;
    private boolean readUnlocked;
    private boolean wroteWhatItRead;
    private int unlocked;
    private double slept;
    private boolean sleeps;
    private boolean sleptWithLocks;
    private boolean keepsSetting;
    private boolean locked;

    /** The server's process is killed where the batch of this number would be committed. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Killed() {
            super("killed", null, false, false);
        }
    }

    /**
     * @param batch rows of one batch
     * @param killAt after how many batches it is killed; none for zero
     */
    LoopSeen(int batch, int killAt) {
        this.batch = batch;
        this.killAt = killAt;
    }

    void batchWritten(int rows) {
        written += rows;
        most = Math.max(most, written);
        batches++;
        writes = true;
    }

    void ownWritten() {
        writes = true;
        wroteWhatItRead |= readUnlocked;
    }

    void ownRead(boolean locks) {
        readUnlocked |= !locks && !locked;
    }

    /** An advisory lock lets one caller in at a time. */
    void locked() {
        locked = true;
    }

    void commit() {
        if (killAt > 0 && batches >= killAt && written > 0) {
            throw new Killed();
        }
        unlocked += wroteWhatItRead ? 1 : 0;
        forget();
    }

    void forget() {
        written = 0;
        writes = false;
        readUnlocked = false;
        wroteWhatItRead = false;
    }

    void slept(double seconds) {
        sleeps = true;
        slept += seconds;
        sleptWithLocks |= writes && seconds > 0;
    }

    void keptSetting() {
        keepsSetting = true;
    }

    int batch() {
        return batch;
    }

    /** Rows of the largest transaction. */
    int most() {
        return most;
    }

    int batches() {
        return batches;
    }

    /** Whether it sleeps, and never for any time. */
    boolean sleepsForNothing() {
        return sleeps && slept <= 0 && batches > 1;
    }

    boolean sleptWithLocks() {
        return sleptWithLocks;
    }

    boolean keepsSetting() {
        return keepsSetting;
    }

    /** Transactions that write the progress by what they read of it without a lock: the first of a call alone may. */
    boolean takesTurns() {
        return unlocked < 2;
    }
}
