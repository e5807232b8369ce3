package dev.cofferdam.sql;

import dev.cofferdam.sql.Token.Kind;

/** Reads what stands in quotes: strings of all kinds, quoted identifiers, dollar quotes (PostgreSQL docs 4.1.1, 4.1.2). */
final class QuoteLexer {
    private final String text;
    private final int end;

    QuoteLexer(String text) {
        this.text = text;
        this.end = text.length();
    }

    /** Whether a string with a prefix letter starts here: {@code E'..'}, {@code B'..'}, {@code X'..'}, {@code N'..'}, {@code U&'..'}. */
    boolean startsPrefixed(int at) {
        char c = text.charAt(at);
        if ("eEbBxXnN".indexOf(c) >= 0) {
            return text.startsWith("'", at + 1);
        }
        return (c == 'u' || c == 'U') && (text.startsWith("&'", at + 1) || text.startsWith("&\"", at + 1));
    }

    Token prefixed(int start) {
        char prefix = Character.toLowerCase(text.charAt(start));
        int quote = prefix == 'u' ? start + 2 : start + 1;
        return text.charAt(quote) == '"' ? identifier(start, quote) : string(start, quote, prefix == 'e');
    }

    /** @param backslashes whether a backslash escapes, as in {@code E'..'} */
    Token string(int start, int quote, boolean backslashes) {
        StringBuilder content = new StringBuilder();
        int open = quote;
        while (true) {
            int close = closingQuote(open, '\'', backslashes, content);
            if (close < 0) {
                return broken("unterminated quoted string", start);
            }
            int next = continuation(close + 1);
            if (next < 0) {
                return new Token(Kind.STRING, "", content.toString(), start, close + 1);
            }
            open = next;
        }
    }

    /** Two strings with only white space and at least one newline between them are one (docs 4.1.2.1). */
    private int continuation(int from) {
        boolean newline = false;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                return newline ? i : -1;
            }
            if (!Character.isWhitespace(c)) {
                return -1;
            }
            newline |= c == '\n' || c == '\r';
        }
        return -1;
    }

    Token identifier(int start, int quote) {
        StringBuilder content = new StringBuilder();
        int close = closingQuote(quote, '"', false, content);
        if (close < 0) {
            return broken("unterminated quoted identifier", start);
        }
        return content.isEmpty()
                ? new Token(Kind.BROKEN, "", "zero-length delimited identifier", start, close + 1)
                : new Token(Kind.QUOTED, "", content.toString(), start, close + 1);
    }

    private int closingQuote(int open, char quote, boolean backslashes, StringBuilder content) {
        for (int i = open + 1; i < end; i++) {
            char c = text.charAt(i);
            int afterHole = quote == '"' && text.startsWith("{{", i) ? text.indexOf("}}", i) + 1 : 0;
            if (afterHole > 0) {
                // A template may have quotes of its own: "{{ index .Options "Namespace" }}".
                content.append(text, i, afterHole + 1);
                i = afterHole;
            } else if (backslashes && c == '\\' && i + 1 < end) {
                i++;
                content.append(escaped(text.charAt(i)));
            } else if (c != quote) {
                content.append(c);
            } else if (i + 1 < end && text.charAt(i + 1) == quote) {
                i++;
                content.append(quote);
            } else {
                return i;
            }
        }
        return -1;
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }

    /** {@code $tag$ ... $tag$}; a lone dollar sign is broken. */
    Token dollar(int start) {
        int tagEnd = start + 1;
        while (tagEnd < end && Lexer.isNamePart(text.charAt(tagEnd)) && text.charAt(tagEnd) != '$') {
            tagEnd++;
        }
        if (tagEnd >= end || text.charAt(tagEnd) != '$') {
            return new Token(Kind.BROKEN, "", "unexpected character $", start, start + 1);
        }
        String tag = text.substring(start, tagEnd + 1);
        int close = text.indexOf(tag, tagEnd + 1);
        return close < 0
                ? broken("unterminated dollar-quoted string", start)
                : new Token(Kind.STRING, "", text.substring(tagEnd + 1, close), start, close + tag.length());
    }

    /** Nothing after an open quote can be told from its content. */
    private Token broken(String reason, int start) {
        return new Token(Kind.BROKEN, "", reason, start, end);
    }
}
