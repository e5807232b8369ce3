package dev.cofferdam.scan.styles.kotlin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a name is declared in code without comments and strings. Asked of every name in a chain of calls, for which patterns that start
 * anywhere took most of the time that code paths take.
 */
final class KotlinDeclarations {

    private static final Pattern TYPED = Pattern.compile("\\s*:\\s*([\\w.]+(?:<[^={}()\\n]*>)?)");
    private static final Pattern GIVEN = Pattern.compile("\\s*=(?!=)");
    private static final Pattern LOOPED = Pattern.compile("\\s+in\\b");
    private static final Pattern BEFORE_ARROW = Pattern.compile("\\s*(?=->)");

    /** Of a lambda, its parameters. */
    private static final int LONGEST_HEAD = 300;

    private KotlinDeclarations() {}

    /**
     * A declaration.
     *
     * @param type as it is written; nothing when the value tells it
     */
    record Declared(Optional<String> type, int start, int end) {}

    /** The last one between two offsets. */
    static Optional<Declared> last(String code, String name, int from, int to) {
        for (int at = code.lastIndexOf(name, to - name.length()); at >= from; at = code.lastIndexOf(name, at - 1)) {
            if (isWord(code, name, at)) {
                Optional<Declared> declared = at(code, name, at, to);
                if (declared.isPresent()) {
                    return declared;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Declared> at(String code, String name, int at, int to) {
        int end = at + name.length();
        Matcher typed = TYPED.matcher(code).region(end, to);
        if (typed.lookingAt()) {
            return Optional.of(new Declared(Optional.of(typed.group(1)), at, typed.end()));
        }
        Matcher given = GIVEN.matcher(code).region(end, to);
        if (isBehindKeyword(code, at) && given.lookingAt()) {
            return Optional.of(new Declared(Optional.empty(), at, given.end()));
        }
        Matcher looped = LOOPED.matcher(code).region(end, to);
        if (looped.lookingAt()) {
            return Optional.of(new Declared(Optional.empty(), at, looped.end()));
        }
        int before = Brackets.backBlank(code, at);
        boolean opens = before > 1
                && "{,".indexOf(code.charAt(before - 1)) >= 0
                && Character.isJavaIdentifierPart(code.charAt(before - 2));
        return opens && BEFORE_ARROW.matcher(code).region(end, to).lookingAt()
                ? Optional.of(new Declared(Optional.empty(), before - 1, end))
                : Optional.empty();
    }

    /** {@code val} or {@code var} before a name. */
    private static boolean isBehindKeyword(String code, int at) {
        int end = Brackets.backBlank(code, at);
        return end < at
                && end >= 3
                && (code.startsWith("val", end - 3) || code.startsWith("var", end - 3))
                && (end == 3 || !Character.isJavaIdentifierPart(code.charAt(end - 4)));
    }

    private static boolean isWord(String text, String name, int at) {
        int end = at + name.length();
        return (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)))
                && (end >= text.length() || !Character.isJavaIdentifierPart(text.charAt(end)));
    }

    /**
     * Whether the lambda that begins at a brace gives its value the name.
     *
     * @param offset in the lambda, behind its parameters
     */
    static boolean binds(String code, int brace, int offset, String name) {
        int to = Math.min(offset, brace + LONGEST_HEAD);
        int start = Brackets.skipBlank(code, brace + 1);
        int end = start;
        while (end < to && isOfHead(code.charAt(end))) {
            end++;
        }
        int arrow = Brackets.skipBlank(code, end);
        boolean named = arrow + 2 <= to && code.startsWith("->", arrow);
        if (name.equals("it")) {
            return !named;
        }
        int at = code.indexOf(name, start);
        while (named && at >= 0 && at + name.length() <= end) {
            if (isWord(code, name, at)) {
                return true;
            }
            at = code.indexOf(name, at + 1);
        }
        return false;
    }

    private static boolean isOfHead(char c) {
        return c == '_' || c < 128 && Character.isLetterOrDigit(c) || ",:<>?() ".indexOf(c) >= 0;
    }
}
