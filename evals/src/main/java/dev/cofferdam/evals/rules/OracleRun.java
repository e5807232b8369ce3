package dev.cofferdam.evals.rules;

import dev.cofferdam.evals.rules.oracle.Oracle;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The facts that rules read, beside the server's own parse tree, over all distinct statements of real migration files. */
final class OracleRun {
    private static final int SHOWN = 500;

    private final Path root;

    OracleRun(Path root) {
        this.root = root;
    }

    /** The section of the results page; below it every statement that is read in two ways. */
    String page(Path cache) throws SQLException {
        Map<String, Statement> distinct = new LinkedHashMap<>();
        for (Path file : PeerFiles.below(root, ".sql")) {
            for (ParsedStatement statement : SqlParser.parse(PeerFiles.text(file))) {
                distinct.putIfAbsent(statement.text().strip(), statement.facts());
            }
        }
        try (ThrowawayServer server = ThrowawayServer.start(cache);
                ThrowawayDatabase database = server.createDatabase("trees");
                Connection connection = database.connectAsOwner()) {
            return page(distinct, new Oracle(connection));
        }
    }

    private static String page(Map<String, Statement> distinct, Oracle oracle) throws SQLException {
        int compared = 0;
        int facts = 0;
        List<String> disagreements = new ArrayList<>();
        for (Map.Entry<String, Statement> each : distinct.entrySet()) {
            if (each.getValue() instanceof Statement.Query || each.getValue() instanceof Statement.CouldNotDecide) {
                continue;
            }
            Optional<Oracle.Readings> readings = oracle.read(each.getKey(), each.getValue());
            compared += readings.isPresent() ? 1 : 0;
            facts += readings.map(both -> both.server().size()).orElse(0);
            readings.filter(both -> !both.agree())
                    .ifPresent(both -> disagreements.add(both.differences() + shown(each.getKey())));
        }
        return "### Facts beside the server's parse tree\n\n"
                + String.format(
                        Locale.ROOT,
                        "%d distinct statements; the server printed the tree of %d of them, which say %d facts. %d are read in two ways.%n%n",
                        distinct.size(),
                        compared,
                        facts,
                        disagreements.size())
                + String.join("\n", disagreements);
    }

    private static String shown(String sql) {
        String line = sql.replaceAll("\\s+", " ");
        return "  in: " + line.substring(0, Math.min(SHOWN, line.length())) + "\n";
    }
}
