package dev.cofferdam.scan.statements;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.scan.strings.FoldedText;
import dev.cofferdam.scan.words.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement that is filled in when it runs: whether what is put into its holes could be the column or its table. */
public final class HoledSql {

    private static final Pattern HOLE = Pattern.compile(Pattern.quote(FoldedText.HOLE));

    private static final Pattern TABLE_PLACE =
            Pattern.compile("(\\bfrom|\\bjoin|\\bupdate|\\binto)\\s+([\\w\".]*\\.)?[\"`]?$", Pattern.CASE_INSENSITIVE);

    private static final Pattern COLUMN_PLACE = Pattern.compile(
            "(\\bselect|\\bdistinct|,|\\bset|\\bby|\\bwhere|\\band|\\bor|\\bon|\\.|\\binto\\s+[\\w\".`]+\\s*\\(|\\b(sum|avg|min|max|count|lower|upper|trim|coalesce|length)\\s*\\()\\s*[\"`]?$",
            Pattern.CASE_INSENSITIVE);

    /** Between two words of a statement: a clause of its own. */
    private static final Pattern CLAUSE_PLACE = Pattern.compile("[\\w\")]\\s+$");

    private static final Pattern VALUE_PLACE = Pattern.compile(
            "(=|<|>|[+*/|-]|\\blike|\\bin|\\bis|\\bnot|\\blimit|\\boffset|\\bvalues|\\bfetch|\\bfirst|\\binterval|\\bthen|\\belse|\\bwhen|\\bbetween"
                    + "|\\bbetween\\s+\\S+\\s+and|\\bas|\\btop)\\s*$",
            Pattern.CASE_INSENSITIVE);

    /** Values in brackets: rows of an INSERT and lists to compare with. */
    private static final Pattern VALUES = Pattern.compile("(\\bvalues|\\)\\s*,|\\bin)\\s*$", Pattern.CASE_INSENSITIVE);

    /** Before an opening bracket; behind INTO it is a table, whose columns stand in the brackets. */
    private static final Pattern LAST_WORD =
            Pattern.compile("(\\binto\\s+)?(?:[\\w\"`]+\\.)?[\"`]?(\\w+)[\"`]?\\s*$", Pattern.CASE_INSENSITIVE);

    private static final Set<String> NO_FUNCTIONS = Set.of(
            "and",
            "or",
            "where",
            "on",
            "not",
            "exists",
            "from",
            "join",
            "using",
            "by",
            "having",
            "select",
            "distinct",
            "conflict",
            "over",
            "as",
            "sum",
            "avg",
            "min",
            "max",
            "count",
            "lower",
            "upper",
            "trim",
            "coalesce",
            "length",
            "returning",
            "set",
            "union",
            "all");

    private static final Pattern STAR = Pattern.compile("(?<![\\w(])\\*");

    private final ColumnRef column;

    /**
     * @param column that is asked about
     */
    public HoledSql(ColumnRef column) {
        this.column = column;
    }

    /** Whether the statement could name the column. */
    public boolean mayName(String text) {
        String known = SqlWords.blanked(text);
        List<String> before = beforeHoles(known);
        if (known.strip().equals(FoldedText.HOLE)) {
            // The statement itself is put in.
            return true;
        }
        boolean anyColumn = before.stream().anyMatch(HoledSql::isColumnPlace);
        if (Tokens.has(known, column.table().name())) {
            return anyColumn || before.stream().anyMatch(HoledSql::isClausePlace);
        }
        boolean touches = anyColumn
                || Tokens.has(known, column.column())
                || STAR.matcher(known).find();
        return touches
                && before.stream().anyMatch(each -> TABLE_PLACE.matcher(each).find());
    }

    private static List<String> beforeHoles(String known) {
        List<String> before = new ArrayList<>();
        Matcher hole = HOLE.matcher(known);
        while (hole.find()) {
            before.add(known.substring(0, hole.start()));
        }
        return before;
    }

    private static boolean isColumnPlace(String before) {
        return COLUMN_PLACE.matcher(before).find()
                && !VALUE_PLACE.matcher(before).find()
                && !isAmongValues(before);
    }

    private static boolean isClausePlace(String before) {
        return CLAUSE_PLACE.matcher(before).find()
                && !VALUE_PLACE.matcher(before).find()
                && !TABLE_PLACE.matcher(before).find()
                && !isAmongValues(before);
    }

    /** Whether what comes next is a value of a row or of a list to compare with. */
    public static boolean isInValues(String before) {
        int depth = 0;
        for (int i = before.length() - 1; i >= 0; i--) {
            char c = before.charAt(i);
            depth += c == ')' ? 1 : c == '(' ? -1 : 0;
            if (depth < 0) {
                return VALUES.matcher(before.substring(0, i)).find()
                        && !before.substring(i + 1).stripLeading().regionMatches(true, 0, "select", 0, 6);
            }
        }
        return false;
    }

    /** In a list of values, or an argument of a function. */
    private static boolean isAmongValues(String before) {
        int depth = 0;
        for (int i = before.length() - 1; i >= 0; i--) {
            char c = before.charAt(i);
            depth += c == ')' ? 1 : c == '(' ? -1 : 0;
            if (depth < 0) {
                String head = before.substring(0, i);
                String inner = before.substring(i + 1).stripLeading();
                return !inner.regionMatches(true, 0, "select", 0, 6)
                        && (VALUES.matcher(head).find() || isFunction(head) || isInstead(head, inner));
            }
        }
        return false;
    }

    /** What stands in for a null behind a column is a value more often than another column. */
    private static boolean isInstead(String head, String inner) {
        return inner.contains(",")
                && head.toLowerCase(Locale.ROOT).stripTrailing().endsWith("coalesce");
    }

    private static boolean isFunction(String head) {
        Matcher word = LAST_WORD.matcher(head);
        return word.find()
                && word.group(1) == null
                && !NO_FUNCTIONS.contains(word.group(2).toLowerCase(Locale.ROOT));
    }
}
