package dev.cofferdam.sql;

import dev.cofferdam.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts a script into statements as psql does: semicolons inside quotes, comments, SQL-standard routine bodies and rule actions do
 * not end a statement; lines that begin with a backslash and data below COPY ... FROM stdin are no SQL and are left out.
 */
final class StatementSplitter {
    /** A statement without its semicolon; line and column count from 1, offset from 0. */
    record Piece(String text, int line, int column, int offset) {}

    /** psql's commands that run statements of another place. */
    private static final Pattern OTHERS = Pattern.compile("\\\\(?:gexec|i|ir|include|include_relative)\\b");

    private final String script;
    private final Lexer lexer;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Token> tokens = new ArrayList<>();
    private int blocks;
    private int countedTo;
    private int line = 1;
    private int lineStart;

    private StatementSplitter(String script) {
        this.script = script;
        this.lexer = new Lexer(script, 0);
    }

    static List<Piece> split(String script) {
        StatementSplitter splitter = new StatementSplitter(script);
        splitter.run();
        return splitter.pieces;
    }

    private void run() {
        while (true) {
            Token token = lexer.next();
            if (token.kind() == Kind.END) {
                finish();
                return;
            }
            if (runsOthers(token)) {
                takeCommand(token);
            } else if (isMetaCommand(token)) {
                finish();
                lexer.moveTo(endOfLine(token.start()));
            } else if (token.is(";") && blocks <= 0 && !insideRuleActions()) {
                boolean data = readsDataBelow();
                finish();
                if (data) {
                    lexer.moveTo(afterCopyData(token.end()));
                }
            } else {
                tokens.add(token);
                countBlocks(token);
            }
        }
    }

    private void finish() {
        if (!tokens.isEmpty()) {
            int start = tokens.get(0).start();
            countLinesTo(start);
            String text = script.substring(start, tokens.get(tokens.size() - 1).end());
            pieces.add(new Piece(text, line, start - lineStart + 1, start));
        }
        tokens.clear();
        blocks = 0;
    }

    private void countLinesTo(int offset) {
        for (; countedTo < offset; countedTo++) {
            if (script.charAt(countedTo) == '\n') {
                line++;
                lineStart = countedTo + 1;
            }
        }
    }

    private boolean runsOthers(Token token) {
        return token.kind() == Kind.BROKEN
                && OTHERS.matcher(script).region(token.start(), script.length()).lookingAt();
    }

    /** What psql runs because of a command stands elsewhere: the piece ends with the command, and is not understood. */
    private void takeCommand(Token token) {
        if (!script.startsWith("\\gexec", token.start())) {
            finish();
        }
        int end = endOfLine(token.start());
        tokens.add(token);
        for (Token next = lexer.next(); next.start() < end && next.kind() != Kind.END; next = lexer.next()) {
            tokens.add(next);
        }
        finish();
        lexer.moveTo(end);
    }

    private boolean isMetaCommand(Token token) {
        if (token.kind() != Kind.BROKEN || script.charAt(token.start()) != '\\') {
            return false;
        }
        int before = token.start() - 1;
        while (before >= 0 && (script.charAt(before) == ' ' || script.charAt(before) == '\t')) {
            before--;
        }
        return before < 0 || script.charAt(before) == '\n' || tokens.isEmpty();
    }

    private int endOfLine(int from) {
        int newline = script.indexOf('\n', from);
        return newline < 0 ? script.length() : newline;
    }

    /** BEGIN ATOMIC ... END, with CASE ... END inside, as psql's scanner counts them. */
    private void countBlocks(Token token) {
        if (blocks > 0 && (token.is("CASE") || token.is("BEGIN"))) {
            blocks++;
        } else if (blocks > 0 && token.is("END")) {
            blocks--;
        } else if (token.is("ATOMIC") && previous(2).equals("BEGIN") && word(0).equals("CREATE")) {
            blocks = 1;
        }
    }

    /** CREATE RULE ... DO (first; second). Other unbalanced parentheses must not swallow the statements that follow. */
    private boolean insideRuleActions() {
        if (!word(0).equals("CREATE") || !word(1).equals("RULE") && !word(3).equals("RULE")) {
            return false;
        }
        long open = tokens.stream().filter(token -> token.is("(")).count();
        long closed = tokens.stream().filter(token -> token.is(")")).count();
        return open > closed;
    }

    private boolean readsDataBelow() {
        if (!word(0).equals("COPY")) {
            return false;
        }
        for (int i = 1; i < tokens.size() - 1; i++) {
            if (tokens.get(i).is("FROM") && tokens.get(i + 1).is("STDIN")) {
                return true;
            }
        }
        return false;
    }

    private int afterCopyData(int from) {
        int at = from;
        while (at < script.length()) {
            int lineEnd = endOfLine(at);
            boolean last = script.substring(at, lineEnd).trim().equals("\\.");
            at = Math.min(lineEnd + 1, script.length());
            if (last) {
                return at;
            }
        }
        return at;
    }

    private String word(int index) {
        return index < tokens.size() ? tokens.get(index).word() : "";
    }

    private String previous(int back) {
        return tokens.size() < back ? "" : tokens.get(tokens.size() - back).word();
    }
}
