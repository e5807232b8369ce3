package dev.cofferdam.scan.styles.text;

import dev.cofferdam.domain.Access;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL in text that nobody can take apart: a script's line, a broken file. A statement that names the table tells what a word in it does. */
final class SqlInText {
    /** Characters before and after a word in which its statement stands. */
    private static final int AROUND = 600;

    /** What stands between a statement and what is none of it: the next key of a configuration, the end of an element. */
    private static final Pattern ENDED = Pattern.compile(
            "\\n\\s*(?:-\\s+)?[\"']?[\\w.-]+[\"']?\\s*:(?=\\s)|(?<!\\\\)\\n[\\w-]+(?:\\.[\\w-]+)+[ \\t]*=|</|\"\\s*,\\s*\"[\\w.-]+\"\\s*:");

    private final Pattern statement;
    private final Pattern where = Pattern.compile("\\bwhere\\b", Pattern.CASE_INSENSITIVE);

    SqlInText(String table) {
        String name = "[\"`\\[]?(?:\\w+\\.)?[\"`]?" + Pattern.quote(table) + "\\b";
        statement = Pattern.compile("(?is)\\b(?:(select)\\b[^;]*?\\bfrom\\s+[^;]*?" + name + "|(insert\\s+into)\\s+"
                + name + "|(update)\\s+"
                + name + "|(delete\\s+from)\\s+" + name + "|(alter\\s+table|create\\s+(?:unique\\s+)?index)\\b[^;]*?"
                + name + "|(\\\\?copy)\\s+" + name + ")");
    }

    /**
     * A statement around a word.
     *
     * @param start where it begins
     */
    record Found(int start, Access access) {}

    /** What the statement around an offset does with the word there; nothing when no statement on the table is around it. */
    Optional<Access> access(String text, int offset) {
        return around(text, offset).map(Found::access);
    }

    /** Likewise, with the statement's place. */
    Optional<Found> around(String text, int offset) {
        // No further than needed: a file of many megabytes may hold the word on each line and no semicolon at all.
        int from = Math.max(0, offset - AROUND);
        int to = Math.min(text.length(), offset + AROUND);
        for (int i = offset; i >= from; i--) {
            from = text.charAt(i) == ';' ? i : from;
        }
        for (int i = offset; i < to; i++) {
            to = text.charAt(i) == ';' ? i : to;
        }
        Matcher found = statement.matcher(text).region(from, to);
        while (found.find()) {
            if (found.start() < offset
                    && !ENDED.matcher(text).region(found.start(), offset).find()) {
                return Optional.of(new Found(found.start(), access(found, text.substring(found.start(), offset))));
            }
        }
        return Optional.empty();
    }

    private Access access(Matcher found, String before) {
        if (found.group(2) != null) {
            return Access.WRITE;
        }
        if (found.group(3) != null) {
            return where.matcher(before).find() ? Access.READ : Access.WRITE;
        }
        if (found.group(5) != null) {
            return Access.DDL;
        }
        return found.group(6) != null ? Access.READ_WRITE : Access.READ;
    }
}
