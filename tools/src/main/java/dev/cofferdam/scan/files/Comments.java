package dev.cofferdam.scan.files;

import java.util.Map;
import java.util.Set;

/** Comments of languages that nobody parses here, made blank, offset for offset. */
public final class Comments {
    private static final Set<String> HASH =
            Set.of("yml", "yaml", "properties", "py", "sh", "bash", "rb", "toml", "conf", "cfg", "env", "tf");
    private static final Set<String> SLASH = Set.of(
            "js", "jsx", "ts", "tsx", "css", "scss", "less", "kt", "kts", "groovy", "gradle", "scala", "go", "c", "cpp",
            "h", "java", "proto");
    private static final Set<String> ANGLE =
            Set.of("xml", "md", "jmx", "vue", "svelte", "xsd", "wsdl", "fxml", "jrxml", "adoc");
    private static final Map<String, String> ANGLE_PAIRS =
            Map.of("<!--", "-->", "<%--", "--%>", "<#--", "-->", "{{!", "}}");

    private static final Set<String> TEMPLATES = Set.of(
            "html",
            "htm",
            "xhtml",
            "jsp",
            "jspx",
            "jspf",
            "tag",
            "ftl",
            "ftlh",
            "mustache",
            "hbs",
            "vm",
            "peb",
            "jte",
            "pug");

    private Comments() {}

    /** The file's text without comments, as far as its name tells what they look like. */
    public static String blanked(SourceFile file) {
        return blanked(file.text(), file.extension(), isTemplate(file));
    }

    /** Whether the file is a page with holes, in which a name stands for a value. */
    public static boolean isTemplate(SourceFile file) {
        return TEMPLATES.contains(file.extension());
    }

    /** The text without comments, as far as the file's name tells what they look like. */
    public static String blanked(String text, String extension, boolean template) {
        if (HASH.contains(extension)) {
            return lines(text, "#!", "#");
        }
        if (SLASH.contains(extension)) {
            return lines(text, "/", "/");
        }
        if (ANGLE.contains(extension) || template) {
            return pairs(text);
        }
        return text;
    }

    private static String pairs(String text) {
        char[] all = text.toCharArray();
        char[] blank = all.clone();
        int at = 0;
        while (at < all.length) {
            char c = all[at];
            int end = c == '<' || c == '{' ? endOfPair(text, at) : -1;
            if (end > 0) {
                blank(blank, at, end);
            }
            at = Math.max(at + 1, end);
        }
        return new String(blank);
    }

    private static int endOfPair(String text, int at) {
        for (Map.Entry<String, String> pair : ANGLE_PAIRS.entrySet()) {
            if (text.startsWith(pair.getKey(), at)) {
                return endOf(text, at + pair.getKey().length(), pair.getValue());
            }
        }
        return -1;
    }

    private static int endOf(String text, int from, String closing) {
        int close = text.indexOf(closing, from);
        return close < 0 ? -1 : close + closing.length();
    }

    /**
     * Comments up to the end of a line: at its beginning, or between spaces, because a sign inside of a word starts none.
     *
     * @param first signs that start one at a line's beginning
     * @param later signs that start one after code; {@code /} stands for two of them, and for blocks
     */
    private static String lines(String text, String first, String later) {
        // Files of data have megabytes, and most signs of them begin nothing.
        char[] all = text.toCharArray();
        char[] blank = all.clone();
        boolean blocks = later.equals("/");
        int width = blocks ? 2 : 1;
        boolean only = true;
        int at = 0;
        while (at < all.length) {
            char c = all[at];
            int end = -1;
            if (c == '\n') {
                only = true;
            } else if (blocks && c == '/' && text.startsWith("/*", at)) {
                end = endOf(text, at + 2, "*/");
            } else if (first.indexOf(c) >= 0 && (!blocks || text.startsWith("//", at))) {
                boolean begins = only || later.indexOf(c) >= 0 && isAlone(text, at, width);
                int next = begins ? text.indexOf('\n', at) : -1;
                end = begins && next < 0 ? text.length() : next;
            }
            if (end > 0) {
                blank(blank, at, end);
            }
            only = only && Character.isWhitespace(c);
            at = Math.max(at + 1, end);
        }
        return new String(blank);
    }

    private static boolean isAlone(String text, int at, int width) {
        return at > 0
                && Character.isWhitespace(text.charAt(at - 1))
                && at + width < text.length()
                && Character.isWhitespace(text.charAt(at + width));
    }

    private static void blank(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] != '\n') {
                text[i] = ' ';
            }
        }
    }
}
