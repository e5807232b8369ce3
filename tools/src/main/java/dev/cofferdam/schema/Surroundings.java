package dev.cofferdam.schema;

import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a repository's SQL takes for granted because somebody else makes it: roles, schemas and extensions. It is made when a statement fails for
 * lack of it, so that the repository's own objects come into being all the same.
 */
final class Surroundings {
    private static final Pattern NO_ROLE = Pattern.compile("role \"(.+)\" does not exist");
    private static final Pattern NO_SCHEMA = Pattern.compile("schema \"(.+)\" does not exist");

    /** Runs SQL in the session of the replay; false when the server refuses it. */
    interface Session {
        boolean succeeds(String sql);

        /** Sees what another session has made; inside a transaction the server looks only when it takes a new lock. */
        void lookAgain();
    }

    private final ThrowawayDatabase database;
    private final Session session;
    private final Set<String> tried = new HashSet<>();
    private final Set<String> emptySchemas = new HashSet<>();
    private boolean incomplete;

    Surroundings(ThrowawayDatabase database, Session session) {
        this.database = database;
        this.session = session;
    }

    /** Whether something was made for lack of which the statement failed, so that it is worth another try. */
    boolean supply(ParsedStatement statement, String message) {
        if (statement.facts() instanceof Statement.CreateExtension extension) {
            boolean installed =
                    tried.add("extension " + extension.name()) && database.installForOwner(extension.name());
            session.lookAgain();
            if (!installed) {
                isIncomplete();
            }
            return installed;
        }
        Matcher role = NO_ROLE.matcher(message);
        if (role.matches()) {
            return role(role.group(1));
        }
        Matcher schema = NO_SCHEMA.matcher(message);
        if (schema.matches()) {
            emptySchemas.add(schema.group(1));
            return tried.add("schema " + schema.group(1))
                    && session.succeeds("CREATE SCHEMA " + Words.quoted(schema.group(1)));
        }
        return ExtensionNames.findFor(message).filter(this::installed).isPresent();
    }

    /** The server keeps names that begin with pg_ for itself. */
    private boolean role(String name) {
        if (name.startsWith("pg_") || !tried.add("role " + name)) {
            return false;
        }
        database.createRole(name);
        session.lookAgain();
        return true;
    }

    private boolean installed(String extension) {
        if (!tried.add("extension " + extension)) {
            return false;
        }
        boolean installed = session.succeeds("CREATE EXTENSION IF NOT EXISTS \"" + extension + "\"")
                || database.installForOwner(extension);
        session.lookAgain();
        if (!installed) {
            isIncomplete();
        }
        return installed;
    }

    /** From here on a statement may fail through no fault of its own. */
    void isIncomplete() {
        incomplete = true;
    }

    /** Whether the refusal may come from something that is made elsewhere and is not here. */
    boolean mayExplain(String message) {
        return incomplete || emptySchemas.stream().anyMatch(schema -> message.contains(schema + "."));
    }
}
