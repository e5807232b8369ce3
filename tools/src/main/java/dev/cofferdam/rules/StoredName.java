package dev.cofferdam.rules;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of routines and triggers as a plan writes them, reduced to how the server stores them (PostgreSQL docs 4.1.1). */
final class StoredName {
    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([^\".()\\s]+)");

    private StoredName() {}

    /** Without arguments and quotes, folded where it is not quoted; {@code public} is left out. */
    static String of(String written) {
        StringBuilder name = new StringBuilder();
        Matcher part = PART.matcher(written);
        int end = 0;
        while (part.find() && part.start() <= end + 1 && (end == 0 || written.charAt(end) == '.')) {
            String plain = part.group(1) != null
                    ? part.group(1).replace("\"\"", "\"")
                    : part.group(2).toLowerCase(Locale.ROOT);
            name.append(name.length() == 0 ? "" : ".").append(plain);
            end = part.end();
            if (end >= written.length()) {
                break;
            }
        }
        return name.toString().startsWith("public.") ? name.substring("public.".length()) : name.toString();
    }

    /** The last part of the name. */
    static String unqualified(String written) {
        String name = of(written);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
