package dev.cofferdam.migrations.liquibase;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * SQL that a changelog holds as text. Liquibase cuts it at its own delimiters; here each becomes a semicolon, so that the server's
 * grammar cuts it, and lines keep their numbers.
 */
final class StatementText {
    /** Liquibase's own, beside the semicolon: a line of a slash or of GO. */
    private static final Pattern USUAL = Pattern.compile("(?im)^[ \\t]*(?:/|GO)[ \\t]*\\r?$");

    private StatementText() {}

    static String of(ChangelogNode change, String text) {
        if (!change.truth("splitStatements").orElse(true)) {
            return text;
        }
        Optional<String> given =
                change.located("endDelimiter").map(ChangelogNode.Value::text).filter(each -> !each.isBlank());
        return given.filter(each -> !each.strip().equals(";"))
                .map(delimiter -> cut(pattern(delimiter), text))
                .orElseGet(() -> cut(USUAL, text));
    }

    private static Pattern pattern(String delimiter) {
        if (delimiter.contains("\\") || delimiter.startsWith("^")) {
            try {
                return Pattern.compile(delimiter, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
            } catch (PatternSyntaxException e) {
                return Pattern.compile(Pattern.quote(delimiter));
            }
        }
        return Pattern.compile(Pattern.quote(delimiter.strip()), Pattern.CASE_INSENSITIVE);
    }

    private static String cut(Pattern delimiter, String text) {
        Matcher matcher = delimiter.matcher(text);
        StringBuilder cut = new StringBuilder();
        while (matcher.find()) {
            String lines = matcher.group().replaceAll("[^\\n]", "");
            matcher.appendReplacement(cut, lines.isEmpty() ? ";" : ";" + lines);
        }
        return matcher.appendTail(cut).toString();
    }
}
