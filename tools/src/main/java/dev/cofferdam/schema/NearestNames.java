package dev.cofferdam.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody may have meant, for messages. */
public final class NearestNames {
    private static final int MOST = 3;

    private NearestNames() {}

    /**
     * At most three names, the nearest first: few edits away for their length, equal but for case, dashes and underscores, or one
     * within the other ({@code phone} and {@code phone_number}). Empty when nothing is near.
     */
    public static List<String> of(String wanted, Collection<String> names) {
        return names.stream()
                .distinct()
                .filter(name -> distance(wanted, name) <= allowed(wanted))
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** One edit in short names, up to a third of the letters in longer ones. */
    private static int allowed(String wanted) {
        return Math.max(1, bare(wanted).length() / 3);
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\d]", "");
    }

    private static int distance(String wanted, String name) {
        String left = bare(wanted);
        String right = bare(name);
        if (left.equals(right)) {
            return 0;
        }
        boolean within =
                Math.min(left.length(), right.length()) > MOST && (left.contains(right) || right.contains(left));
        return within ? 1 : edits(left, right);
    }

    /** Levenshtein's distance; two neighbours swapped count as one edit. */
    private static int edits(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int cheapest(int[][] cost, String left, String right, int i, int j) {
        int same = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
