package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.sql.Statement.CouldNotDecide;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser against the server's grammar, key words and type names. */
class ServerOracleTest {
    private static final long SEED = 20240229;
    private static final int MUTANTS = 6_000;

    private static ThrowawayDatabase database;
    private static Connection connection;
    private static ServerGrammar grammar;

    @BeforeAll
    static void takeADatabase() throws SQLException {
        database = TestServer.freshDatabase();
        connection = database.connectAsOwner();
        grammar = new ServerGrammar(connection);
    }

    @AfterAll
    static void dropIt() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void theServerAcceptsTheWholeCorpus() throws SQLException {
        for (ParsedStatement statement : Corpus.statements()) {
            assertThat(grammar.problem(statement.text())).as(statement.text()).isEmpty();
        }
    }

    @Test
    void noStatementThatLacksATokenIsTakenForValidUnlessItIs() throws SQLException {
        Random chance = new Random(SEED);
        List<ParsedStatement> statements = Corpus.statements();
        List<String> wronglyAccepted = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = Corpus.withoutOneToken(
                    statements.get(chance.nextInt(statements.size())).text(), chance);
            Optional<String> problem = grammar.problem(mutant);
            refused += problem.isPresent() ? 1 : 0;
            if (problem.isPresent() && isTakenForValid(mutant)) {
                wronglyAccepted.add(problem.get() + ": " + mutant);
            }
        }
        assertThat(refused).isGreaterThan(MUTANTS / 2);
        assertThat(wronglyAccepted).isEmpty();
    }

    private static boolean isTakenForValid(String sql) {
        return SqlParser.parse(sql).stream().noneMatch(statement -> statement.facts() instanceof CouldNotDecide);
    }

    @Test
    void keyWordsAreTheServers() throws SQLException {
        assertThat(new TreeSet<>(Keywords.RESERVED)).isEqualTo(keyWords("R"));
        assertThat(new TreeSet<>(Keywords.FUNCTION_OR_TYPE)).isEqualTo(keyWords("T"));
        assertThat(new TreeSet<>(Keywords.COLUMN_ONLY)).isEqualTo(keyWords("C"));
    }

    private static Set<String> keyWords(String kind) throws SQLException {
        return ask("SELECT upper(word) FROM pg_get_keywords() WHERE catcode = '" + kind + "'").stream()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void wordsThatNeedAsAreTheServers() throws SQLException {
        for (String word : ask("SELECT upper(word) || ' ' || barelabel FROM pg_get_keywords()")) {
            String[] parts = word.split(" ");
            assertThat(Keywords.isBareLabel(parts[0])).as(word).isEqualTo(parts[1].equals("true"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int",
                "int4",
                "INTEGER",
                "int8",
                "bigint",
                "smallint",
                "int2",
                "real",
                "float",
                "float(24)",
                "float(25)",
                "float8",
                "double precision",
                "numeric",
                "decimal(10)",
                "numeric(10,2)",
                "dec(5, 0)",
                "bool",
                "text",
                "varchar",
                "varchar(20)",
                "character varying(3)",
                "char",
                "char(4)",
                "character (5)",
                "bpchar",
                "nchar(2)",
                "\"char\"",
                "bit",
                "bit(3)",
                "bit varying",
                "varbit(7)",
                "date",
                "time",
                "time(3)",
                "timetz",
                "time with time zone",
                "timestamp",
                "timestamp(3)",
                "timestamptz",
                "timestamptz(6)",
                "timestamp (2) with time zone",
                "timestamp without time zone",
                "interval",
                "interval(3)",
                "interval day to second(2)",
                "interval year",
                "uuid",
                "json",
                "jsonb",
                "bytea",
                "inet",
                "int[]",
                "int[3][3]",
                "text array",
                "varchar(10)[]",
                "timestamptz[]",
                "name",
                "oid",
                "regclass",
                "tsvector",
                "money"
            })
    void aTypeIsWrittenAsFormatTypePrintsIt(String type) throws SQLException {
        ask("CREATE TEMP TABLE typed (c " + type + ")");
        String printed =
                ask("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'typed'::regclass AND attnum = 1")
                        .get(0);
        ask("DROP TABLE typed");

        Statement.CreateTable table = Facts.of("CREATE TABLE typed (c " + type + ")", Statement.CreateTable.class);
        assertThat(table.columns().get(0).type()).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order",
                "left",
                "values",
                "name",
                "between",
                "Mixed",
                "with space",
                "quo\"te",
                "abc",
                "größe",
                "1a"
            })
    void aNameIsQuotedWhereTheServerWouldQuoteIt(String name) throws SQLException {
        String quoted = ask("SELECT quote_ident('" + name + "')").get(0);

        assertThat(Identifiers.quoteIfNeeded(name)).isEqualTo(quoted);
    }

    private static List<String> ask(String sql) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (java.sql.Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        answers.add(rows.getString(1));
                    }
                }
            }
        }
        return answers;
    }
}
