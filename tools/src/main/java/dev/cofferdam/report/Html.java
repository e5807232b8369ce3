package dev.cofferdam.report;

import java.util.regex.Pattern;

/** What every page for a browser needs. */
public final class Html {
    /** Control characters, which no page may hold, and marks that turn the direction of writing, which make code look like other code. */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\x{fffe}\\x{ffff}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}\\x{feff}&&[^\\n\\t]]");

    private Html() {}

    /** A finished page without what a reader cannot see. */
    public static String printable(String page) {
        return UNSEEN.matcher(page).replaceAll("");
    }

    /** Text as it stands, in an element or in a quoted attribute. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
