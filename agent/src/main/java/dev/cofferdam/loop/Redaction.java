package dev.cofferdam.loop;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of a text, by their shape and by their known values. Rather one word too many than one secret. Lines
 * keep their numbers, and a text that was redacted before does not change.
 */
public final class Redaction {
    /** What stands where a secret stood. */
    public static final String MARK = "[redacted]";

    /** Shorter values would take ordinary words out of every text. */
    private static final int SHORTEST_KNOWN_VALUE = 6;

    private static final String KEY =
            "(?:password|passwd|pwd|passphrase|secret|api[_-]?key|access[_-]?key|private[_-]?key|secret[_-]?key|token)";
    /** Parameters, placeholders and literals that are written where a secret would be, and are none. */
    private static final String NO_SECRET = "(?!\\[redacted]|[$:?%#@*=!{\\[(]|(?:null|true|false|none)\\b)";

    private static final List<Shape> SHAPES = List.of(
            // A block without its end was cut somewhere; what is there of it goes.
            new Shape(
                    "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\\s\\S]*?"
                            + "(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\\z)",
                    ""),
            new Shape(
                    "(\\b[a-z][a-z0-9+.-]{1,30}://[^\\s/:@\"'<>]{0,200}:)(?!\\[redacted])[^\\s/@\"'<>]{1,300}(?=@)",
                    "$1"),
            // password = "x", "password": "x", password=\"x\" inside a string literal, password => 'x'
            new Shape(
                    "(" + KEY + "(?:\\\\?[\"'])?\\s{0,5}(?:=>|[:=])\\s{0,5}\\\\?[\"'])" + NO_SECRET
                            + "[^\"'\\\\\\n]{1,500}",
                    "$1"),
            // password=x in URLs, connection strings, command lines, property files
            new Shape("(" + KEY + "=)" + NO_SECRET + "[^\\s\"'`,;&<>(){}\\[\\]\\\\]{1,500}", "$1"),
            // password: x as a whole line of YAML or properties; a line that ends in ; or calls something is code
            new Shape(
                    "(?m)(^[ \\t]*(?:-[ \\t]+)?(?:export[ \\t]+)?[\\w.-]{0,80}?" + KEY + "[ \\t]*[:=][ \\t]+)"
                            + NO_SECRET + "[^\\s\"'#,;()]{1,500}(?=[ \\t]*\\r?$)",
                    "$1"),
            new Shape("(\\b(?:password|identified\\s{1,5}by)\\s{1,5}')(?!\\[redacted])[^'\\n]{1,500}", "$1"),
            new Shape("(\\b(?:bearer|basic)\\s{1,5})[a-z0-9._~+/-]{16,2000}={0,2}", "$1"),
            new Shape("\\b(?-i:AKIA|ASIA)[0-9A-Z]{16}\\b", ""),
            new Shape("\\b(?:gh[pousr]_[a-z0-9]{16,255}|github_pat_[a-z0-9_]{16,255}|glpat-[a-z0-9_-]{16,100})", ""),
            new Shape("\\b(?:sk|rk)[-_][a-z0-9_-]{16,300}", ""),
            new Shape("\\bxox[abprs]-[a-z0-9-]{10,200}", ""),
            new Shape("\\b(?-i:AIza)[0-9a-z_-]{35}", ""),
            new Shape("\\b(?-i:eyJ)[a-z0-9_-]{8,4000}\\.[a-z0-9_-]{4,8000}\\.[a-z0-9_-]{4,4000}", ""));

    private final List<String> values;

    private Redaction(List<String> values) {
        this.values = values;
    }

    /** Knows secrets by their shape only. */
    public static Redaction byShape() {
        return new Redaction(List.of());
    }

    /** Knows also these values, such as those of the environment; values shorter than 6 characters are left alone. */
    public static Redaction knowing(Collection<String> secrets) {
        return new Redaction(secrets.stream()
                .filter(secret -> secret.strip().length() >= SHORTEST_KNOWN_VALUE)
                // A longer secret may contain a shorter one, and would otherwise be left in pieces.
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList());
    }

    /** The text with {@value #MARK} for each secret, and as many lines as before. */
    public String redact(String text) {
        String clean = text;
        for (String value : values) {
            clean = clean.replace(value, marks(value));
        }
        for (Shape shape : SHAPES) {
            clean = shape.redact(clean);
        }
        return clean;
    }

    private static String marks(String secret) {
        return MARK
                + ("\n" + MARK)
                        .repeat((int) secret.chars().filter(c -> c == '\n').count());
    }

    /** A pattern, and what of the match stays in front of the mark. */
    private record Shape(Pattern pattern, String kept) {
        Shape(String pattern, String kept) {
            this(Pattern.compile("(?i)" + pattern), kept);
        }

        String redact(String text) {
            Matcher matcher = pattern.matcher(text);
            return matcher.replaceAll(match -> Matcher.quoteReplacement(replacement(match)));
        }

        private String replacement(MatchResult match) {
            return kept.isEmpty() ? marks(match.group()) : match.group(1) + MARK;
        }
    }
}
