package dev.cofferdam.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Renames identifiers within SQL text; what stands in quotes of a string stays. */
final class Words {
    private static final Pattern PLAIN = Pattern.compile("[\\p{Ll}_][\\p{Ll}\\d_$]*");

    private Words() {}

    /** The text with the identifier, quoted or not, replaced wherever it stands as a whole word and is no function. */
    static String renamed(String text, String from, String to) {
        Pattern word = Pattern.compile("'(?:[^']++|'')*+'|(?<![\\p{L}\\d_$\"])(?:\"" + Pattern.quote(from) + "\"|"
                + (isPlain(from) ? "(?i:" + Pattern.quote(from) + ")" : "(?!)") + ")(?![\\p{L}\\d_$\"]|\\s*\\()");
        Matcher matcher = word.matcher(text);
        StringBuilder changed = new StringBuilder();
        while (matcher.find()) {
            boolean literal = matcher.group().startsWith("'");
            matcher.appendReplacement(changed, Matcher.quoteReplacement(literal ? matcher.group() : quoted(to)));
        }
        return matcher.appendTail(changed).toString();
    }

    /** The identifier as it must be written; keywords are not known here, so a reserved word comes out bare. */
    static String quoted(String identifier) {
        return isPlain(identifier) ? identifier : "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    private static boolean isPlain(String identifier) {
        return PLAIN.matcher(identifier).matches();
    }
}
