package dev.cofferdam.rehearse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a session can be asked about itself and its server, one number each. */
final class Ask {
    private Ask() {}

    /** The process that serves the session. */
    static int pid(Connection session) throws SQLException {
        return (int) number(session, "SELECT pg_backend_pid()");
    }

    /** In milliseconds by the server's clock. */
    static long now(Connection session) throws SQLException {
        return number(session, "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint");
    }

    /** Bytes of write-ahead log that the server has written since it was made. */
    static long walPosition(Connection session) throws SQLException {
        return number(session, "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')");
    }

    private static long number(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
