package dev.cofferdam.schema;

import dev.cofferdam.domain.UserError;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;

/**
 * The schema as the naive form of a change would leave it: run on a clone and read back, so that views, indexes and constraints come out in the
 * server's own words and nothing of ours rewrites their text.
 */
public final class NaiveTwin {
    private NaiveTwin() {}

    /** Why the server refused, as it told a driver (PostgreSQL docs, appendix A). */
    public record Refusal(String state, String message) {
        public static Refusal of(SQLException refusal) {
            return new Refusal(String.valueOf(refusal.getSQLState()), String.valueOf(refusal.getMessage()));
        }

        /** What it said, without what it may have added. */
        public String firstLine() {
            return message.lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
        }
    }

    /**
     * The catalog after the naive statements.
     *
     * @param base a replayed database that nobody is connected to; it stays as it is
     * @param refused says in the words of the change why the server refuses it
     */
    public static Schema of(
            ThrowawayServer server,
            ThrowawayDatabase base,
            List<String> statements,
            String source,
            Function<Refusal, UserError> refused) {
        try (ThrowawayDatabase twin = server.cloneDatabase(base, base.name() + "_naive");
                Connection owner = twin.connectAsOwner()) {
            try (Statement statement = owner.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            return CatalogReader.read(owner, source);
        } catch (SQLException e) {
            throw refused.apply(Refusal.of(e));
        }
    }
}
