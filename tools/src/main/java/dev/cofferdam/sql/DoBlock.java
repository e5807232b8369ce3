package dev.cofferdam.sql;

import dev.cofferdam.sql.Statement.CouldNotDecide;
import dev.cofferdam.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Opens a DO block: the SQL that stands in its PL/pgSQL is as good as written outside, whether or not its conditions let it run (PG docs 41.5).
 * What it builds by an expression and runs by EXECUTE stays undecided.
 */
public final class DoBlock {
    private static final Set<String> BARE = Set.of("BEGIN", "ELSE", "LOOP", "EXCEPTION");
    private static final Set<String> CONDITIONS = Set.of("IF", "ELSIF", "ELSEIF", "WHEN");
    private static final Set<String> LOOPS = Set.of("FOR", "FOREACH", "WHILE");
    private static final Set<String> SQL = Set.of(
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "WITH",
            "CREATE",
            "ALTER",
            "DROP",
            "TRUNCATE",
            "LOCK",
            "COMMENT",
            "GRANT",
            "REVOKE",
            "REFRESH",
            "ANALYZE",
            "CLUSTER",
            "REINDEX",
            "SET",
            "RESET",
            "CALL",
            "IMPORT",
            "SECURITY");
    private static final Set<String> HARMLESS = Set.of(
            "RAISE",
            "RETURN",
            "NULL",
            "ASSERT",
            "EXIT",
            "CONTINUE",
            "GET",
            "CLOSE",
            "END",
            "DECLARE",
            "COMMIT",
            "ROLLBACK");

    private final ParsedStatement block;
    private final String text;
    private final List<Token> tokens;
    private final int bodyStart;
    private final List<ParsedStatement> found = new ArrayList<>();
    private boolean dynamic;
    private int at;

    private DoBlock(ParsedStatement block, String body, int bodyStart) {
        this.block = block;
        this.text = body;
        this.tokens = Lexer.tokens(body);
        this.bodyStart = bodyStart;
    }

    /** The statements in order; in the place of a DO block those that it holds, and the block itself while something in it is undecided. */
    public static List<ParsedStatement> opened(List<ParsedStatement> statements) {
        return statements.stream()
                .flatMap(each -> each.facts() instanceof CouldNotDecide ? open(each) : Stream.of(each))
                .toList();
    }

    private static Stream<ParsedStatement> open(ParsedStatement statement) {
        List<Token> tokens = Lexer.tokens(statement.text());
        boolean plain = tokens.size() == 3
                && tokens.get(0).is("DO")
                && tokens.get(1).kind() == Kind.STRING
                && statement.text().charAt(tokens.get(1).start()) == '$';
        if (!plain) {
            return Stream.of(statement);
        }
        Token body = tokens.get(1);
        int tag = statement.text().indexOf('$', body.start() + 1) + 1;
        DoBlock block = new DoBlock(statement, body.value(), tag);
        block.read();
        return block.dynamic ? Stream.concat(Stream.of(statement), block.found.stream()) : block.found.stream();
    }

    private void read() {
        while (tokens.get(at).kind() != Kind.END) {
            Token token = tokens.get(at);
            if (BARE.contains(token.word()) || token.is(";")) {
                at++;
            } else if (CONDITIONS.contains(token.word())) {
                skipBehind("THEN");
            } else if (LOOPS.contains(token.word())) {
                skipBehind("LOOP");
            } else {
                statement(token);
            }
        }
    }

    private void skipBehind(String word) {
        int cases = 0;
        while (tokens.get(at).kind() != Kind.END) {
            Token token = tokens.get(at++);
            dynamic |= token.is("EXECUTE");
            cases += token.is("CASE") ? 1 : token.is("END") ? -1 : 0;
            if (token.is(word) && cases <= 0) {
                return;
            }
        }
    }

    private void statement(Token first) {
        int from = at;
        while (tokens.get(at).kind() != Kind.END && !tokens.get(at).is(";")) {
            at++;
        }
        Token last = tokens.get(at - 1);
        if (first.is("EXECUTE")) {
            execute(from);
        } else if (SQL.contains(first.word())) {
            add(text.substring(first.start(), last.end()), first.start());
        } else if (first.is("SELECT") || first.is("PERFORM")) {
            dynamic |= Calls.unknown("SELECT" + text.substring(first.end(), last.end()))
                    .isPresent();
        } else if (!HARMLESS.contains(first.word()) && !isDeclarationOrAssignment(from)) {
            dynamic = true;
        }
    }

    private void execute(int from) {
        Token string = tokens.get(from + 1);
        if (string.kind() == Kind.STRING && at == from + 2) {
            SqlParser.parse(string.value()).forEach(each -> add(each.text(), string.start()));
        } else {
            dynamic = true;
        }
    }

    private boolean isDeclarationOrAssignment(int from) {
        Token second = tokens.get(Math.min(from + 1, tokens.size() - 1));
        if (isBeforeBegin(from)) {
            return true;
        }
        String value = text.substring(second.end(), tokens.get(at - 1).end());
        return (second.is(":=") || second.is("="))
                && Calls.unknown("SELECT " + value).isEmpty();
    }

    private boolean isBeforeBegin(int from) {
        return tokens.subList(0, from).stream().noneMatch(token -> token.is("BEGIN"));
    }

    private void add(String sql, int offsetInBody) {
        // A block is one transaction, which some statements refuse; nothing says so once it is opened.
        dynamic |= sql.toUpperCase(Locale.ROOT).contains("CONCURRENTLY");
        int offset = bodyStart + offsetInBody;
        String before = block.text().substring(0, offset);
        int newline = before.lastIndexOf('\n');
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        int column = newline < 0 ? block.column() + offset : offset - newline;
        for (ParsedStatement each : SqlParser.parse(sql)) {
            found.add(new ParsedStatement(
                    each.text(), block.line() + lines, column, block.offset() + offset, each.facts()));
        }
    }
}
