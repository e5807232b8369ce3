package dev.cofferdam.report.check;

/**
 * As much of a line as fits, with the words that a finding is about in it.
 *
 * @param start of those words in the text
 * @param end of those words in the text
 */
record Excerpt(String text, int start, int end) {
    private static final String CUT = "...";

    /** How much is seen before the words when the line is too long. */
    private static final int BEFORE = 16;

    static Excerpt of(String line, int start, int end, int width) {
        if (line.length() <= width) {
            return new Excerpt(line, start, end);
        }
        int from = Math.max(0, Math.min(start - BEFORE, line.length() - width));
        int to = Math.min(line.length(), from + width);
        String middle = line.substring(from, to);
        String left = from == 0 ? middle : CUT + middle.substring(CUT.length());
        String text = to == line.length() ? left : left.substring(0, left.length() - CUT.length()) + CUT;
        return new Excerpt(text, start - from, Math.min(end, to) - from);
    }
}
