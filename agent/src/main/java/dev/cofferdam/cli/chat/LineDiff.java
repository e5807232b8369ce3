package dev.cofferdam.cli.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines that two texts do not share, in order, with two lines around each. Greedy: good for texts that are mostly equal. */
final class LineDiff {
    private static final int AROUND = 2;
    /** How far ahead the next equal line is looked for. */
    private static final int AHEAD = 400;

    private final List<String> before;
    private final List<String> after;
    private final List<String> marked = new ArrayList<>();

    LineDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    List<String> lines() {
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                marked.add("  " + before.get(i));
                i++;
                j++;
                continue;
            }
            int[] next = meeting(i, j);
            for (; i < next[0]; i++) {
                marked.add("- " + before.get(i));
            }
            for (; j < next[1]; j++) {
                marked.add("+ " + after.get(j));
            }
        }
        return shown();
    }

    /** The nearest place at which both go on with the same line. */
    private int[] meeting(int i, int j) {
        Map<String, Integer> ahead = new HashMap<>();
        for (int k = Math.min(after.size(), j + AHEAD) - 1; k >= j; k--) {
            ahead.put(after.get(k), k);
        }
        int[] best = {before.size(), after.size()};
        for (int k = i; k < Math.min(before.size(), i + AHEAD); k++) {
            Integer there = ahead.get(before.get(k));
            if (there != null && (k - i) + (there - j) < (best[0] - i) + (best[1] - j)) {
                best = new int[] {k, there};
            }
        }
        return best;
    }

    private List<String> shown() {
        List<String> lines = new ArrayList<>();
        boolean gap = false;
        for (int i = 0; i < marked.size(); i++) {
            boolean near = false;
            for (int k = Math.max(0, i - AROUND); k <= Math.min(marked.size() - 1, i + AROUND); k++) {
                near |= !marked.get(k).startsWith("  ");
            }
            if (near) {
                lines.add(marked.get(i));
            } else if (!gap && !lines.isEmpty()) {
                lines.add("  ⋮");
            }
            gap = !near;
        }
        return lines;
    }
}
