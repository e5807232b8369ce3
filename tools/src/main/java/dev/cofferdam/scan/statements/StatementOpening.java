package dev.cofferdam.scan.statements;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a text begins that is a statement: with a word of SQL, behind comments and behind what is said to the server first ({@code BEGIN},
 * {@code SET}). A comment may stand wherever white space may (PostgreSQL docs, "Lexical Structure: Comments").
 */
public final class StatementOpening {

    /** Words that a statement begins with. */
    public static final Set<String> VERBS = Set.of(
            "select",
            "insert",
            "update",
            "delete",
            "with",
            "merge",
            "replace",
            "from",
            "alter",
            "create",
            "drop",
            "truncate",
            "copy",
            "table",
            "join",
            "inner",
            "left",
            "right",
            "full",
            "cross");

    private static final String DATA = "(?:select|insert|update|delete|with|merge|values|table)\\b";

    private static final String JOIN = "(?:(?:inner|left|right|full|cross)\\s+(?:outer\\s+)?)?join";

    /** Holds another statement behind it. */
    private static final String WRAPPER =
            "explain\\s+(?:\\([^)]*\\)\\s*|analyze\\s+|verbose\\s+)*|prepare\\s+\\w+\\s*(?:\\([^)]*\\)\\s*)?as\\s+"
                    + "|declare\\s+\\w+\\s+(?:\\w+\\s+){0,3}cursor\\s+(?:with(?:out)?\\s+hold\\s+)?for\\s+";

    private static final Pattern STATEMENT = Pattern.compile(
            "(?:(?:select|insert\\s+(?:ignore\\s+)?into|update|delete\\s+from|delete|with|merge\\s+into|replace\\s+into|from|"
                    + "alter\\s+table|create(?!\\s+namespace\\b)|drop|truncate|copy|refresh\\s+materialized\\s+view|"
                    + JOIN
                    + ")\\s+\\S|values\\s*\\(|(?:" + WRAPPER
                    + ")" + DATA
                    + "|do\\s+(?:language\\s+\\w+\\s+)?[$']|table\\s+(?:only\\s+)?[\\w\".]+\\s*(?:$|;|order\\b|limit\\b|union\\b)).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern WRAPPED =
            Pattern.compile("(?:" + WRAPPER + ")(?=" + DATA + ")", Pattern.CASE_INSENSITIVE);

    /** Said before the statement in the same text. */
    private static final Pattern SCENE = Pattern.compile(
            "(?:begin|start\\s+transaction|set|reset|lock|savepoint|commit|end|discard)\\b[^;]*;",
            Pattern.CASE_INSENSITIVE);

    /** What a literal may begin with, its escapes as they are written. */
    private static final Pattern LITERAL = Pattern.compile(
            "^(\\\\[nrt]|[\\s(%])*(select|insert|update|delete|with|merge|replace|from|alter|create|drop|truncate|copy|join|inner|left"
                    + "|right|full|cross|refresh\\s|%|--|/\\*|values|table|explain|prepare|declare|do\\s|begin|start|set\\s|reset|lock|savepoint)",
            Pattern.CASE_INSENSITIVE);

    /** A string or a line of a text block that begins like a statement, in the source of a file. */
    private static final Pattern IN_SOURCE = Pattern.compile(
            "[\"\\n][\\s(]*(?:select|insert|update|delete|with|merge|replace|from|alter|create|drop|truncate|copy|explain|prepare|declare|"
                    + JOIN
                    + ")\\b|\"[\\s(]*(?:--|/\\*|(?:table|begin|start|set|reset|lock|savepoint|do)\\b|values\\s*\\()",
            Pattern.CASE_INSENSITIVE);

    private StatementOpening() {}

    /** Whether a text is a statement, as far as its beginning tells. */
    public static boolean opens(String text) {
        return STATEMENT.matcher(text).region(start(text), text.length()).matches();
    }

    /** The offset behind comments and what is said before the statement. */
    public static int start(String text) {
        int at = 0;
        while (true) {
            int next = afterComments(text, at);
            Matcher scene = SCENE.matcher(text).region(next, text.length());
            if (!scene.lookingAt()) {
                return next;
            }
            at = scene.end();
        }
    }

    private static int afterComments(String text, int from) {
        int at = from;
        while (at < text.length()) {
            boolean comment = text.startsWith("--", at) || text.startsWith("/*", at);
            if (comment) {
                at = SqlWords.endOfHidden(text, at);
            } else if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '(') {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    /** Whether a literal's value, escapes as they are written, may be the beginning of a statement. */
    public static boolean mayOpen(String literal) {
        return LITERAL.matcher(literal).find();
    }

    /** Whether a file's source has a string that may be one; without it there is nothing to put together in it. */
    public static boolean isIn(String source) {
        return IN_SOURCE.matcher(source).find();
    }

    /** Where the statement begins that an EXPLAIN, a PREPARE or a cursor's declaration holds. */
    static Optional<Integer> wrapped(String statement) {
        Matcher matcher = WRAPPED.matcher(statement).region(start(statement), statement.length());
        return matcher.lookingAt() ? Optional.of(matcher.end()) : Optional.empty();
    }

    /** The first word of a statement, in lower case. */
    static String verb(String statement) {
        int from = start(statement);
        int to = from;
        while (to < statement.length() && Character.isJavaIdentifierPart(statement.charAt(to))) {
            to++;
        }
        return statement.substring(from, to).toLowerCase(Locale.ROOT);
    }
}
