package dev.cofferdam.playbook.parts;

import dev.cofferdam.schema.Column;
import dev.cofferdam.sql.Identifiers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A keyset backfill as a procedure: a range of keys in each transaction, progress beside it in a table, so that it can be stopped or
 * killed anywhere and called again. Two callers at once take turns on the progress row. The upper end is frozen at the start, because
 * later rows are the sync's business and a chase after live inserts would never end.
 */
public final class BackfillSql {
    private final Fill fill;
    private final List<Column> key;
    private final long batchRows;
    private final long pauseMillis;

    /**
     * What is filled.
     *
     * @param table as SQL writes it
     * @param key columns of a key without nulls
     * @param assignment of one batch, such as {@code phone_number = telephone}
     * @param predicate which rows of a batch still need it
     * @param progressTable a name of ours, as SQL writes it
     * @param procedure a name of ours, as SQL writes it
     */
    record Fill(
            String table,
            List<Column> key,
            String assignment,
            String predicate,
            String progressTable,
            String procedure) {}

    /** Copies the old column to the new one. Needs no equality of the type, and what the sync has filled stays untouched. */
    public BackfillSql(ColumnTwin twin, long batchRows, long pauseMillis) {
        this(
                twin,
                twin.newName() + " = " + twin.up().of(twin.oldName()),
                twin.newName() + " IS NULL AND " + convertible(twin) + " IS NOT NULL",
                batchRows,
                pauseMillis);
    }

    /** What is not null when the old value has one in the new type. */
    private static String convertible(ColumnTwin twin) {
        return twin.up().isTotal() ? twin.oldName() : twin.up().of(twin.oldName());
    }

    /**
     * Fills the new column in another way.
     *
     * @param predicate which rows still need it; makes every batch safe to repeat
     */
    public BackfillSql(ColumnTwin twin, String assignment, String predicate, long batchRows, long pauseMillis) {
        this(
                new Fill(
                        twin.table(),
                        twin.walkingKey(),
                        assignment,
                        predicate,
                        twin.ours("progress"),
                        twin.ours("backfill")),
                batchRows,
                pauseMillis);
    }

    BackfillSql(Fill fill, long batchRows, long pauseMillis) {
        this.fill = fill;
        this.key = fill.key();
        this.batchRows = batchRows;
        this.pauseMillis = pauseMillis;
    }

    String progressTable() {
        return fill.progressTable();
    }

    String procedure() {
        return fill.procedure();
    }

    String assignment() {
        return fill.assignment();
    }

    String predicate() {
        return fill.predicate();
    }

    String upperBound() {
        return "SELECT " + keyNames(", ") + " FROM " + fill.table() + " ORDER BY " + keyOrder("DESC") + " LIMIT 1";
    }

    /** Counts the rows that are still to be filled. */
    public String unfilledQuery() {
        return "SELECT count(*) FROM " + fill.table() + " WHERE " + predicate();
    }

    String progressQuery() {
        return "SELECT batches, rows_done, round(rows_done / greatest(extract(epoch FROM updated_at - started_at), 0.001)) AS rows_per_second,"
                + " next_key, upper_key, finished_at FROM " + progressTable();
    }

    String pilot(long batches) {
        return "CALL " + procedure() + "(max_batches => " + batches + ")";
    }

    String run() {
        return "CALL " + procedure() + "()";
    }

    List<String> setup() {
        return List.of(createProgressTable(), createProcedure());
    }

    /** Takes the procedure away. */
    public List<String> teardown() {
        return List.of(
                "DROP PROCEDURE IF EXISTS " + procedure() + "(bigint, bigint, bigint)",
                "DROP TABLE IF EXISTS " + progressTable());
    }

    private String createProgressTable() {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                    only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
                    next_key    text[],
                    upper_key   text[],
                    batches     bigint NOT NULL DEFAULT 0,
                    rows_done   bigint NOT NULL DEFAULT 0,
                    started_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
                    updated_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
                    finished_at timestamptz
                )""".formatted(progressTable());
    }

    private String createProcedure() {
        return """
                CREATE OR REPLACE PROCEDURE %1$s(
                    max_batches bigint DEFAULT NULL,
                    batch_rows  bigint DEFAULT %2$d,
                    pause_ms    bigint DEFAULT %3$d
                ) LANGUAGE plpgsql AS $cofferdam$
                #variable_conflict use_column
                DECLARE
                    progress %4$s%%ROWTYPE;
                %5$s
                    is_last  boolean;
                    changed  bigint;
                    done     bigint := 0;
                BEGIN
                    INSERT INTO %4$s (next_key, upper_key)
                    SELECT (SELECT ARRAY[%6$s] FROM %7$s ORDER BY %8$s LIMIT 1), (SELECT ARRAY[%6$s] FROM %7$s ORDER BY %9$s LIMIT 1)
                    ON CONFLICT DO NOTHING;
                    COMMIT;
                    WHILE max_batches IS NULL OR done < max_batches LOOP
                        -- Whoever holds this row does the next batch; a second caller waits for its turn.
                        SELECT * INTO progress FROM %4$s WHERE finished_at IS NULL FOR UPDATE;
                        EXIT WHEN NOT FOUND;
                        IF progress.next_key IS NULL THEN
                            UPDATE %4$s SET finished_at = clock_timestamp(), updated_at = clock_timestamp();
                            COMMIT;
                            EXIT;
                        END IF;
                %10$s
                        SELECT %11$s INTO %12$s FROM %7$s
                        WHERE (%11$s) >= (%13$s) AND (%11$s) <= (%14$s) ORDER BY %8$s OFFSET batch_rows LIMIT 1;
                        is_last := NOT FOUND;
                        PERFORM set_config('%15$s', 'on', true);
                        IF is_last THEN
                            UPDATE %7$s SET %16$s
                            WHERE (%11$s) >= (%13$s) AND (%11$s) <= (%14$s) AND %17$s;
                        ELSE
                            UPDATE %7$s SET %16$s
                            WHERE (%11$s) >= (%13$s) AND (%11$s) < (%12$s) AND %17$s;
                        END IF;
                        GET DIAGNOSTICS changed = ROW_COUNT;
                        UPDATE %4$s SET
                            next_key = CASE WHEN is_last THEN NULL ELSE ARRAY[%18$s] END,
                            batches = batches + 1,
                            rows_done = rows_done + changed,
                            updated_at = clock_timestamp();
                        COMMIT;
                        done := done + 1;
                        PERFORM pg_sleep(pause_ms / 1000.0);
                    END LOOP;
                END
                $cofferdam$""".formatted(
                        procedure(),
                        batchRows,
                        pauseMillis,
                        progressTable(),
                        declarations(),
                        each((column, i) -> column + "::text"),
                        fill.table(),
                        keyNames(", "),
                        keyOrder("DESC"),
                        readPosition(),
                        keyNames(", "),
                        variables("after"),
                        variables("next"),
                        variables("upper"),
                        SyncSql.BACKFILL_SETTING,
                        assignment(),
                        predicate(),
                        each((column, i) -> "after_" + i + "::text"));
    }

    private String declarations() {
        return IntStream.rangeClosed(1, key.size())
                .mapToObj(i -> Stream.of("next", "after", "upper")
                        .map(name ->
                                "    " + name + "_" + i + " " + key.get(i - 1).type() + ";")
                        .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
    }

    private String readPosition() {
        return IntStream.rangeClosed(1, key.size())
                .mapToObj(i -> "        next_%1$d := progress.next_key[%1$d]; upper_%1$d := progress.upper_key[%1$d];"
                        .formatted(i))
                .collect(Collectors.joining("\n"));
    }

    private String variables(String name) {
        return each((column, i) -> name + "_" + i);
    }

    private String keyNames(String separator) {
        return key.stream()
                .map(column -> Identifiers.quoteIfNeeded(column.name()))
                .collect(Collectors.joining(separator));
    }

    private String keyOrder(String direction) {
        return key.stream()
                .map(column -> Identifiers.quoteIfNeeded(column.name()) + " " + direction)
                .collect(Collectors.joining(", "));
    }

    private String each(ByPosition text) {
        return IntStream.rangeClosed(1, key.size())
                .mapToObj(i -> text.of(Identifiers.quoteIfNeeded(key.get(i - 1).name()), i))
                .collect(Collectors.joining(", "));
    }

    private interface ByPosition {
        String of(String column, int position);
    }
}
