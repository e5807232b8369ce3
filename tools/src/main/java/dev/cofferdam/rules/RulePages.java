package dev.cofferdam.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules' pages, as they are shipped: what {@code explain} prints without a network. */
public final class RulePages {
    /** Marks around examples that are copied from fixtures; of no use to a reader. */
    private static final Pattern MARK = Pattern.compile("(?m)^<!-- [^\\n]* -->\\n");

    private RulePages() {}

    /** The page of a rule as Markdown with its front matter; empty when there is no such rule. */
    public static Optional<String> find(String id) {
        if (!ids().contains(id)) {
            return Optional.empty();
        }
        try (InputStream page = RulePages.class.getResourceAsStream(id + ".md")) {
            if (page == null) {
                return Optional.empty();
            }
            String text = new String(page.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(MARK.matcher(text).replaceAll(""));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page of " + id, e);
        }
    }

    /** Ids of all rules that have a page, sorted. */
    public static List<String> ids() {
        return Rules.infos().stream().map(RuleInfo::id).toList();
    }

    /** The id that a misspelt one most likely means; empty when nothing is near. */
    public static Optional<String> findNearest(String misspelt) {
        String wanted = misspelt.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        Optional<String> part = ids().stream()
                .filter(id -> !wanted.isEmpty() && id.contains(wanted))
                .findFirst();
        return part.isPresent()
                ? part
                : ids().stream()
                        .min(Comparator.comparingInt(id -> distance(id, wanted)))
                        .filter(id -> distance(id, wanted) <= Math.max(2, id.length() / 3));
    }

    /** Levenshtein distance: insertions, deletions and replacements. */
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int replaced = previous[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, Math.min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
