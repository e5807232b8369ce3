package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A place in the tokens of one statement, with the small steps that every grammar rule is made of. */
final class Cursor {
    /** Deeper nesting than any hand-written statement has; keeps hostile input from exhausting the stack. */
    private static final int DEEPEST = 150;

    private final String text;
    private final List<Token> tokens;
    private int at;
    private int depth;

    Cursor(String text) {
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    boolean atEnd() {
        return peek().kind() == Kind.END;
    }

    boolean at(String first) {
        return peek().is(first);
    }

    boolean at(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    boolean atAny(String... words) {
        for (String word : words) {
            if (peek().is(word)) {
                return true;
            }
        }
        return false;
    }

    boolean accept(String word) {
        if (peek().is(word)) {
            next();
            return true;
        }
        return false;
    }

    boolean accept(String... words) {
        if (!at(words)) {
            return false;
        }
        at += words.length;
        return true;
    }

    boolean acceptAny(String... words) {
        if (!atAny(words)) {
            return false;
        }
        next();
        return true;
    }

    void expect(String... words) {
        for (String word : words) {
            if (!accept(word)) {
                throw unexpected();
            }
        }
    }

    void expectAny(String... words) {
        if (!acceptAny(words)) {
            throw unexpected();
        }
    }

    void expectEnd() {
        if (!atEnd()) {
            throw unexpected();
        }
    }

    /** In the server's own words. */
    SyntaxProblem unexpected() {
        Token token = peek();
        return switch (token.kind()) {
            case END -> new SyntaxProblem("syntax error at end of input", token.start());
            case BROKEN -> new SyntaxProblem(token.value(), token.start());
            default -> new SyntaxProblem("syntax error at or near \"" + textOf(token) + "\"", token.start());
        };
    }

    SyntaxProblem notUnderstood(String what) {
        return new SyntaxProblem(what + " is not understood", peek().start());
    }

    String textOf(Token token) {
        return text.substring(token.start(), token.end());
    }

    /** The text from the token at a position up to the token before the cursor, as written. */
    String textSince(int position) {
        return position == at
                ? ""
                : text.substring(
                        tokens.get(position).start(), tokens.get(at - 1).end());
    }

    /** A column or table name: anything but reserved words and words kept for functions and types. */
    Token columnName() {
        return isColumnName(peek()) ? next() : fail();
    }

    String name() {
        return columnName().value();
    }

    boolean atName() {
        return isColumnName(peek());
    }

    static boolean isColumnName(Token token) {
        return switch (token.kind()) {
            case QUOTED, HOLE -> true;
            case WORD -> Keywords.isColumnName(token.word());
            default -> false;
        };
    }

    static boolean isFunctionName(Token token) {
        return switch (token.kind()) {
            case QUOTED, HOLE -> true;
            case WORD -> Keywords.isFunctionOrTypeName(token.word());
            default -> false;
        };
    }

    /** A name after AS or after a dot, where every key word is free. */
    Token label() {
        return atLabel() ? next() : fail();
    }

    boolean atLabel() {
        Kind kind = peek().kind();
        return kind == Kind.WORD || kind == Kind.QUOTED || kind == Kind.HOLE;
    }

    /** An output name without AS. */
    boolean atBareLabel() {
        Token token = peek();
        return token.kind() == Kind.QUOTED || token.kind() == Kind.WORD && Keywords.isBareLabel(token.word());
    }

    String string() {
        return peek().kind() == Kind.STRING ? next().value() : fail().value();
    }

    Token number() {
        return peek().kind() == Kind.NUMBER ? next() : fail();
    }

    private Token fail() {
        throw unexpected();
    }

    /** {@code name}, {@code schema.name} or {@code database.schema.name}. */
    TableRef tableName() {
        String name = name();
        Optional<String> schema = Optional.empty();
        while (accept(".")) {
            schema = Optional.of(name);
            name = label().value();
        }
        return new TableRef(schema, name);
    }

    List<TableRef> tableNames() {
        return commaList(this::tableName);
    }

    <T> List<T> commaList(Supplier<T> element) {
        List<T> elements = new ArrayList<>();
        do {
            elements.add(element.get());
        } while (accept(","));
        return elements;
    }

    /** {@code (a, b)}. */
    List<String> nameList() {
        expect("(");
        List<String> names = commaList(this::name);
        expect(")");
        return names;
    }

    boolean ifExists() {
        return accept("IF", "EXISTS");
    }

    boolean ifNotExists() {
        return accept("IF", "NOT", "EXISTS");
    }

    /** {@code CASCADE}, or nothing, or {@code RESTRICT}; true for the first. */
    boolean cascade() {
        return accept("CASCADE") || accept("RESTRICT") && false;
    }

    /** Runs a rule one level deeper, and refuses nesting that no person writes. */
    <T> T nested(Supplier<T> rule) {
        if (++depth > DEEPEST) {
            throw new SyntaxProblem("nested too deeply", peek().start());
        }
        T result = rule.get();
        depth--;
        return result;
    }

    /** Whether the parenthesis at an offset ahead encloses a query rather than an expression or a join. */
    boolean opensQuery(int ahead) {
        if (!peek(ahead).is("(") || ahead > DEEPEST) {
            return false;
        }
        Token inner = peek(ahead + 1);
        if (inner.is("SELECT") || inner.is("WITH") || inner.is("VALUES") || inner.is("TABLE")) {
            return true;
        }
        return inner.is("(") && opensQuery(ahead + 1) && continuesQuery(afterParenthesis(ahead + 1));
    }

    private static boolean continuesQuery(Token token) {
        return switch (token.word()) {
            case ")", "UNION", "INTERSECT", "EXCEPT", "ORDER", "LIMIT", "OFFSET", "FETCH", "FOR" -> true;
            default -> false;
        };
    }

    private Token afterParenthesis(int ahead) {
        int open = 0;
        for (int i = at + ahead; i < tokens.size(); i++) {
            if (tokens.get(i).is("(")) {
                open++;
            } else if (tokens.get(i).is(")") && --open == 0) {
                return tokens.get(Math.min(i + 1, tokens.size() - 1));
            }
        }
        return tokens.get(tokens.size() - 1);
    }
}
