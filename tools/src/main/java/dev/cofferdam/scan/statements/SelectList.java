package dev.cofferdam.scan.statements;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Positions in the select list of a statement. */
public final class SelectList {

    private static final Pattern SELECT =
            Pattern.compile("\\bselect\\b(\\s+(distinct|all)\\b)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern FROM = Pattern.compile("\\bfrom\\b", Pattern.CASE_INSENSITIVE);

    /** What follows a selected column or property when the result is given a name. */
    private static final Pattern ALIAS =
            Pattern.compile("^\\w+\\s+(?:as\\s+)?[\"`]?(\\w+)[\"`]?\\s*(?:,|from\\b)", Pattern.CASE_INSENSITIVE);

    private static final Set<String> CLAUSES =
            Set.of("from", "join", "on", "using", "where", "having", "by", "set", "values", "into", "returning");

    private SelectList() {}

    /** The position, counted from 1, of what stands at an offset; nothing when that is not in the first select list, or behind a star. */
    public static OptionalInt position(String sql, int offset) {
        String text = SqlWords.blanked(sql);
        Matcher select = SELECT.matcher(text);
        if (text.length() != sql.length() || !select.find() || offset < select.end()) {
            return OptionalInt.empty();
        }
        int depth = 0;
        int position = 1;
        Matcher from = FROM.matcher(text);
        for (int i = select.end(); i < offset; i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            boolean ends = depth == 0
                    && (c == 'f' || c == 'F')
                    && from.region(i, text.length()).lookingAt();
            boolean word = i > 0 && Character.isWhitespace(text.charAt(i - 1));
            boolean star =
                    c == '*' && depth == 0 && text.substring(select.end(), i).matches("(?s)(.*[,.])?\\s*");
            if (ends && word || star) {
                return OptionalInt.empty();
            }
            position += c == ',' && depth == 0 ? 1 : 0;
        }
        return OptionalInt.of(position);
    }

    /** Whether what stands at an offset is selected, by any of the statement's queries, and not merely compared or joined by. */
    public static boolean holds(String sql, int offset) {
        String text = SqlWords.blanked(sql);
        if (text.length() != sql.length()) {
            return false;
        }
        int depth = 0;
        for (int i = offset - 1; i >= 0; i--) {
            char c = text.charAt(i);
            depth += c == ')' ? 1 : c == '(' ? -1 : 0;
            if (depth < 0) {
                // A call's argument, or a query within: what is around decides for the one.
                depth = 0;
            }
            if (Character.isJavaIdentifierPart(c)
                    && depth == 0
                    && (i == 0 || !Character.isJavaIdentifierPart(text.charAt(i - 1)))) {
                String word = text.substring(i, end(text, i)).toLowerCase(Locale.ROOT);
                if (word.equals("select")) {
                    return true;
                }
                if (CLAUSES.contains(word)) {
                    return false;
                }
            }
        }
        return false;
    }

    /** The name that a result is given whose column or property stands at an offset. */
    public static Optional<String> alias(String text, int offset) {
        Matcher alias = ALIAS.matcher(text.substring(Math.min(Math.max(0, offset), text.length())));
        return alias.find() ? Optional.of(alias.group(1)) : Optional.empty();
    }

    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
