package dev.cofferdam.sql;

import java.util.ArrayList;
import java.util.List;

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
                words.add(token.kind() == Token.Kind.WORD ? token.value() : text.substring(token.start(), token.end()));
            }
        }
        return pieces;
    }
}
