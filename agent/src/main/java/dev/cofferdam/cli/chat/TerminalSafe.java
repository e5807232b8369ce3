package dev.cofferdam.cli.chat;

/** Text of others without anything that a terminal would take for a command. */
final class TerminalSafe {
    private TerminalSafe() {}

    /** The character, or a blank for one that controls. */
    static char shown(char c) {
        boolean controls = Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069';
        return controls ? ' ' : c;
    }

    /** On one line, without control characters, and not longer than this. */
    static String oneLine(String words, int longest) {
        String line = words.replaceAll("[\\p{Cntrl}\\s\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+", " ")
                .strip();
        return line.length() <= longest ? line : line.substring(0, Math.max(1, longest - 1)) + "…";
    }
}
