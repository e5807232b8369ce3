package dev.cofferdam.scan.words;

/** Where the start tags of a well-formed XML text stand, one after the other: parsers are wrong about it behind an entity. */
final class XmlTags {

    private final String source;
    private int at;
    private int start;

    XmlTags(String source) {
        this.source = source;
    }

    /** Goes to the next start tag; to the end of the text behind the last one. */
    void next() {
        start = source.indexOf('<', at);
        while (start >= 0 && !isStart()) {
            at = endOfOther();
            start = source.indexOf('<', at);
        }
        start = start < 0 ? source.length() : start;
        at = endOfTag();
    }

    /** Where the tag begins. */
    int start() {
        return start;
    }

    /** Right behind it. */
    int end() {
        return at;
    }

    private boolean isStart() {
        char c = start + 1 < source.length() ? source.charAt(start + 1) : '/';
        return c != '!' && c != '?' && c != '/';
    }

    /** Comments, sections, instructions, document types and end tags. */
    private int endOfOther() {
        if (source.startsWith("<!--", start)) {
            return behind("-->", start + 4);
        }
        if (source.startsWith("<![CDATA[", start)) {
            return behind("]]>", start);
        }
        if (source.startsWith("<?", start)) {
            return behind("?>", start);
        }
        int close = behind(">", start);
        int subset = source.indexOf('[', start);
        boolean inside = source.startsWith("<!DOCTYPE", start) && subset >= 0 && subset < close;
        return inside ? behind(">", behind("]", subset)) : close;
    }

    private int behind(String closing, int from) {
        int found = source.indexOf(closing, from);
        return found < 0 ? source.length() : found + closing.length();
    }

    /** Values may hold the sign that ends the tag. */
    private int endOfTag() {
        char quote = 0;
        for (int i = start; i < source.length(); i++) {
            char c = source.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return source.length();
    }
}
