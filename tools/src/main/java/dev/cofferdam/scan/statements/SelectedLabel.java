package dev.cofferdam.scan.statements;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement selects under a label, as far as its select list says: a joined table may have a column of the same name. */
public final class SelectedLabel {

    private static final Pattern SELECT =
            Pattern.compile("^\\s*select\\s+(?:distinct\\s+|all\\s+)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SEVERAL =
            Pattern.compile("\\b(?:union|intersect|except)\\b|cofferdam_hole", Pattern.CASE_INSENSITIVE);

    /** All columns of one table. */
    private static final Pattern STAR = Pattern.compile("(?:\\w+\\.)?(\\w+)\\.\\*");

    /** {@code owners.telephone as phone}. */
    private static final Pattern COLUMN =
            Pattern.compile("(?:(?:\\w+\\.)?(\\w+)\\.)?(\\w+)(?:\\s+(?:as\\s+)?(\\w+))?", Pattern.CASE_INSENSITIVE);

    private SelectedLabel() {}

    /** Whether what is fetched by a label is another table's column, or another column of the table, for certain. */
    public static boolean isOther(String sql, String label, String column, TableRef table) {
        String text = SqlWords.blanked(sql).replace('"', ' ').replace('`', ' ').replaceAll("\\s*\\.\\s*", ".");
        List<String> giving = items(text).stream()
                .filter(item -> item.endsWith("*") || label.equalsIgnoreCase(nameOf(item)))
                .toList();
        return !giving.isEmpty() && giving.stream().allMatch(item -> isOther(item, text, column, table.name()));
    }

    /** Whether the column, or what is made of it, is selected under a name that is not its own. */
    public static boolean isGiven(String sql, String label, String column) {
        String text = SqlWords.blanked(sql).replace('"', ' ').replace('`', ' ');
        return items(text).stream()
                .filter(item -> Tokens.has(item, column))
                .map(item -> item.substring(item.lastIndexOf(' ') + 1))
                .anyMatch(label::equalsIgnoreCase);
    }

    /** Names that the column alone is selected under; its own when it has no other. */
    public static List<String> namesOf(String sql, String column) {
        String text = SqlWords.blanked(sql).replace('"', ' ').replace('`', ' ').replaceAll("\\s*\\.\\s*", ".");
        return items(text).stream()
                .map(COLUMN::matcher)
                .filter(item -> item.matches() && item.group(2).equalsIgnoreCase(column))
                .map(item -> Optional.ofNullable(item.group(3)).orElse(item.group(2)))
                .toList();
    }

    private static boolean isOther(String item, String text, String column, String table) {
        Matcher star = STAR.matcher(item);
        if (star.matches()) {
            return isOfOther(text, star.group(1), table);
        }
        Matcher matcher = COLUMN.matcher(item);
        if (!matcher.matches()) {
            return false;
        }
        if (!matcher.group(2).equalsIgnoreCase(column)) {
            return true;
        }
        String qualifier = Optional.ofNullable(matcher.group(1)).orElse("");
        return !qualifier.isEmpty() && isOfOther(text, qualifier, table);
    }

    private static boolean isOfOther(String text, String qualifier, String table) {
        return !qualifier.equalsIgnoreCase(table)
                && (SqlWords.isOfAnother(text, qualifier, table) || isListed(text, qualifier, table));
    }

    /** {@code from owners o, pets p}, or a table that goes by its own name. */
    private static boolean isListed(String text, String qualifier, String table) {
        String quoted = Pattern.quote(qualifier) + "(?!\\w)";
        return !SqlWords.isAliasOf(text, qualifier, table)
                && Pattern.compile(
                                "(?:\\b(?:from|join)\\s+(?:\\w+\\.)?|\\bfrom\\s[^()]*,\\s*(?:[\\w.]+\\s+(?:as\\s+)?)?)"
                                        + quoted,
                                Pattern.CASE_INSENSITIVE)
                        .matcher(text)
                        .find();
    }

    /** The label that the result gets; empty where the database makes one up. */
    private static String nameOf(String item) {
        Matcher matcher = COLUMN.matcher(item);
        if (matcher.matches()) {
            return Optional.ofNullable(matcher.group(3)).orElse(matcher.group(2));
        }
        String last = item.substring(item.lastIndexOf(' ') + 1);
        return last.matches("\\w+") ? last : "";
    }

    /** What is selected, one by one; nothing where another query or a part that is not shown may give the label too. */
    private static List<String> items(String text) {
        Matcher select = SELECT.matcher(text);
        if (!select.find() || SEVERAL.matcher(text).find()) {
            return List.of();
        }
        List<String> items = new ArrayList<>();
        int depth = 0;
        int start = select.end();
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            boolean from = depth == 0
                    && Character.isWhitespace(text.charAt(i - 1))
                    && text.substring(i, Math.min(text.length(), i + 5))
                            .toLowerCase(Locale.ROOT)
                            .matches("from\\s");
            if (from || c == ',' && depth == 0) {
                items.add(text.substring(start, i).strip());
                start = i + 1;
            }
            if (from) {
                return items;
            }
        }
        return List.of();
    }
}
