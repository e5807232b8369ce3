package dev.cofferdam.scan.statements;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.scan.words.Tokens;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL that does not parse (another product's dialect, a body in a string), read by its words. Never more than likely. */
public final class SqlWords {

    private static final String NAME = "[`\"\\[]?";

    private static final Pattern QUALIFIER = Pattern.compile("([\\w$]+)[`\"\\]]?\\s*\\.\\s*[`\"\\[]?$");

    private SqlWords() {}

    /** The text with comments and strings made blank, offset for offset. */
    public static String blanked(String sql) {
        StringBuilder blank = new StringBuilder(sql);
        for (int at = 0; at < sql.length(); ) {
            int end = endOfHidden(sql, at);
            for (int i = at; i < end; i++) {
                if (blank.charAt(i) != '\n') {
                    blank.setCharAt(i, ' ');
                }
            }
            at = Math.max(end, at + 1);
        }
        return blank.toString();
    }

    /** The text with comments made blank, offset for offset. */
    public static String withoutComments(String sql) {
        StringBuilder blank = new StringBuilder(sql);
        for (int at = 0; at < sql.length(); ) {
            int end = endOfHidden(sql, at);
            if (end > at && sql.charAt(at) != '\'') {
                blank.replace(at, end, " ".repeat(end - at));
            }
            at = Math.max(end, at + 1);
        }
        return blank.toString();
    }

    /** The offset after the comment or string that begins here; the offset itself when none does. */
    static int endOfHidden(String sql, int at) {
        if (sql.startsWith("--", at)) {
            return endAfter(sql, "\n", at);
        }
        if (sql.startsWith("/*", at)) {
            return endAfter(sql, "*/", at + 2);
        }
        // A doubled quote ends one string and begins the next, which comes to the same.
        return sql.charAt(at) == '\'' ? endAfter(sql, "'", at + 1) : at;
    }

    private static int endAfter(String sql, String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }

    static boolean isAliasOf(String text, String alias, String table) {
        return Pattern.compile(
                        "(?<![\\w$])" + Pattern.quote(table) + "[`\"\\]]?\\s+(as\\s+)?" + Pattern.quote(alias)
                                + "(?![\\w$])",
                        Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }

    static Optional<SqlReading.Use> read(String statement, ColumnRef column) {
        String text = blanked(statement);
        String table = column.table().name();
        if (!Tokens.has(text, table)) {
            return bodyInString(statement, column);
        }
        Matcher positional = pattern("^\\s*(insert|replace)\\s+(ignore\\s+|low_priority\\s+|or\\s+\\w+\\s+)*(into\\s+)?"
                        + named(table) + "\\s*(values|select|set)\\b")
                .matcher(text);
        if (positional.find() && !positional.group(4).equalsIgnoreCase("set")) {
            return Optional.of(new SqlReading.Use(
                    Access.WRITE,
                    true,
                    Confidence.LIKELY,
                    positional.start(1),
                    "an INSERT without a column list writes by position; the dialect was read by its words",
                    statement,
                    true));
        }
        OptionalInt at = find(text, column);
        if (at.isEmpty() || isAboutAnotherTable(text, table) || isProse(text, table)) {
            return Optional.empty();
        }
        Access access = access(text, at.getAsInt(), table);
        return Optional.of(new SqlReading.Use(
                access,
                false,
                Confidence.LIKELY,
                at.getAsInt(),
                "names both the table and the column; the statement was read by its words",
                statement,
                access == Access.WRITE
                        && pattern("^\\s*(insert|replace)").matcher(text).find()));
    }

    /** The first place that names the column without saying that it is another table's. */
    private static OptionalInt find(String text, ColumnRef column) {
        int from = 0;
        while (from < text.length()) {
            OptionalInt found = Tokens.find(text.substring(from), column.column());
            if (found.isEmpty()) {
                break;
            }
            int at = from + found.getAsInt();
            if (!isOfAnother(text, at, column.table().name())) {
                return OptionalInt.of(at);
            }
            from = at + column.column().length();
        }
        return OptionalInt.empty();
    }

    /** {@code FROM suppliers s ... s.telephone}: the qualifier is bound in the same text, and to another table. */
    private static boolean isOfAnother(String text, int at, String table) {
        Matcher matcher = QUALIFIER.matcher(text.substring(0, at));
        if (!matcher.find() || matcher.group(1).equalsIgnoreCase(table)) {
            return false;
        }
        return isOfAnother(text, matcher.group(1), table);
    }

    static boolean isOfAnother(String text, String qualifier, String table) {
        return !isAliasOf(text, qualifier, table)
                && pattern("\\b(?:from|join|into|update|using)\\s+(?:only\\s+)?[\\w$.`\"\\[\\]]+\\s+(?:as\\s+)?"
                                + Pattern.quote(qualifier) + "(?![\\w$])")
                        .matcher(text)
                        .find();
    }

    /** {@code CREATE TABLE pets (... telephone ... REFERENCES owners)} defines a column of pets. */
    private static boolean isAboutAnotherTable(String text, String table) {
        boolean defines = pattern("^\\s*(create\\s+(\\w+\\s+)*?table|alter\\s+table|create\\s+(\\w+\\s+)*?index)\\b")
                .matcher(text)
                .find();
        boolean own =
                pattern("^\\s*(create\\s+(\\w+\\s+)*?table|alter\\s+table)\\s+(if\\s+(not\\s+)?exists\\s+|only\\s+)*"
                                        + named(table) + "(?![\\w.])")
                                .matcher(text)
                                .find()
                        || pattern("\\son\\s+(only\\s+)?" + named(table) + "\\s*(using\\s+\\w+\\s*)?\\(")
                                .matcher(text)
                                .find();
        return defines && !own;
    }

    /** {@code Select an owners row, then ...}: a sentence, in which the table does not stand where a SELECT has its tables. */
    private static boolean isProse(String text, String table) {
        return pattern("^\\s*select\\b").matcher(text).find()
                && !pattern("(?:\\b(?:from|join|into|update|using|only|table|lateral|apply)\\s+|[^\\w\\s]\\s*)"
                                + named(table) + "(?!\\w)")
                        .matcher(text)
                        .find();
    }

    /** {@code INSERT INTO archive SELECT telephone FROM owners} writes to another table what it reads from this one. */
    private static boolean isInto(String text, String table) {
        return pattern("^\\s*(insert|replace|merge)\\s+(?:(?:ignore|low_priority|into|only|overwrite|or\\s+\\w+)\\s+)*"
                        + named(table) + "(?![\\w.])")
                .matcher(text)
                .find();
    }

    private static Access access(String text, int at, String table) {
        String verb = StatementOpening.verb(text);
        return switch (verb) {
            case "create", "alter", "comment", "drop", "grant", "revoke", "security" -> Access.DDL;
            case "copy", "load" -> Access.WRITE;
            case "insert", "replace", "merge" -> isInto(text, table) ? Access.WRITE : Access.READ;
            case "update" -> {
                Matcher where = pattern("\\bwhere\\b").matcher(text);
                yield where.find() && where.start() < at ? Access.READ : Access.WRITE;
            }
            default ->
                pattern("\\balter\\s+table\\b|\\bcreate\\s+(?:policy|table|(?:unique\\s+)?index)\\b[^;]*\\z")
                                .matcher(text.substring(0, at))
                                .find()
                        ? Access.DDL
                        : Access.READ;
        };
    }

    /** A function body or DO block is a string to the parser, and a script to the server. */
    private static Optional<SqlReading.Use> bodyInString(String statement, ColumnRef column) {
        boolean body = pattern("^\\s*(do\\b|create\\s+(or\\s+replace\\s+)?(function|procedure)\\b)")
                .matcher(statement)
                .find();
        OptionalInt at = Tokens.find(statement, column.column());
        return body && at.isPresent() && Tokens.has(statement, column.table().name())
                ? Optional.of(new SqlReading.Use(
                        Access.READ,
                        false,
                        Confidence.LIKELY,
                        at.getAsInt(),
                        "a body that names both the table and the column",
                        statement,
                        false))
                : Optional.empty();
    }

    private static String named(String table) {
        return "(?:" + NAME + "\\w+[`\"\\]]?\\.)?" + NAME + Pattern.quote(table) + "[`\"\\]]?";
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
