package dev.cofferdam.server;

import java.sql.Connection;
import java.sql.SQLException;

/** Where throw-away databases live: a server of our own, or one that the user lends. */
interface Host {
    /** A session of one of our {@link Roles}. */
    Connection connect(String role, String database) throws SQLException;

    /** A database that is always there, for the superuser to come in by. */
    String entrance();

    /** What a new database is copied from. */
    String template();

    /** The name of one of our roles there, unquoted. */
    String role(String role);

    /** The name of a database there: one that is ours already stays as it is. */
    String database(String name);

    /** Notes what {@link #stop} has to take away besides databases. */
    void made(String role);

    /** What the server said last; empty when nobody can know. */
    String lastWords();

    /** Whether its processes are this machine's, under the same ids. */
    boolean isOnThisMachine();

    /** The folder on a disk that is full, in words; empty when there is room, or nobody can know. */
    String full();

    /** Leaves nothing behind. */
    void stop();
}
