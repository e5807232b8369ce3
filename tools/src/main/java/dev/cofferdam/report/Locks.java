package dev.cofferdam.report;

import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.LockExpectation.Hold;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Step;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Locks in words: how strong, how long, and who waits for them. */
public final class Locks {
    private static final String ONLY_DDL = "only other DDL";

    private Locks() {}

    /** What a step is expected to lock; a backfill locks the rows of one batch, and its table against DDL. */
    public static List<LockExpectation> of(Step step) {
        if (step instanceof Step.Sql sql) {
            return sql.locks();
        }
        if (step instanceof Step.Backfill backfill) {
            return List.of(new LockExpectation(backfill.table(), LockLevel.ROW_EXCLUSIVE, Hold.BATCH));
        }
        return List.of();
    }

    /** The locks of all steps of a phase, strongest first, each once. */
    static List<LockExpectation> of(Phase phase) {
        return phase.steps().stream()
                .flatMap(step -> of(step).stream())
                .distinct()
                .sorted(Comparator.comparing(LockExpectation::level).reversed())
                .toList();
    }

    /** {@code ACCESS EXCLUSIVE on owners for an instant}. */
    static String words(LockExpectation lock) {
        return lock.level().words() + " on " + lock.table() + " " + time(lock.hold());
    }

    /** {@code for an instant}, {@code while the index is built}, ... */
    public static String time(Hold hold) {
        return switch (hold) {
            case INSTANT -> "for an instant";
            case SCAN -> "while its rows are read";
            case BUILD -> "while the index is built";
            case REWRITE -> "while it is written anew";
            case BATCH -> "for one batch";
        };
    }

    /** Who is held off by a lock (PostgreSQL docs 13.3.1, "Conflicting Lock Modes"). */
    public static String whoWaits(LockExpectation lock) {
        if (lock.level().blocksReads()) {
            return "readers and writers, " + time(lock.hold());
        }
        if (lock.level().blocksWrites()) {
            return "writers, " + time(lock.hold());
        }
        return lock.hold() == Hold.BATCH ? "writers of the same rows, " + time(lock.hold()) : ONLY_DDL;
    }

    /** Over several locks; other DDL goes without saying as soon as somebody else waits too. */
    static List<String> whoWaits(Stream<LockExpectation> locks) {
        List<String> all = locks.map(Locks::whoWaits).distinct().toList();
        return all.size() < 2
                ? all
                : all.stream().filter(who -> !who.equals(ONLY_DDL)).toList();
    }
}
