package dev.cofferdam.scan.hits;

import java.util.regex.Pattern;

/** Sentences for people, which may quote code that goes over several lines. */
final class OneLine {

    private static final Pattern BREAK = Pattern.compile("\\s*\\R\\s*");

    private OneLine() {}

    /** The text with a space for each line break and what is blank around it. */
    static String of(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : BREAK.matcher(text).replaceAll(" ").strip();
    }
}
