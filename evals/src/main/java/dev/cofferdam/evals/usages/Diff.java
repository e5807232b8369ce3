package dev.cofferdam.evals.usages;

import java.util.ArrayList;
import java.util.List;

/** A unified diff, file by file. */
record Diff(List<FileDiff> files) {

    Diff {
        files = List.copyOf(files);
    }

    /**
     * One file's changes.
     *
     * @param path in the older revision, or in the newer one when the file is new
     * @param lines with their first letter: minus, plus or blank
     */
    record FileDiff(String path, List<String> lines) {
        FileDiff {
            lines = List.copyOf(lines);
        }

        List<String> removed() {
            return starting('-');
        }

        String added() {
            return String.join("\n", starting('+'));
        }

        /** The older text around the changes: removed lines and their context. */
        List<String> older() {
            return lines.stream()
                    .filter(line -> !line.startsWith("+"))
                    .map(line -> line.isEmpty() ? line : line.substring(1))
                    .toList();
        }

        private List<String> starting(char sign) {
            return lines.stream()
                    .filter(line -> !line.isEmpty() && line.charAt(0) == sign)
                    .map(line -> line.substring(1))
                    .toList();
        }
    }

    static Diff parse(String text) {
        List<FileDiff> files = new ArrayList<>();
        String path = "";
        List<String> lines = new ArrayList<>();
        boolean inHunk = false;
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("diff --git ")) {
                add(files, path, lines);
                path = "";
                lines = new ArrayList<>();
                inHunk = false;
            } else if (!inHunk && (line.startsWith("--- a/") || path.isEmpty() && line.startsWith("+++ b/"))) {
                path = line.substring(6).strip();
            } else if (line.startsWith("@@ ")) {
                inHunk = true;
            } else if (inHunk && !line.startsWith("\\")) {
                lines.add(line);
            }
        }
        add(files, path, lines);
        return new Diff(files);
    }

    private static void add(List<FileDiff> files, String path, List<String> lines) {
        if (!path.isEmpty()) {
            files.add(new FileDiff(path, lines));
        }
    }
}
