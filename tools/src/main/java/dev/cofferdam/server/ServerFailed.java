package dev.cofferdam.server;

import dev.cofferdam.domain.WorldFailed;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The throw-away PostgreSQL could not do its work: what was tried, what the server said last, what to do. Exit code 3. */
public final class ServerFailed extends RuntimeException implements WorldFailed {
    private static final long serialVersionUID = 1L;

    private static final Pattern OWN = Pattern.compile("(08|53|58)...|57P0[123]");

    /** {@code disk_full}. */
    private static final String NO_ROOM = "53100";

    private final String tried;
    private final String said;
    private final String fix;

    ServerFailed(String tried, String said, String fix, @Nullable Throwable cause) {
        super(tried + (said.isBlank() ? "" : "\n" + said.strip()), cause);
        this.tried = tried;
        this.said = said.strip();
        this.fix = fix;
    }

    /**
     * Whether an error is the server's own trouble, of which no SQL is the cause: it is out of reach, out of room, or going down (classes 08, 53 and
     * 58, and 57P01 to 57P03 of PG docs, appendix A).
     */
    public static boolean isServersOwn(@Nullable String sqlState) {
        return sqlState != null && OWN.matcher(sqlState).matches();
    }

    /** The server could not go on while something was done with it. */
    public static ServerFailed during(String tried, SQLException cause) {
        return NO_ROOM.equals(cause.getSQLState())
                ? new ServerFailed(
                        tried,
                        "",
                        "free the disk that holds `" + System.getProperty("java.io.tmpdir")
                                + "`, name another with COFFERDAM_JAVA_OPTS=-Djava.io.tmpdir=DIR, or play fewer rows",
                        cause)
                : connectionLost(tried, cause);
    }

    /** The connection to the server was lost while something was done with it. */
    public static ServerFailed connectionLost(String tried, SQLException cause) {
        return new ServerFailed(
                tried, "", "run it again; if it happens again, look for what ends processes on this machine", cause);
    }

    /** One sentence: what was tried and how it ended. */
    public String tried() {
        return tried;
    }

    /** The last lines of the server's log, of a program's output, or of the database's error; empty when nothing was said. */
    public String said() {
        return said;
    }

    @Override
    public String remedy() {
        return fix;
    }
}
