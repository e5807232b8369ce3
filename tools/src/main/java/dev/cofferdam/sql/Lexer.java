package dev.cofferdam.sql;

import dev.cofferdam.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts SQL text into {@link Token}s by PostgreSQL's lexical rules (docs 4.1), widened by the placeholders of migration tools and
 * Java query strings. White space and comments are skipped. Never fails: what cannot be read becomes a BROKEN token.
 */
final class Lexer {
    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`?";
    /** An operator of several characters may end in + or - only if it holds one of these (docs 4.1.3). */
    private static final String MAY_END_IN_SIGN = "~!@#%^&|`?";

    private final String text;
    private final int end;
    private final QuoteLexer quotes;
    private final NumberLexer numbers;
    private int at;

    Lexer(String text, int from) {
        this.text = text;
        this.at = from;
        this.end = text.length();
        this.quotes = new QuoteLexer(text);
        this.numbers = new NumberLexer(text);
    }

    /** All tokens of the text, the END token last. */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text, 0);
        List<Token> tokens = new ArrayList<>(text.length() / 5 + 4);
        Token token;
        do {
            token = lexer.next();
            tokens.add(token);
        } while (token.kind() != Kind.END);
        return tokens;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    Token next() {
        if (!skipSpace()) {
            int start = at;
            at = end;
            return broken("unterminated comment", start);
        }
        if (at >= end) {
            return new Token(Kind.END, "", "", end, end);
        }
        int start = at;
        char c = text.charAt(at);
        if (c == '\'') {
            return take(quotes.string(start, start, false));
        }
        if (c == '"') {
            return take(quotes.identifier(start, start));
        }
        if (isDigit(c) || c == '.' && at + 1 < end && isDigit(text.charAt(at + 1))) {
            return take(numbers.number(start));
        }
        if (quotes.startsPrefixed(start)) {
            return take(quotes.prefixed(start));
        }
        if (c == '$' || c == '{' || c == '#' || c == ':') {
            return placeholderOr(start, c);
        }
        if (isNameStart(c)) {
            return name(start);
        }
        return symbol(start, c);
    }

    private Token take(Token token) {
        at = token.end();
        return token;
    }

    /** False when a comment never ends. */
    private boolean skipSpace() {
        while (at < end) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x0B || c == '\uFEFF') {
                at++;
            } else if (c == '-' && text.startsWith("--", at)) {
                int newline = text.indexOf('\n', at);
                at = newline < 0 ? end : newline;
            } else if (c == '/' && text.startsWith("/*", at)) {
                int after = afterBlockComment(at);
                if (after < 0) {
                    return false;
                }
                at = after;
            } else {
                return true;
            }
        }
        return true;
    }

    /** Block comments nest (docs 4.1.5). */
    private int afterBlockComment(int from) {
        int depth = 0;
        for (int i = from; i + 1 < end; i++) {
            if (text.charAt(i) == '/' && text.charAt(i + 1) == '*') {
                depth++;
                i++;
            } else if (text.charAt(i) == '*' && text.charAt(i + 1) == '/') {
                depth--;
                i++;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return -1;
    }

    private Token placeholderOr(int start, char c) {
        char next = at + 1 < end ? text.charAt(at + 1) : ' ';
        if (c == '$' && next == '{' || c == '{' && next == '{') {
            return name(start);
        }
        if (c == '$') {
            return isDigit(next) ? parameter(start, afterDigits(at + 1)) : take(quotes.dollar(start));
        }
        if (c == '#' && next == '{') {
            return braced(start, at + 1);
        }
        if (c == ':') {
            return colon(start, next);
        }
        return symbol(start, c);
    }

    private Token colon(int start, char next) {
        if (next == ':' || next == '=') {
            at += 2;
            return new Token(Kind.OPERATOR, text.substring(start, at), "", start, at);
        }
        if (next == '#' && text.startsWith("{", at + 2)) {
            return braced(start, at + 2);
        }
        if (next == '"') {
            Token variable = take(quotes.identifier(start, start + 1));
            return variable.kind() == Kind.BROKEN
                    ? variable
                    : new Token(Kind.HOLE, "", variable.value(), start, variable.end());
        }
        if (next == '\'') {
            Token variable = take(quotes.string(start, start + 1, false));
            return variable.kind() == Kind.BROKEN ? variable : parameter(start, variable.end());
        }
        return isNameStart(next) ? parameter(start, afterName(at + 1)) : symbol(start, ':');
    }

    private Token braced(int start, int brace) {
        int close = text.indexOf('}', brace);
        if (close < 0) {
            at = end;
            return broken("unterminated placeholder", start);
        }
        return parameter(start, close + 1);
    }

    private Token parameter(int start, int after) {
        at = after;
        return new Token(Kind.PARAMETER, "", text.substring(start, at), start, at);
    }

    /** A word, a hole, or a name that holds holes such as <code>idx_${tenant}_name</code>. */
    private Token name(int start) {
        boolean holes = false;
        boolean letters = false;
        while (at < end) {
            int afterHole = afterHole(at);
            if (afterHole > 0) {
                holes = true;
                at = afterHole;
            } else if (isNamePart(text.charAt(at)) && (text.charAt(at) != '$' || !text.startsWith("${", at))) {
                letters = true;
                at++;
            } else {
                break;
            }
        }
        if (at == start) {
            return symbol(start, text.charAt(start));
        }
        String raw = text.substring(start, at);
        if (holes) {
            return new Token(letters ? Kind.QUOTED : Kind.HOLE, "", raw, start, at);
        }
        String upper = raw.toUpperCase(Locale.ROOT);
        return new Token(Kind.WORD, upper, Identifiers.fold(raw), start, at);
    }

    private int afterHole(int from) {
        if (text.startsWith("${", from)) {
            int close = text.indexOf('}', from);
            return close < 0 ? -1 : close + 1;
        }
        if (text.startsWith("{{", from)) {
            int close = text.indexOf("}}", from);
            return close < 0 ? -1 : close + 2;
        }
        return -1;
    }

    private Token symbol(int start, char c) {
        if (c == '?' && !isQuestionOperator(start)) {
            return parameter(start, afterDigits(start + 1));
        }
        if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
            at = operatorEnd(start);
            return new Token(Kind.OPERATOR, text.substring(start, at), "", start, at);
        }
        at++;
        return "()[],;.:".indexOf(c) >= 0
                ? new Token(Kind.PUNCTUATION, String.valueOf(c), "", start, at)
                : broken("unexpected character " + c, start);
    }

    /** {@code ?|}, {@code ?&}, and {@code ??} as JDBC escapes it; but {@code ?||'%'} is a parameter and a concatenation. */
    private boolean isQuestionOperator(int start) {
        return text.startsWith("??", start)
                || text.startsWith("?&", start)
                || text.startsWith("?|", start) && !text.startsWith("?||", start);
    }

    private int operatorEnd(int start) {
        int i = start;
        while (i < end && OPERATOR_CHARACTERS.indexOf(text.charAt(i)) >= 0 && !endsOperator(start, i)) {
            i++;
        }
        String operator = text.substring(start, i);
        boolean signsAllowed = operator.chars().anyMatch(c -> MAY_END_IN_SIGN.indexOf(c) >= 0);
        while (i - start > 1 && !signsAllowed && (text.charAt(i - 1) == '+' || text.charAt(i - 1) == '-')) {
            i--;
        }
        return i;
    }

    private boolean endsOperator(int start, int i) {
        if (text.startsWith("--", i) || text.startsWith("/*", i) || text.startsWith("#{", i)) {
            return true;
        }
        // `a=?` is an equals sign and a parameter; `@?` and `??` are operators.
        return i > start && text.charAt(i) == '?' && text.charAt(i - 1) != '@' && text.charAt(start) != '?';
    }

    private int afterDigits(int from) {
        int i = from;
        while (i < end && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int afterName(int from) {
        int i = from;
        while (i < end && isNamePart(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private Token broken(String reason, int start) {
        return new Token(Kind.BROKEN, "", reason, start, Math.max(at, start));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
    }

    static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }
}
