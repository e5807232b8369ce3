package dev.cofferdam.scan.styles.kotlin;

/** Pairs of brackets in code without comments and strings. */
final class Brackets {

    private Brackets() {}

    /** The offset of the bracket that closes the one that stands here; the text's end when none does. */
    static int closing(String code, int open) {
        int depth = 0;
        for (int at = open; at < code.length(); at++) {
            depth += step(code.charAt(at));
            if (depth == 0) {
                return at;
            }
        }
        return code.length();
    }

    /** The offset of the bracket that opens the one that stands here; -1 when none does. */
    static int opening(String code, int close) {
        int depth = 0;
        for (int at = close; at >= 0; at--) {
            depth -= step(code.charAt(at));
            if (depth == 0) {
                return at;
            }
        }
        return -1;
    }

    /** The nearest bracket around an offset that is still open there; -1 when there is none. */
    static int around(String code, int offset) {
        int depth = 0;
        for (int at = offset - 1; at >= 0; at--) {
            depth += step(code.charAt(at));
            if (depth > 0) {
                return at;
            }
        }
        return -1;
    }

    /** The text with what stands in braces inside of it made blank, offset for offset. */
    static String flat(String body) {
        StringBuilder flat = new StringBuilder(body);
        int depth = 0;
        for (int at = 0; at < flat.length(); at++) {
            char c = flat.charAt(at);
            depth -= c == '}' ? 1 : 0;
            if (depth > 0 && c != '\n') {
                flat.setCharAt(at, ' ');
            }
            depth += c == '{' ? 1 : 0;
        }
        return flat.toString();
    }

    /** Counted from 0, the number of commas before an offset that stand in the same brackets, from where these begin. */
    static int position(String code, int from, int offset) {
        int depth = 0;
        int position = 0;
        for (int at = from; at < offset; at++) {
            char c = code.charAt(at);
            depth += c == '<' ? 1 : c == '>' && code.charAt(at - 1) != '-' ? -1 : step(c);
            position += c == ',' && depth == 0 ? 1 : 0;
        }
        return position;
    }

    static int skipBlank(String code, int from) {
        int at = from;
        while (at < code.length() && Character.isWhitespace(code.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The end of what stands before an offset, blanks left out. */
    static int backBlank(String code, int end) {
        int at = end;
        while (at > 0 && Character.isWhitespace(code.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** Where the name begins that ends here; the end itself when none does. */
    static int startOfName(String code, int end) {
        int at = end;
        while (at > 0 && Character.isJavaIdentifierPart(code.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    static int endOfName(String code, int start) {
        int at = start;
        while (at < code.length() && Character.isJavaIdentifierPart(code.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int step(char c) {
        return c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
    }
}
