package dev.cofferdam.rehearse;

import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.TableRef;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one transaction did to the relations of the user's schemas while it was held open. Relations in {@code public} go without a schema.
 *
 * @param locks every mode granted on a relation, and for how long it was seen until the end
 * @param rewritten tables, indexes and materialized views whose file was replaced
 * @param scanned tables of which every page was read
 * @param built indexes that were not there before, or were dropped and made again as by a change of type
 * @param invalid indexes that were left invalid
 * @param unproved constraints that are there but not validated, as {@code table.constraint}
 * @param waits sessions that waited, directly or in a chain, for this one, and what it waited for itself
 * @param walBytes write-ahead log that the server wrote meanwhile
 * @param problem the server's answer when a statement was refused; locks are then those at the refusal
 */
public record LockTrace(
        List<Held> locks,
        Set<TableRef> rewritten,
        Set<TableRef> scanned,
        Set<TableRef> built,
        Set<TableRef> invalid,
        Set<String> unproved,
        Set<Wait> waits,
        long walBytes,
        Optional<Problem> problem) {

    public LockTrace {
        locks = List.copyOf(locks);
        rewritten = Set.copyOf(rewritten);
        scanned = Set.copyOf(scanned);
        built = Set.copyOf(built);
        invalid = Set.copyOf(invalid);
        unproved = Set.copyOf(unproved);
        waits = Set.copyOf(waits);
    }

    /** A lock on a relation. */
    public record Held(TableRef relation, LockLevel level, long millis) {}

    /** A statement that waited for a lock, and the statements in its way, nearest first. */
    public record Wait(String waiting, List<String> behind) {}

    /** Why the server refused a statement. */
    public record Problem(String sqlState, String message) {}

    /** The strictest mode held on a relation; empty when it was not locked. */
    public Optional<LockLevel> strictest(TableRef relation) {
        return locks.stream()
                .filter(held -> held.relation().equals(relation))
                .map(Held::level)
                .max(Comparator.naturalOrder());
    }

    /** Names that the server's catalogs write with the schema, as statements mostly write them. */
    static TableRef named(String schema, String name) {
        return new TableRef(Optional.of(schema).filter(each -> !each.equals("public")), name);
    }

    /** {@code AccessExclusiveLock} as {@code pg_locks} writes it. */
    static LockLevel level(String mode) {
        return switch (mode) {
            case "AccessShareLock" -> LockLevel.ACCESS_SHARE;
            case "RowShareLock" -> LockLevel.ROW_SHARE;
            case "RowExclusiveLock" -> LockLevel.ROW_EXCLUSIVE;
            case "ShareUpdateExclusiveLock" -> LockLevel.SHARE_UPDATE_EXCLUSIVE;
            case "ShareLock" -> LockLevel.SHARE;
            case "ShareRowExclusiveLock" -> LockLevel.SHARE_ROW_EXCLUSIVE;
            case "ExclusiveLock" -> LockLevel.EXCLUSIVE;
            case "AccessExclusiveLock" -> LockLevel.ACCESS_EXCLUSIVE;
            default -> throw new IllegalArgumentException("no lock mode of a relation: " + mode);
        };
    }

    /** The locks of a map from relation and mode to the moment when each was first seen; moments are milliseconds of one clock. */
    static List<Held> held(Map<Held, Long> firstSeen, long end) {
        return firstSeen.entrySet().stream()
                .map(each ->
                        new Held(each.getKey().relation(), each.getKey().level(), Math.max(0, end - each.getValue())))
                .sorted(Comparator.comparing((Held held) -> held.relation().toString())
                        .thenComparing(Held::level))
                .toList();
    }
}
