package dev.cofferdam.server;

import dev.cofferdam.domain.UserError;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server that the user lends. Whatever is made there begins with {@value #PREFIX} or is a role with a comment that says whose it is; all of it
 * goes when the server is closed or the JVM ends in order. After a {@code kill -9} it stands there until somebody drops it: the next rehearsal says
 * what, and does not start.
 */
final class ScratchHost implements Host {
    static final String PREFIX = "cofferdam_rehearsal_";

    /** As a role's comment: it was made because the schema's grants name it. */
    private static final String OURS = "made by a rehearsal of Cofferdam";

    private static final Map<String, String> NAMES = Map.of(
            Roles.OWNER, PREFIX + "owner", Roles.APPLICATION, PREFIX + "app", Roles.OBSERVER, PREFIX + "observer");

    /** The oldest major version whose locks and proofs the plans rely on. */
    private static final int OLDEST = 12;

    private final ScratchServer server;
    private final Roles roles = Roles.withNewPasswords();
    private final Thread atTheEnd = new Thread(this::cleanUpQuietly, "cofferdam-scratch-clean-up");
    private String template = "template0";
    private volatile boolean stopped;

    private ScratchHost(ScratchServer server) {
        this.server = server;
    }

    /**
     * Makes the roles there.
     *
     * @throws UserError when the server does not let the user in or is not fit to be a scratch server
     */
    static ScratchHost enter(ScratchServer server) {
        ScratchHost host = new ScratchHost(server);
        try (Connection session = host.connect(Roles.SUPERUSER, server.database())) {
            host.requireFit(session);
            host.requireNothingLeft(session);
            host.chooseTemplate(session);
            Runtime.getRuntime().addShutdownHook(host.atTheEnd);
            host.makeRoles(session);
            return host;
        } catch (SQLException refused) {
            host.stop();
            throw new UserError(
                    "the scratch server cannot be used: "
                            + String.valueOf(refused.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    "--rehearse-on " + server,
                    "mend what the server says; it wants a superuser who logs in by password");
        }
    }

    private void requireFit(Connection session) throws SQLException {
        int major = session.getMetaData().getDatabaseMajorVersion();
        if (major < OLDEST) {
            throw unfit("it runs PostgreSQL " + major, "lend a server of PostgreSQL " + OLDEST + " or newer");
        }
        if (list(session, "SELECT 'yes' WHERE pg_is_in_recovery()").contains("yes")) {
            throw unfit("it is a standby, in which nothing can be written", "lend a server that is no copy of another");
        }
        if (list(session, "SELECT 'yes' WHERE current_setting('is_superuser') = 'on'")
                .isEmpty()) {
            throw unfit(
                    "`" + server.user()
                            + "` is no superuser there, and a rehearsal makes databases, roles and extensions",
                    "log in as a superuser of the scratch server, or rehearse without --rehearse-on");
        }
    }

    private UserError unfit(String why, String fix) {
        return new UserError("this server is not fit for a rehearsal: " + why, "--rehearse-on " + server, fix);
    }

    private void requireNothingLeft(Connection session) throws SQLException {
        List<String> drops = drops(session);
        if (!drops.isEmpty()) {
            throw unfit(
                    "another rehearsal is at work there or was killed, and left "
                            + String.join(
                                    ", ", drops.stream().map(ScratchHost::named).toList()),
                    "wait until it has ended; if none is at work, run there: " + String.join("; ", drops) + ";");
        }
    }

    private static String named(String drop) {
        return drop.replace("DROP ", "").replace("DATABASE", "database").replace("ROLE", "role");
    }

    /** What takes away all that rehearsals have made; databases first, because roles own things in them. */
    private static List<String> drops(Connection session) throws SQLException {
        List<String> drops = new ArrayList<>(list(
                session,
                "SELECT 'DROP DATABASE ' || quote_ident(datname) FROM pg_database WHERE starts_with(datname, '" + PREFIX
                        + "') ORDER BY datname"));
        drops.addAll(list(
                session,
                "SELECT 'DROP ROLE ' || quote_ident(rolname) FROM pg_roles WHERE rolname IN ('"
                        + String.join("', '", NAMES.values())
                        + "') OR shobj_description(oid, 'pg_authid') = '" + OURS + "' ORDER BY rolname"));
        return drops;
    }

    private void makeRoles(Connection session) throws SQLException {
        for (Map.Entry<String, String> role : NAMES.entrySet()) {
            execute(
                    session,
                    "CREATE ROLE " + role.getValue() + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '"
                            + roles.password(role.getKey()) + "'");
            // As on a server of our own: nothing hangs for ever, and messages are read in English.
            execute(session, "ALTER ROLE " + role.getValue() + " SET statement_timeout = '10min'");
            execute(session, "ALTER ROLE " + role.getValue() + " SET lock_timeout = '5min'");
            execute(session, "ALTER ROLE " + role.getValue() + " SET lc_messages = 'C'");
        }
        execute(session, "GRANT pg_monitor TO " + role(Roles.OBSERVER));
    }

    @Override
    public Connection connect(String role, String database) throws SQLException {
        if (stopped) {
            throw new SQLException("the rehearsal on " + server + " has ended");
        }
        return role.equals(Roles.SUPERUSER)
                ? server.connect(server.user(), server.password(), database)
                : server.connect(role(role), roles.password(role), database);
    }

    @Override
    public String entrance() {
        return server.database();
    }

    /** The pristine one where it is still there: what an administrator put into the other is no part of the user's schema. */
    private void chooseTemplate(Connection session) throws SQLException {
        if (list(session, "SELECT datname FROM pg_database WHERE datname = '" + template + "'")
                .isEmpty()) {
            template = "template1";
        }
    }

    @Override
    public String template() {
        return template;
    }

    @Override
    public String role(String role) {
        return NAMES.getOrDefault(role, role);
    }

    @Override
    public String database(String name) {
        return name.startsWith(PREFIX) || name.equals(template()) ? name : PREFIX + name;
    }

    @Override
    public String full() {
        return "";
    }

    /** Even on 127.0.0.1 it may be in a container, which counts its processes for itself. */
    @Override
    public boolean isOnThisMachine() {
        return false;
    }

    @Override
    public void made(String role) {
        try (Connection session = connect(Roles.SUPERUSER, server.database())) {
            execute(session, "COMMENT ON ROLE " + ThrowawayServer.quoted(role) + " IS '" + OURS + "'");
        } catch (SQLException failed) {
            throw ServerFailed.during("the role " + role + " could not be marked", failed);
        }
    }

    @Override
    public String lastWords() {
        return "";
    }

    @Override
    public void stop() {
        cleanUp();
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException endingAlready) {
            // The hook is what called, or finds nothing to do.
            return;
        }
    }

    /** At the JVM's end nobody reads a stack trace; the next rehearsal says what is left. */
    private void cleanUpQuietly() {
        try {
            cleanUp();
        } catch (ServerFailed left) {
            // What is left begins with our prefix, and is named when the next one comes.
            return;
        }
    }

    private synchronized void cleanUp() {
        if (stopped) {
            return;
        }
        stopped = true;
        try (Connection session = server.connect(server.user(), server.password(), server.database())) {
            execute(
                    session,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
                            + server.sessions() + "' AND pid <> pg_backend_pid()");
            for (String drop : drops(session)) {
                boolean forced = drop.startsWith("DROP DATABASE")
                        && session.getMetaData().getDatabaseMajorVersion() > OLDEST;
                execute(session, drop + (forced ? " WITH (FORCE)" : ""));
            }
        } catch (SQLException failed) {
            throw ServerFailed.during(
                    "what the rehearsal made on " + server + " could not be removed; all of it begins with " + PREFIX,
                    failed);
        }
    }

    private static List<String> list(Connection session, String query) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
            return found;
        }
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
