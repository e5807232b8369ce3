package dev.cofferdam.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the known names that a misspelt one was probably meant to be. */
public final class NearestNames {
    private static final int FEW = 3;

    /** A model may have written a whole page as a name. */
    private static final int LONGEST = 80;

    private NearestNames() {}

    /** The nearest name, when it is near enough to be worth a guess. */
    public static Optional<String> to(String wanted, Collection<String> known) {
        return of(wanted, known).stream().findFirst();
    }

    /**
     * Up to three names, nearest first: those of which a third of the letters may differ, or that go on where the wanted one stops. A
     * name that differs only in how its words are joined is the one that was meant, and comes alone.
     */
    public static List<String> of(String wanted, Collection<String> known) {
        String plain = plain(wanted);
        List<String> same = known.stream()
                .filter(name -> plain(name).equals(plain))
                .distinct()
                .toList();
        if (!same.isEmpty()) {
            return same.stream().limit(FEW).toList();
        }
        return known.stream()
                .filter(name -> isNear(plain, plain(name)))
                .distinct()
                .sorted(Comparator.comparingInt((String name) -> distance(plain, plain(name)))
                        .thenComparing(name -> !plain(name).startsWith(plain))
                        .thenComparingInt(String::length)
                        .thenComparing(Comparator.naturalOrder()))
                .limit(FEW)
                .toList();
    }

    private static boolean isNear(String wanted, String name) {
        boolean goesOn = wanted.length() >= 2 && name.startsWith(wanted);
        int allowed = name.length() <= 3 ? 1 : Math.max(2, name.length() / 3);
        return goesOn || distance(wanted, name) <= allowed;
    }

    /** One within the other, such as {@code phone} and {@code phone_number}, is as near as one edit. */
    private static int distance(String a, String b) {
        boolean within = Math.min(a.length(), b.length()) > 3 && !a.equals(b) && (a.contains(b) || b.contains(a));
        return within ? 1 : edits(a, b);
    }

    /** {@code mayRun}, {@code may-run} and {@code may_run} are one word to a person. */
    private static String plain(String word) {
        String letters = word.toLowerCase(Locale.ROOT).replaceAll("[-_\\s]", "");
        return letters.substring(0, Math.min(LONGEST, letters.length()));
    }

    /** Optimal string alignment: letters added, dropped, changed, or two neighbours swapped. */
    private static int edits(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, cost, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int[][] cost, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
