package dev.cofferdam.evals.rules;

import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The parser over real migration files, with the server's own grammar as a judge. */
final class ParseRun {
    private static final Pattern WORD = Pattern.compile("\\w+|[^\\s\\w]");
    private static final Pattern DDL =
            Pattern.compile("(?is)\\s*(create|alter|drop|truncate|comment|grant|revoke)\\b.*");
    private static final int BROKEN = 800;

    private final Path root;
    private final long seed;

    ParseRun(Path root, long seed) {
        this.root = root;
        this.seed = seed;
    }

    /** The section of the results page; each statement on which we and the server disagree below it. */
    String page(Path cache) throws SQLException {
        List<Path> files = PeerFiles.below(root, ".sql");
        Map<String, Statement> distinct = new LinkedHashMap<>();
        for (Path file : files) {
            for (ParsedStatement statement : SqlParser.parse(PeerFiles.text(file))) {
                distinct.putIfAbsent(statement.text().strip(), statement.facts());
            }
        }
        try (ThrowawayServer server = ThrowawayServer.start(cache);
                ThrowawayDatabase database = server.createDatabase("grammar");
                Connection connection = database.connectAsOwner()) {
            return page(files.size(), distinct, new Judge(connection));
        }
    }

    private String page(int files, Map<String, Statement> distinct, Judge judge) throws SQLException {
        int ddl = 0;
        int undecidedDdl = 0;
        List<String> missed = new ArrayList<>();
        List<String> tooLenient = new ArrayList<>();
        List<String> accepted = new ArrayList<>();
        int blocks = 0;
        for (Map.Entry<String, Statement> one : distinct.entrySet()) {
            boolean isDdl = DDL.matcher(one.getKey()).matches();
            Optional<String> problem = judge.problem(one.getKey());
            boolean undecided = one.getValue() instanceof Statement.CouldNotDecide;
            ddl += isDdl && problem.isEmpty() ? 1 : 0;
            undecidedDdl += isDdl && problem.isEmpty() && undecided ? 1 : 0;
            if (problem.isEmpty()) {
                accepted.add(one.getKey());
            }
            if (undecided && problem.isEmpty() && isBlock(one.getKey())) {
                blocks++;
            } else if (undecided && problem.isEmpty()) {
                missed.add(((Statement.CouldNotDecide) one.getValue()).reason() + ": " + one.getKey());
            } else if (!undecided && problem.isPresent() && !hasPlaceholder(one.getKey())) {
                tooLenient.add(problem.get() + ": " + one.getKey());
            }
        }
        List<String> taken = new ArrayList<>();
        int refused = broken(accepted, judge, taken);
        return "### Parsing\n\n"
                + String.format(
                        Locale.ROOT,
                        "%d files, %d distinct statements. Of %d DDL statements that the server's grammar accepts, %d are could not decide (%s).%n"
                                + "Of all %d statements that it accepts, %d are, and %d DO blocks, of which the text alone does not tell what they run; "
                                + "of those that it refuses for another reason than a placeholder, %d are taken for valid.%n"
                                + "Of %d statements broken by one deleted token, %d are taken for valid (%s).%n",
                        files,
                        distinct.size(),
                        ddl,
                        undecidedDdl,
                        PeerPage.percent(undecidedDdl, ddl),
                        accepted.size(),
                        missed.size(),
                        blocks,
                        tooLenient.size(),
                        refused,
                        taken.size(),
                        PeerPage.percent(taken.size(), refused))
                + listed("missed", missed) + listed("too lenient", tooLenient) + listed("broken, taken", taken);
    }

    private static boolean isBlock(String sql) {
        return sql.regionMatches(true, 0, "DO", 0, 2) && sql.contains("$");
    }

    private static boolean hasPlaceholder(String sql) {
        return sql.contains("${") || sql.contains("{{");
    }

    private static String listed(String what, List<String> statements) {
        StringBuilder list = new StringBuilder();
        statements.forEach(one -> list.append("\n" + what + ": ")
                .append(
                        one.replaceAll("\\s+", " "),
                        0,
                        Math.min(400, one.replaceAll("\\s+", " ").length())));
        return list.append('\n').toString();
    }

    /** How many the server refuses; those that we take for valid are added to the list. */
    private int broken(List<String> statements, Judge judge, List<String> taken) throws SQLException {
        Random chance = new Random(seed);
        int refused = 0;
        while (refused < BROKEN) {
            String one = statements.get(chance.nextInt(statements.size()));
            List<MatchResult> words = WORD.matcher(one).results().toList();
            if (words.size() < 2) {
                continue;
            }
            MatchResult gone = words.get(chance.nextInt(words.size()));
            String broken = one.substring(0, gone.start()) + ' ' + one.substring(gone.end());
            if (judge.problem(broken).isPresent()) {
                refused++;
                if (SqlParser.parse(broken).stream()
                        .noneMatch(each -> each.facts() instanceof Statement.CouldNotDecide)) {
                    taken.add(broken);
                }
            }
        }
        return refused;
    }

    /** The server parses a whole string before it runs the first statement of it, so that what stands behind one that fails is never run. */
    private static final class Judge {
        private final Connection connection;

        Judge(Connection connection) throws SQLException {
            this.connection = connection;
            try (java.sql.Statement statement = connection.createStatement()) {
                statement.execute("CREATE FUNCTION pg_temp.syntax_problem(sql text) RETURNS text LANGUAGE plpgsql AS"
                        + " $$ BEGIN EXECUTE 'SELECT 1/0; ' || sql; RETURN 'was run';"
                        + " EXCEPTION WHEN division_by_zero THEN RETURN NULL; WHEN OTHERS THEN RETURN SQLERRM; END $$");
            }
        }

        Optional<String> problem(String sql) throws SQLException {
            try (PreparedStatement ask = connection.prepareStatement("SELECT pg_temp.syntax_problem(?)")) {
                ask.setString(1, sql.replace("\0", ""));
                try (ResultSet answer = ask.executeQuery()) {
                    answer.next();
                    return Optional.ofNullable(answer.getString(1));
                }
            }
        }
    }
}
