package dev.cofferdam.scan.words;

import java.util.Arrays;

/**
 * The tokens of a Java file, without comments. Made for reading the declarations of a whole repository at once, where a parser
 * takes most of a question's time; it never fails, whatever the text.
 */
public final class JavaTokens {
    public static final char END = 0;
    public static final char NAME = 1;
    public static final char STRING = 2;
    public static final char BLOCK = 3;
    static final char OTHER = 4;

    private char[] text = new char[0];
    private char[] kinds = new char[4096];
    private int[] starts = new int[4096];
    private int[] ends = new int[4096];
    private int[] lines = new int[4096];
    private int size;
    private int line;
    private boolean closed;

    /** Reads a text; what was read before is forgotten. */
    public void read(String source, WordSet words) {
        text = source.toCharArray();
        size = 0;
        line = 1;
        closed = true;
        int at = 0;
        while (at < text.length) {
            at = readAt(at, words);
        }
    }

    private int readAt(int at, WordSet words) {
        char c = text[at];
        if (c == '\n') {
            line++;
            return at + 1;
        }
        if (c <= ' ') {
            return at + 1;
        }
        if (Character.isJavaIdentifierStart(c)) {
            int end = at + 1;
            while (end < text.length && Character.isJavaIdentifierPart(text[end])) {
                end++;
            }
            words.addAll(text, at, end);
            return add(NAME, at, end);
        }
        if (c == '/' && at + 1 < text.length && (text[at + 1] == '/' || text[at + 1] == '*')) {
            return afterComment(at);
        }
        if (c == '"') {
            return isBlock(at) ? readBlock(at, words) : readString(at, words);
        }
        if (c == '\'') {
            return add(OTHER, at, endOfQuoted(at, '\''));
        }
        if (c >= '0' && c <= '9') {
            int end = at + 1;
            while (end < text.length
                    && (Character.isLetterOrDigit(text[end]) || text[end] == '_' || text[end] == '.')) {
                end++;
            }
            return add(OTHER, at, end);
        }
        return add(c <= OTHER ? '?' : c, at, at + 1);
    }

    private int afterComment(int at) {
        int end = at + 2;
        if (text[at + 1] == '/') {
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            return end;
        }
        while (end < text.length && !(text[end] == '/' && text[end - 1] == '*' && end > at + 2)) {
            line += text[end] == '\n' ? 1 : 0;
            end++;
        }
        closed &= end < text.length;
        return Math.min(text.length, end + 1);
    }

    private boolean isBlock(int at) {
        if (at + 2 >= text.length || text[at + 1] != '"' || text[at + 2] != '"') {
            return false;
        }
        int end = at + 3;
        while (end < text.length && (text[end] == ' ' || text[end] == '\t' || text[end] == '\r')) {
            end++;
        }
        return end < text.length && text[end] == '\n';
    }

    private int readBlock(int at, WordSet words) {
        int end = at + 3;
        while (end + 2 < text.length && !(text[end] == '"' && text[end + 1] == '"' && text[end + 2] == '"')) {
            end += text[end] == '\\' ? 2 : 1;
        }
        closed &= end + 2 < text.length;
        end = Math.min(text.length, end + 3);
        words.addQuoted(text, at, end);
        add(BLOCK, at, end);
        for (int i = at; i < end; i++) {
            line += text[i] == '\n' ? 1 : 0;
        }
        return end;
    }

    private int readString(int at, WordSet words) {
        int end = endOfQuoted(at, '"');
        words.addQuoted(text, at, end);
        return add(STRING, at, end);
    }

    /** A quoted text ends at its line's end at the latest. */
    private int endOfQuoted(int at, char quote) {
        int end = at + 1;
        while (end < text.length && text[end] != quote && text[end] != '\n') {
            end += text[end] == '\\' ? 2 : 1;
        }
        boolean whole = end < text.length && text[end] == quote;
        closed &= whole;
        return whole ? end + 1 : Math.min(text.length, end);
    }

    private int add(char kind, int start, int end) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            lines = Arrays.copyOf(lines, size * 2);
        }
        kinds[size] = kind;
        starts[size] = start;
        ends[size] = end;
        lines[size++] = line;
        return end;
    }

    public int size() {
        return size;
    }

    /** Whether every string and comment ended. */
    public boolean isClosed() {
        return closed;
    }

    /** The sign itself, or one of the constants; {@link #END} beyond the last. */
    public char kind(int i) {
        return i >= 0 && i < size ? kinds[i] : END;
    }

    /** Whether the token is of the kind, or is the sign. */
    public boolean is(int i, char kind) {
        return kind(i) == kind;
    }

    /** Whether the token is the word. */
    public boolean isWord(int i, String word) {
        if (kind(i) != NAME || ends[i] - starts[i] != word.length()) {
            return false;
        }
        for (int k = 0; k < word.length(); k++) {
            if (text[starts[i] + k] != word.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    /** Whether two signs stand without a space between them, as in {@code ::} or {@code ->}. */
    public boolean isPair(int i, char first, char second) {
        return kind(i) == first && kind(i + 1) == second && ends[i] == starts[i + 1];
    }

    public String text(int i) {
        return i < size ? new String(text, starts[i], ends[i] - starts[i]) : "";
    }

    public int line(int i) {
        return size == 0 ? 1 : lines[Math.min(i, size - 1)];
    }

    /** Adds the words of the tokens between two indices. */
    public void addWords(int from, int to, WordSet words) {
        for (int i = from; i < to; i++) {
            if (kinds[i] == NAME) {
                words.addAll(text, starts[i], ends[i]);
            } else if (kinds[i] == STRING || kinds[i] == BLOCK) {
                words.addQuoted(text, starts[i], ends[i]);
            }
        }
    }

    /** Where the line begins that the token begins in. */
    public int lineStart(int i) {
        int at = starts[i];
        while (at > 0 && text[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    public int start(int i) {
        return starts[i];
    }

    public int end(int i) {
        return ends[i];
    }

    /** Appends the token as the source writes it. */
    public void appendTo(StringBuilder all, int i) {
        all.append(text, starts[i], ends[i] - starts[i]);
    }
}
