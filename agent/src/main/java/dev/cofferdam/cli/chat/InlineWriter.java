package dev.cofferdam.cli.chat;

/** Running text: words are set as they come, lines broken at the terminal's width, bold and code in colours. */
final class InlineWriter {
    private final Paper paper;
    private String indent = "";
    private int column;
    private boolean bold;
    private boolean code;

    InlineWriter(Paper paper) {
        this.paper = paper;
    }

    /** Begins a line with the mark of a list, or with nothing. */
    void begin(String mark) {
        paper.print(mark);
        indent = " ".repeat(mark.length());
        column = mark.length();
        bold = false;
        code = false;
    }

    void words(String text) {
        for (String word : text.split(" ")) {
            if (!word.isEmpty()) {
                word(word);
            }
        }
    }

    private void word(String word) {
        int length = bare(word).length();
        boolean first = column <= indent.length();
        if (!first && column + 1 + length > paper.width()) {
            paper.print("\n" + indent);
            column = indent.length();
            first = true;
        }
        paper.print((first ? "" : " ") + styled(word));
        column += length + (first ? 0 : 1);
    }

    private String styled(String word) {
        if (!paper.ink().colour()) {
            return bare(word);
        }
        StringBuilder text = new StringBuilder(style());
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) == '`') {
                code = !code;
                text.append(Ink.RESET).append(style());
            } else if (!code && word.startsWith("**", i)) {
                bold = !bold;
                text.append(Ink.RESET).append(style());
                i++;
            } else {
                text.append(word.charAt(i));
            }
        }
        return text.append(bold || code ? Ink.RESET : "").toString();
    }

    private String style() {
        return (bold ? "\u001b[1m" : "") + (code ? "\u001b[36m" : "");
    }

    void end() {
        paper.print("\n");
        column = 0;
    }

    /** Without the marks of bold and code. */
    static String bare(String text) {
        return text.replace("**", "").replace("`", "");
    }
}
