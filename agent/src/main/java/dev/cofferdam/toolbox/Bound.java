package dev.cofferdam.toolbox;

/**
 * Keeps a result within what a model can use: the head and the tail of it, cut at line ends. The only place where results are
 * cut, so that nothing is cut twice.
 */
final class Bound {
    /** About 3,000 tokens; other agents cut at 10 KiB. */
    static final int MOST_CHARACTERS = 12_000;

    private static final int HEAD = MOST_CHARACTERS * 2 / 3;
    private static final int TAIL = MOST_CHARACTERS - HEAD;
    /** A cut may move this far to meet a line end; a longer line is cut in the middle. */
    private static final int LONGEST_LINE = 2_000;

    private Bound() {}

    /** @param rest how to get what was cut */
    static String apply(String text, String rest) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        int headEnd = lineEndBefore(text, HEAD);
        int tailStart = lineStartAfter(text, text.length() - TAIL);
        String cut = text.substring(headEnd, tailStart);
        long lines = cut.chars().filter(c -> c == '\n').count();
        return text.substring(0, headEnd) + "\n[... " + cut.length() + " of " + text.length() + " characters, about "
                + lines + " lines, cut here; " + rest + " ...]\n" + text.substring(tailStart);
    }

    private static int lineEndBefore(String text, int at) {
        int end = text.lastIndexOf('\n', at);
        return end > at - LONGEST_LINE ? end : betweenCharacters(text, at);
    }

    private static int lineStartAfter(String text, int at) {
        int end = text.indexOf('\n', at);
        return end >= 0 && end < at + LONGEST_LINE ? end + 1 : betweenCharacters(text, at);
    }

    /** Half a surrogate pair is no character, and some servers refuse it. */
    private static int betweenCharacters(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
