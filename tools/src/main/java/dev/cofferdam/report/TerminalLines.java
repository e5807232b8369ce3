package dev.cofferdam.report;

import java.util.List;

/** Text cut to the width of a terminal. */
final class TerminalLines {
    private static final int WIDTH = 100;

    /** Characters after which a word that is too long for a line may be broken, the best first, so that its parts are names again. */
    private static final List<String> JOINTS = List.of("/", ",;)]}", "#_-.");

    private TerminalLines() {}

    /** Broken between words; a word longer than a line is broken where its parts join. Ends with a line end. */
    static String wrapped(String first, String next, String text) {
        StringBuilder out = new StringBuilder();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : Words.oneLine(text).split(" ", -1)) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                out.append(line.toString().stripTrailing()).append("\n");
                line = new StringBuilder(next);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
            while (line.length() > WIDTH) {
                int end = joint(line, next.length());
                out.append(line, 0, end).append("\n");
                line = new StringBuilder(next).append(line, end, line.length());
            }
        }
        return out.append(line.toString().stripTrailing()).append("\n").toString();
    }

    private static int joint(CharSequence line, int indent) {
        for (String joints : JOINTS) {
            for (int end = WIDTH; end > indent + WIDTH / 3; end--) {
                if (joints.indexOf(line.charAt(end - 1)) >= 0) {
                    return end;
                }
            }
        }
        return WIDTH;
    }

    /** One line; of a longer text what stands around the mark. Ends with a line end. */
    static String cut(String indent, String text) {
        String line = Words.oneLine(text);
        int room = WIDTH - indent.length();
        if (line.length() <= room) {
            return indent + line + "\n";
        }
        int end = line.indexOf('»') + 1;
        int from = end < room ? 0 : Math.max(0, Math.min(line.length() - room + 1, end - room * 2 / 3));
        from = Math.min(from, Math.max(0, line.indexOf('«')));
        String head = from > 0 ? "…" : "";
        int to = Math.min(line.length(), from + room - head.length());
        String tail = to < line.length() ? "…" : "";
        return indent + head + line.substring(from, to - tail.length()) + tail + "\n";
    }
}
