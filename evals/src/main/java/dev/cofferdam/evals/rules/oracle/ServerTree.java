package dev.cofferdam.evals.rules.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * Asks a server for the parse tree of a statement that it never runs: it is prepared, and preparing prints the tree (PG docs, 19.17 Developer
 * Options, debug_print_parse). Queries need their tables for that; statements that change the schema do not.
 */
final class ServerTree {
    private final Connection connection;

    ServerTree(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement settings = connection.createStatement()) {
            settings.execute("SET client_min_messages = log");
            settings.execute("SET debug_print_parse = on");
            settings.execute("SET debug_pretty_print = off");
        }
    }

    /** The tree of a statement that is no query; nothing when the server prints none. */
    Optional<Node> of(String sql) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            try {
                prepared.getParameterMetaData();
            } catch (SQLException refused) {
                return Optional.empty();
            }
            for (SQLWarning each = prepared.getWarnings(); each != null; each = each.getNextWarning()) {
                Optional<Node> tree = tree(each);
                if (tree.isPresent()) {
                    return tree;
                }
            }
            return Optional.empty();
        }
    }

    private static Optional<Node> tree(SQLWarning warning) {
        if (!(warning instanceof PSQLWarning ours)) {
            return Optional.empty();
        }
        return Optional.ofNullable(ours.getServerErrorMessage())
                .map(ServerErrorMessage::getDetail)
                .filter(detail -> detail.startsWith("{QUERY"))
                .map(TreeText::read)
                .flatMap(query -> query.node("utilityStmt"));
    }
}
