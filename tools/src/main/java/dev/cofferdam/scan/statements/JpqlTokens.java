package dev.cofferdam.scan.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and signs of a JPQL text, with what can be told from a token's neighbours. */
final class JpqlTokens {

    private static final Pattern TOKEN =
            Pattern.compile("#\\{\\s*#entityName\\s*}|'[^']*'|[:?]\\w*|[A-Za-z_$#][\\w$]*|\\d[\\w.]*|<>|<=|>=|!=|\\S");

    private final List<Token> tokens = new ArrayList<>();

    /**
     * @param entityName what {@code #{#entityName}} stands for; empty when it stands for nothing
     */
    JpqlTokens(String text, String entityName) {
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            boolean spel = matcher.group().startsWith("#{") && !entityName.isEmpty();
            tokens.add(new Token(spel ? entityName : matcher.group(), matcher.start()));
        }
    }

    /**
     * One token.
     *
     * @param offset in the text, also when the token was replaced
     */
    record Token(String text, int offset) {
        boolean is(String word) {
            return text.equalsIgnoreCase(word);
        }

        boolean isName() {
            return Character.isLetter(text.charAt(0)) || text.charAt(0) == '_' || text.charAt(0) == '$';
        }
    }

    int size() {
        return tokens.size();
    }

    /** The token at a position; beyond both ends one that is no name and no keyword. */
    Token at(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i) : new Token(";", Integer.MAX_VALUE);
    }

    /** {@code extract(year from o.date)} and {@code trim(both from x)} have a FROM too. */
    boolean isInsideFunction(int from) {
        int depth = 0;
        for (int i = from - 1; i >= 0; i--) {
            if (at(i).is(")")) {
                depth++;
            } else if (at(i).is("(") && depth-- == 0) {
                return at(i - 1).is("extract")
                        || at(i - 1).is("trim")
                        || at(i - 1).is("substring");
            }
        }
        return false;
    }

    /** Whether a parenthesis opens the arguments of {@code new Dto(...)}. */
    boolean isConstructor(int parenthesis) {
        for (int i = parenthesis - 1; i > 0 && (at(i).isName() || at(i).is(".")); i--) {
            if (at(i).is("new")) {
                return true;
            }
        }
        return false;
    }
}
