package dev.cofferdam.sql;

import static dev.cofferdam.domain.LockExpectation.Hold.BATCH;
import static dev.cofferdam.domain.LockExpectation.Hold.BUILD;
import static dev.cofferdam.domain.LockExpectation.Hold.INSTANT;
import static dev.cofferdam.domain.LockExpectation.Hold.REWRITE;
import static dev.cofferdam.domain.LockExpectation.Hold.SCAN;
import static dev.cofferdam.domain.LockLevel.ACCESS_EXCLUSIVE;
import static dev.cofferdam.domain.LockLevel.ACCESS_SHARE;
import static dev.cofferdam.domain.LockLevel.EXCLUSIVE;
import static dev.cofferdam.domain.LockLevel.ROW_EXCLUSIVE;
import static dev.cofferdam.domain.LockLevel.ROW_SHARE;
import static dev.cofferdam.domain.LockLevel.SHARE;
import static dev.cofferdam.domain.LockLevel.SHARE_ROW_EXCLUSIVE;
import static dev.cofferdam.domain.LockLevel.SHARE_UPDATE_EXCLUSIVE;

import dev.cofferdam.domain.LockExpectation.Hold;
import dev.cofferdam.domain.LockLevel;
import java.util.Map;

/**
 * Locks of the forms that facts name by their words, as PostgreSQL 12 to 18 take them (docs 13.3.1 and the pages of the commands;
 * observed on 18 where a table was at hand). What is missing here takes no lock on a table that its text names.
 */
final class LockTable {
    /** A lock and how long it is held once granted. */
    record Lock(LockLevel level, Hold hold) {}

    /** {@link AlterAction.Other}; what is not listed takes ACCESS EXCLUSIVE, as ALTER TABLE does unless it says otherwise. */
    static final Map<String, Lock> ALTER_TABLE = Map.ofEntries(
            row("SET PARAMETERS", SHARE_UPDATE_EXCLUSIVE, INSTANT),
            row("RESET PARAMETERS", SHARE_UPDATE_EXCLUSIVE, INSTANT),
            row("CLUSTER ON", SHARE_UPDATE_EXCLUSIVE, INSTANT),
            row("SET WITHOUT CLUSTER", SHARE_UPDATE_EXCLUSIVE, INSTANT),
            row("SET LOGGED", ACCESS_EXCLUSIVE, REWRITE),
            row("SET UNLOGGED", ACCESS_EXCLUSIVE, REWRITE),
            row("SET TABLESPACE", ACCESS_EXCLUSIVE, REWRITE),
            row("SET ACCESS METHOD", ACCESS_EXCLUSIVE, REWRITE));

    /** {@link AlterAction.OtherColumn}; what is not listed takes ACCESS EXCLUSIVE for an instant. */
    static final Map<String, Lock> ALTER_COLUMN = Map.ofEntries(
            row("SET STATISTICS", SHARE_UPDATE_EXCLUSIVE, INSTANT),
            row("SET", SHARE_UPDATE_EXCLUSIVE, INSTANT),
            row("RESET", SHARE_UPDATE_EXCLUSIVE, INSTANT),
            row("SET EXPRESSION", ACCESS_EXCLUSIVE, REWRITE));

    /** {@link Statement.Other}; what is not listed takes no lock on the tables it names. */
    static final Map<String, Lock> STATEMENTS = Map.ofEntries(
            row("TRUNCATE", ACCESS_EXCLUSIVE, INSTANT),
            row("VACUUM FULL", ACCESS_EXCLUSIVE, REWRITE),
            row("VACUUM", SHARE_UPDATE_EXCLUSIVE, SCAN),
            row("ANALYZE", SHARE_UPDATE_EXCLUSIVE, SCAN),
            row("CLUSTER", ACCESS_EXCLUSIVE, REWRITE),
            row("REINDEX", SHARE, BUILD),
            row("REINDEX TABLE", SHARE, BUILD),
            row("REINDEX TABLE CONCURRENTLY", SHARE_UPDATE_EXCLUSIVE, BUILD),
            row("REFRESH MATERIALIZED VIEW", ACCESS_EXCLUSIVE, REWRITE),
            row("REFRESH MATERIALIZED VIEW CONCURRENTLY", EXCLUSIVE, REWRITE),
            row("COMMENT ON", SHARE_UPDATE_EXCLUSIVE, INSTANT),
            row("CREATE STATISTICS", SHARE_UPDATE_EXCLUSIVE, INSTANT),
            row("CREATE PUBLICATION", SHARE_UPDATE_EXCLUSIVE, INSTANT),
            row("ALTER PUBLICATION", SHARE_UPDATE_EXCLUSIVE, INSTANT),
            row("CREATE RULE", ACCESS_EXCLUSIVE, INSTANT),
            row("CREATE POLICY", ACCESS_EXCLUSIVE, INSTANT),
            row("ALTER POLICY", ACCESS_EXCLUSIVE, INSTANT),
            row("ALTER TRIGGER", ACCESS_EXCLUSIVE, INSTANT),
            row("ALTER VIEW", ACCESS_EXCLUSIVE, INSTANT),
            row("ALTER MATERIALIZED VIEW", ACCESS_EXCLUSIVE, INSTANT),
            row("DROP FOREIGN TABLE", ACCESS_EXCLUSIVE, INSTANT),
            row("COPY FROM", ROW_EXCLUSIVE, BATCH),
            row("COPY TO", ACCESS_SHARE, SCAN),
            row("DECLARE", ACCESS_SHARE, SCAN),
            // The planner locks as the statement inside would, which may write.
            row("EXPLAIN", ROW_EXCLUSIVE, INSTANT),
            row("LOCK IN ACCESS SHARE MODE", ACCESS_SHARE, INSTANT),
            row("LOCK IN ROW SHARE MODE", ROW_SHARE, INSTANT),
            row("LOCK IN ROW EXCLUSIVE MODE", ROW_EXCLUSIVE, INSTANT),
            row("LOCK IN SHARE UPDATE EXCLUSIVE MODE", SHARE_UPDATE_EXCLUSIVE, INSTANT),
            row("LOCK IN SHARE MODE", SHARE, INSTANT),
            row("LOCK IN SHARE ROW EXCLUSIVE MODE", SHARE_ROW_EXCLUSIVE, INSTANT),
            row("LOCK IN EXCLUSIVE MODE", EXCLUSIVE, INSTANT),
            row("LOCK IN ACCESS EXCLUSIVE MODE", ACCESS_EXCLUSIVE, INSTANT));

    private LockTable() {}

    private static Map.Entry<String, Lock> row(String words, LockLevel level, Hold hold) {
        return Map.entry(words, new Lock(level, hold));
    }
}
