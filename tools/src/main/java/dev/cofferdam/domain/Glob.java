package dev.cofferdam.domain;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of files as {@code .gitignore} writes them: {@code *} and {@code ?} stop at a slash, {@code **} does not; a pattern without a slash
 * means a file or folder of that name anywhere, and one that names a folder means everything below it.
 */
public final class Glob {
    private Glob() {}

    /** Whether one of the patterns names the file, whose path is relative to the root and has forward slashes. */
    public static boolean anyMatches(List<String> patterns, String file) {
        return patterns.stream()
                .anyMatch(pattern -> regex(pattern).matcher(file).matches());
    }

    private static Pattern regex(String pattern) {
        String plain = pattern.strip().replaceFirst("^\\./", "").replaceFirst("/$", "");
        boolean anywhere = plain.indexOf('/') < 0;
        StringBuilder regex = new StringBuilder(anywhere ? "(?:.*/)?" : "");
        String rest = plain.startsWith("/") ? plain.substring(1) : plain;
        for (int i = 0; i < rest.length(); i++) {
            if (rest.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (rest.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else {
                regex.append(one(rest.charAt(i)));
            }
        }
        return Pattern.compile(regex + "(?:/.*)?");
    }

    private static String one(char c) {
        return c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c));
    }
}
