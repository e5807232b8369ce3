package dev.cofferdam.sql;

import dev.cofferdam.sql.Token.Kind;

/** Reads numbers: decimal with fraction and exponent, {@code 0x1F}, {@code 1_000} (PostgreSQL docs 4.1.2.6). */
final class NumberLexer {
    private final String text;
    private final int end;

    NumberLexer(String text) {
        this.text = text;
        this.end = text.length();
    }

    /** A letter right behind the digits breaks the number, as it does since PostgreSQL 15. */
    Token number(int start) {
        int at = isBased(start) ? afterBased(start) : afterDecimal(start);
        if (at < end && Lexer.isNameStart(text.charAt(at))) {
            return new Token(Kind.BROKEN, "", "trailing junk after numeric literal", start, at);
        }
        return new Token(Kind.NUMBER, "", text.substring(start, at), start, at);
    }

    private boolean isBased(int start) {
        return text.regionMatches(true, start, "0x", 0, 2)
                || text.regionMatches(true, start, "0o", 0, 2)
                || text.regionMatches(true, start, "0b", 0, 2);
    }

    private int afterBased(int start) {
        int at = start;
        while (at < end && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return at;
    }

    private int afterDecimal(int start) {
        int at = afterDigits(start);
        // Two dots are a range, as in PL/pgSQL's 1..10.
        if (text.startsWith(".", at) && !text.startsWith("..", at)) {
            at = afterDigits(at + 1);
        }
        int exponent = at;
        if (exponent < end && (text.charAt(exponent) == 'e' || text.charAt(exponent) == 'E')) {
            exponent++;
            if (exponent < end && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            int afterExponent = afterDigits(exponent);
            at = afterExponent > exponent ? afterExponent : at;
        }
        return at;
    }

    private int afterDigits(int from) {
        int at = from;
        while (at < end && (Lexer.isDigit(text.charAt(at)) || isGroupMark(at, from))) {
            at++;
        }
        return at;
    }

    private boolean isGroupMark(int at, int from) {
        return at > from && text.charAt(at) == '_' && at + 1 < end && Lexer.isDigit(text.charAt(at + 1));
    }
}
