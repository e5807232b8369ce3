package dev.cofferdam.evals.rules.oracle;

import dev.cofferdam.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a statement in two ways. */
public final class Oracle {
    private static final Pattern LONG_NAME = Pattern.compile("([A-Za-z_][\\w$]{62})[\\w$]+");

    private final ServerTree server;

    /** Of a session that belongs to the oracle from now on: its settings are changed. */
    public Oracle(Connection connection) throws SQLException {
        this.server = new ServerTree(connection);
    }

    /**
     * What the server and what our parser say of one statement.
     *
     * @param server in the order of the tree
     * @param parser in the same words
     */
    public record Readings(List<String> server, List<String> parser) {
        public Readings {
            server = List.copyOf(server);
            parser = List.copyOf(parser);
        }

        /** Whether they say the same. */
        public boolean agree() {
            return server.equals(parser);
        }

        /** What only one of them says, a line each. */
        public String differences() {
            StringBuilder said = new StringBuilder();
            server.stream()
                    .filter(each -> !parser.contains(each))
                    .forEach(each -> said.append("  server: " + each + "\n"));
            parser.stream()
                    .filter(each -> !server.contains(each))
                    .forEach(each -> said.append("  parser: " + each + "\n"));
            return said.toString();
        }
    }

    /** Both readings; nothing when the server prints no tree, because it refuses the statement or would have to know its tables. */
    public Optional<Readings> read(String sql, Statement facts) throws SQLException {
        return server.of(sql).map(tree -> new Readings(ServerReading.of(tree), stored(ParserReading.of(facts))));
    }

    /** The server's tree has names as they are stored, cut at 63 bytes (PG docs 4.1.1); our facts have them as they are written. */
    private static List<String> stored(List<String> said) {
        return said.stream()
                .map(each -> LONG_NAME.matcher(each).replaceAll("$1"))
                .toList();
    }
}
