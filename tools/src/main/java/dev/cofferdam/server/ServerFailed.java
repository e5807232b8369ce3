package dev.cofferdam.server;

import dev.cofferdam.domain.WorldFailed;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The throw-away PostgreSQL could not do its work: what was tried, what the server said last, what to do. Exit code 3. */
public final class ServerFailed extends RuntimeException implements WorldFailed {
    private static final long serialVersionUID = 1L;

    private final String tried;
    private final String said;
    private final String fix;

    ServerFailed(String tried, String said, String fix, @Nullable Throwable cause) {
        super(tried + (said.isBlank() ? "" : "\n" + said.strip()), cause);
        this.tried = tried;
        this.said = said.strip();
        this.fix = fix;
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
