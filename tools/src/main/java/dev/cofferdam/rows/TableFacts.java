package dev.cofferdam.rows;

import dev.cofferdam.domain.TableRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a live database says of a table and of what may be in the way of changing it, at one moment.
 *
 * @param tableBytes with TOAST, over all partitions
 * @param analyzed when statistics were last gathered; absent when never
 * @param columns of the columns that change
 * @param oldTransactions older than {@link LiveFacts#OLD}; the oldest first
 * @param hiddenSessions sessions of other roles, into which this role cannot look
 * @param publications that send the table to subscribers
 * @param slots replication slots of the server, which keep write-ahead log until they are read
 * @param invalidIndexes left behind by a build that failed
 * @param largest the database's largest tables
 */
public record TableFacts(
        TableRef table,
        long tableBytes,
        long indexBytes,
        int indexes,
        int triggers,
        int partitions,
        Optional<Instant> analyzed,
        List<ColumnFacts> columns,
        List<OldTransaction> oldTransactions,
        int hiddenSessions,
        List<String> publications,
        List<Slot> slots,
        List<String> invalidIndexes,
        List<Sized> largest) {

    /**
     * How a column is filled.
     *
     * @param nullShare between 0 and 1
     * @param averageBytes of values that are not null
     * @param sampled read from a few blocks just now, because the server has no statistics
     */
    public record ColumnFacts(String name, OptionalDouble nullShare, OptionalDouble averageBytes, boolean sampled) {}

    /**
     * A transaction that a lock may have to wait for.
     *
     * @param who the session's application and role, or the name of a prepared transaction
     */
    public record OldTransaction(String who, Duration age, boolean prepared) {}

    /** A replication slot, and how much write-ahead log it holds back. */
    public record Slot(String name, boolean active, long bytesBehind) {}

    /** A table and its size on disk, indexes included. */
    public record Sized(TableRef table, long bytes) {}

    public TableFacts {
        columns = List.copyOf(columns);
        oldTransactions = List.copyOf(oldTransactions);
        publications = List.copyOf(publications);
        slots = List.copyOf(slots);
        invalidIndexes = List.copyOf(invalidIndexes);
        largest = List.copyOf(largest);
    }

    /** The same with what was learned of some columns. */
    TableFacts with(List<ColumnFacts> learned) {
        return new TableFacts(
                table,
                tableBytes,
                indexBytes,
                indexes,
                triggers,
                partitions,
                analyzed,
                learned,
                oldTransactions,
                hiddenSessions,
                publications,
                slots,
                invalidIndexes,
                largest);
    }

    public long totalBytes() {
        return tableBytes + indexBytes;
    }
}
