package dev.cofferdam.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The difference of two texts in the format of {@code diff -u}: one hunk, from the first line that differs to the last. */
final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /**
     * The difference, with the file's name.
     *
     * @param before empty when the file comes into being
     */
    static String of(String file, Optional<String> before, String after) {
        List<String> old = lines(before.orElse(""));
        List<String> now = lines(after);
        int same = 0;
        while (same < old.size() && same < now.size() && old.get(same).equals(now.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < old.size() - same
                && tail < now.size() - same
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        int from = Math.max(0, same - CONTEXT);
        int shown = Math.min(CONTEXT, tail);
        int oldEnd = old.size() - tail;
        int nowEnd = now.size() - tail;
        return "--- " + (before.isPresent() ? "a/" + file : "/dev/null") + "\n+++ b/" + file + "\n@@ -"
                + range(from, oldEnd + shown) + " +" + range(from, nowEnd + shown) + " @@\n"
                + marked(" ", old.subList(from, same)) + marked("-", old.subList(same, oldEnd))
                + marked("+", now.subList(same, nowEnd)) + marked(" ", now.subList(nowEnd, nowEnd + shown));
    }

    private static List<String> lines(String text) {
        return Stream.of(text.split("(?<=\n)", -1))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String range(int from, int to) {
        return (to > from ? from + 1 : from) + "," + (to - from);
    }

    private static String marked(String mark, List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(mark).append(line).append(line.endsWith("\n") ? "" : "\n\\ No newline at end of file\n");
        }
        return text.toString();
    }
}
