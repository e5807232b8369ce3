package dev.cofferdam.scan.styles.kotlin;

/**
 * The code of a file with its comments and strings made blank, offset for offset. What a string's hole names ({@code "${owner.telephone}"})
 * is code and stays.
 */
final class KotlinText {

    private final String text;
    private final char[] code;

    private KotlinText(String text) {
        this.text = text;
        code = text.toCharArray();
    }

    static String code(String text) {
        KotlinText blanking = new KotlinText(text);
        blanking.code(0, false);
        return new String(blanking.code);
    }

    /** Up to the end, or inside of a hole to the brace that ends it; the offset after it. */
    private int code(int from, boolean hole) {
        int depth = 0;
        int at = from;
        while (at < code.length) {
            char c = text.charAt(at);
            if (text.startsWith("//", at)) {
                at = blank(at, end("\n", at));
            } else if (text.startsWith("/*", at)) {
                at = blank(at, endOfBlock(at));
            } else if (text.startsWith("\"\"\"", at)) {
                at = string(at, "\"\"\"");
            } else if (c == '"' || c == '\'') {
                at = string(at, String.valueOf(c));
            } else {
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                at++;
                if (hole && depth < 0) {
                    return at;
                }
            }
        }
        return at;
    }

    private int string(int from, String quote) {
        boolean raw = quote.length() == 3;
        int at = blank(from, from + quote.length());
        while (at < code.length) {
            char c = text.charAt(at);
            if (text.startsWith(quote, at)) {
                return blank(at, at + quote.length());
            }
            if (!raw && c == '\n') {
                return at;
            }
            if (text.startsWith("${", at)) {
                blank(at, at + 2);
                int end = code(at + 2, true);
                blank(end - 1, end);
                at = end;
            } else if (c == '$' && at + 1 < code.length && Character.isJavaIdentifierStart(text.charAt(at + 1))) {
                at = endOfName(blank(at, at + 1));
            } else {
                at = blank(at, at + (!raw && c == '\\' ? 2 : 1));
            }
        }
        return at;
    }

    private int endOfName(int from) {
        int at = from;
        while (at < code.length && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Comments of Kotlin nest. */
    private int endOfBlock(int from) {
        int depth = 0;
        int at = from;
        while (at < code.length) {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return at;
                }
            } else {
                at++;
            }
        }
        return at;
    }

    private int end(String sign, int from) {
        int found = text.indexOf(sign, from);
        return found < 0 ? code.length : found;
    }

    private int blank(int from, int to) {
        int end = Math.min(to, code.length);
        for (int i = from; i < end; i++) {
            if (code[i] != '\n') {
                code[i] = ' ';
            }
        }
        return end;
    }
}
