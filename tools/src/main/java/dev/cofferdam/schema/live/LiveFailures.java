package dev.cofferdam.schema.live;

import dev.cofferdam.domain.UserError;
import java.io.EOFException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** What the driver and the server say, as one sentence with the way out (SQLSTATEs: PG docs, appendix A). */
final class LiveFailures {
    private static final String PASSWORD_FIX =
            "put the password of `%s` into COFFERDAM_DB_PASSWORD, or name another user in the URL";

    private final Login login;

    LiveFailures(Login login) {
        this.login = login;
    }

    /** A connection that did not come about; what the caller gave is all there is to change, so it is the caller's. */
    RuntimeException connecting(SQLException failure) {
        String state = state(failure);
        String said = said(failure);
        if (said.contains("no password was provided") || said.contains("non-null password")) {
            return new PasswordWanted(login, failure);
        }
        if (state.equals("28P01")) {
            return error("the server refused the password of `" + login.user() + "`", PASSWORD_FIX);
        }
        if (said.contains("pg_hba.conf") && (said.contains("no encryption") || said.contains("SSL off"))) {
            return error(
                    "the server does not let `" + login.user() + "` in without TLS: " + said,
                    "add ?sslmode=require to the URL; if that is refused too, the server needs an entry in pg_hba.conf");
        }
        if (state.startsWith("28")) {
            return error(
                    "the server does not let `" + login.user() + "` in: " + said,
                    "name another user in the URL, or have pg_hba.conf let this one in from here");
        }
        if (said.toLowerCase(Locale.ROOT).contains("certificate")) {
            return error(
                    "the server's certificate is not trusted: " + said,
                    "name the file of the authority that signed it with &sslrootcert=FILE in the URL");
        }
        if (said.contains("does not support SSL")) {
            return error(
                    "the server offers no TLS, and sslmode="
                            + login.url().parameters().getOrDefault("sslmode", "require") + " asks for it",
                    "set up TLS on the server, or write sslmode=prefer if the network is safe");
        }
        return reaching(failure, state, said);
    }

    private RuntimeException reaching(SQLException failure, String state, String said) {
        String hosts = login.url().hosts();
        if (state.equals("3D000")) {
            return error(
                    "the server has no database `" + login.url().database() + "`",
                    "correct the name at the end of the URL");
        }
        if (has(failure, UnknownHostException.class)) {
            return error("no host is known as `" + hosts + "`", "correct the host in the URL");
        }
        if (said.contains("unsupported startup parameter")) {
            return error(
                    "a connection pooler stands before the database and refuses the settings that make the session read-only: "
                            + said,
                    "give the URL of the server itself");
        }
        if (has(failure, SocketTimeoutException.class)
                || has(failure, NoRouteToHostException.class)
                || said.contains("timed out")) {
            return error(
                    "nothing that speaks PostgreSQL answered at `" + hosts + "` within "
                            + LiveDatabase.CONNECT_LIMIT.toSeconds() + " s",
                    "check host, port and firewall");
        }
        if (said.contains("Protocol error") || state.equals("08P01") || has(failure, EOFException.class)) {
            return error(
                    "what answers at `" + hosts + "` does not speak PostgreSQL's protocol",
                    "correct host and port in the URL; PostgreSQL listens on 5432 if nobody changed it");
        }
        if (said.toLowerCase(Locale.ROOT).contains("refused")) {
            return error("nothing listens at `" + hosts + "`", "start the server, or correct host and port in the URL");
        }
        return error("the database cannot be reached: " + said, "check the URL");
    }

    /** A reading that failed after the connection had come about. */
    RuntimeException reading(String what, SQLException failure) {
        String state = state(failure);
        return switch (state) {
            case "42501" ->
                error(
                        what + " is not allowed for `" + login.user() + "`: " + said(failure),
                        "log in as a role that may read it, or GRANT SELECT to this one");
            case "42P01", "3F000" ->
                error(
                        what + " found no such table: " + said(failure),
                        "correct the database's name in the URL; this one does not hold the table");
            case "57014" ->
                new LiveDatabaseFailed(
                        what + " took too long in `" + login.url().shown() + "` and was cancelled",
                        "run it again at a quieter time",
                        failure);
            case "55P03" ->
                new LiveDatabaseFailed(
                        what + " waited for a lock that another session of `"
                                + login.url().shown() + "` holds",
                        "run it again when that session is done",
                        failure);
            default ->
                new LiveDatabaseFailed(
                        what + " failed in `" + login.url().shown() + "`", "look for what ended the session", failure);
        };
    }

    private UserError error(String problem, String fix) {
        return new UserError(problem, "--db " + login.url().shown(), fix.replace("%s", login.user()));
    }

    private static String state(SQLException failure) {
        return Optional.ofNullable(failure.getSQLState()).orElse("");
    }

    private static boolean has(SQLException failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** The first line, without what must not be shown; what follows is the position in a statement that nobody saw. */
    private String said(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        for (String secret :
                new String[] {login.password(), login.url().password().orElse("")}) {
            message = secret.isEmpty() ? message : message.replace(secret, "...");
        }
        return message.lines()
                .findFirst()
                .orElse("")
                .replaceAll("^(?:ERROR|FATAL): ", "")
                .strip();
    }
}
