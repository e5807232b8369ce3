package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSplitterTest {
    private static List<String> texts(String script) {
        return SqlParser.parse(script).stream().map(ParsedStatement::text).toList();
    }

    @Test
    void aStatementIsPlacedAtItsFirstWordNotAtTheCommentAboveIt() {
        String script = "-- first; comment\n\n  CREATE TABLE a ();\n/* second; */ DROP TABLE b ;;\n";
        List<ParsedStatement> statements = SqlParser.parse(script);

        assertThat(statements).extracting(ParsedStatement::text).containsExactly("CREATE TABLE a ()", "DROP TABLE b");
        assertThat(statements).extracting(ParsedStatement::line).containsExactly(3, 4);
        assertThat(statements).extracting(ParsedStatement::column).containsExactly(3, 15);
        assertThat(statements).allMatch(statement -> script.startsWith(statement.text(), statement.offset()));
    }

    @Test
    void offsetsCountCharactersOfTheScriptAlsoBehindWindowsLinesAndEmoji() {
        String script = "SELECT '🐕';\r\nSELECT b FROM t;\r\n";
        ParsedStatement second = SqlParser.parse(script).get(1);

        assertThat(script.substring(second.offset())).startsWith("SELECT b");
        assertThat(second.line()).isEqualTo(2);
        assertThat(second.column()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a;b'",
                "SELECT 'it''s; fine'",
                "SELECT E'it\\'s; fine'",
                "SELECT \"a;b\" FROM t",
                "SELECT $$a;b$$",
                "SELECT $tag$a; $$ b;$tag$",
                "SELECT 1 /* a; /* nested; */ b; */ + 2",
                "SELECT 1 -- a; b\n + 2",
                "SELECT 'one;'\n 'two;'",
                "CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b)",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
                "UPDATE ${schema}.t SET a = '${x};'",
            })
    void aSemicolonInsideDoesNotEndTheStatement(String statement) {
        assertThat(texts(statement + "; SELECT 2")).containsExactly(statement, "SELECT 2");
    }

    @Test
    void linesOfPsqlAndDataBelowCopyAreNoStatements() {
        assertThat(
                        texts(
                                "\\set ON_ERROR_STOP on\nCOPY t (a) FROM stdin;\n1; 'x\n\\.\nSELECT 1;\n  \\echo done; really\nSELECT 2"))
                .containsExactly("COPY t (a) FROM stdin", "SELECT 1", "SELECT 2");
    }

    @Test
    void aMissingClosingParenthesisDoesNotSwallowTheNextStatement() {
        List<ParsedStatement> statements = SqlParser.parse("CREATE TABLE a (b int; DROP TABLE c;");

        assertThat(statements).hasSize(2);
        assertThat(statements.get(0).facts()).isInstanceOf(Statement.CouldNotDecide.class);
        assertThat(statements.get(1).facts()).isInstanceOf(Statement.Drop.class);
    }

    @Test
    void anUnterminatedQuoteIsReportedWhereItOpens() {
        ParsedStatement statement = SqlParser.parse("DROP TABLE a; SELECT 'never closed; DROP TABLE b;")
                .get(1);

        assertThat(statement.facts())
                .isEqualTo(new Statement.CouldNotDecide("unterminated quoted string", "SELECT ".length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "-- nothing", ";;;", "\uFEFF", "/* nothing */"})
    void aScriptWithoutStatementsHasNone(String script) {
        assertThat(SqlParser.parse(script)).isEmpty();
    }

    @Test
    void aByteOrderMarkIsWhiteSpace() {
        assertThat(texts("\uFEFFSELECT 1;")).containsExactly("SELECT 1");
    }
}
