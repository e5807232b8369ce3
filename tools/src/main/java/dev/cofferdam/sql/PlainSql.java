package dev.cofferdam.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * SQL, or the body of a routine, as the server's lexer sees it (PG docs 4.1, "Lexical Structure"): comments gone, one blank between tokens, unquoted
 * words folded to lower case. Two texts that differ in layout alone are equal; quoted names and strings keep every letter.
 */
public final class PlainSql {
    private PlainSql() {}

    /** The whole text. */
    public static String of(String text) {
        return String.join(" ; ", pieces(text));
    }

    /** Token by token: unquoted words in lower case, everything else as written. */
    public static List<String> tokens(String text) {
        return Lexer.tokens(text).stream()
                .filter(token -> token.kind() != Token.Kind.END)
                .map(token -> written(token, text))
                .toList();
    }

    /** What stands between the semicolons, without them; a semicolon in a string or comment parts nothing. */
    public static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Token token : Lexer.tokens(text)) {
            boolean over = token.kind() == Token.Kind.END;
            if (over || token.is(";")) {
                if (!words.isEmpty()) {
                    pieces.add(String.join(" ", words));
                }
                words.clear();
            } else {
                words.add(written(token, text));
            }
        }
        return pieces;
    }

    private static String written(Token token, String text) {
        return token.kind() == Token.Kind.WORD ? token.value() : text.substring(token.start(), token.end());
    }

    /**
     * Where words stand one after the other, as keywords or unquoted names, outside of strings and comments.
     *
     * @param words in upper case; operators and punctuation as they are
     * @return the offset of the first of them, in UTF-16 units; empty when they do not
     */
    public static OptionalInt find(String text, String... words) {
        List<Token> tokens = Lexer.tokens(text);
        for (int i = 0; i + words.length <= tokens.size(); i++) {
            int at = 0;
            while (at < words.length && tokens.get(i + at).is(words[at])) {
                at++;
            }
            if (at == words.length) {
                return OptionalInt.of(tokens.get(i).start());
            }
        }
        return OptionalInt.empty();
    }
}
