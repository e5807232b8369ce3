package dev.cofferdam.migrations;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a script that goes forward, and the one that goes back. sql-migrate and goose write {@code -- +migrate Up / Down}, dbmate {@code -- migrate:up /
 * down}, MyBatis Migrations {@code -- //@UNDO}. Other lines are blanked, so that lines keep their numbers.
 *
 * @param sql the script with everything blanked that does not go forward
 * @param down the script with everything blanked that does not go back; empty when nothing does
 * @param saysNoTransaction whether a marker asks to run the script outside a transaction
 * @param downSaysNoTransaction whether one asks that for the way back
 * @param isMarked whether a mark of goose, dbmate or sql-migrate stands in it, which open a transaction unless asked not to
 */
record UpPart(
        String sql, Optional<String> down, boolean saysNoTransaction, boolean downSaysNoTransaction, boolean isMarked) {
    private static final Pattern MARKER = Pattern.compile(
            "^\\s*--\\s*(?:\\+(?:migrate|goose)\\s+(up|down)\\b|migrate:(up|down)\\b|//@(undo)\\b)(.*)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_TRANSACTION = noTransaction("up");
    private static final Pattern DOWN_NO_TRANSACTION = noTransaction("down");

    private static Pattern noTransaction(String direction) {
        return Pattern.compile(
                "^\\s*--\\s*(?:\\+goose\\s+no\\s+transaction|\\+migrate\\s+" + direction + "\\s+notransaction|migrate:"
                        + direction + "\\s+transaction:\\s*false)",
                Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    static UpPart of(String sql) {
        if (!mayHaveMarker(sql)) {
            return new UpPart(sql, Optional.empty(), false, false, false);
        }
        StringBuilder kept = new StringBuilder(sql.length());
        StringBuilder back = new StringBuilder();
        boolean forward = true;
        boolean marked = false;
        for (String line : sql.split("(?<=\n)", -1)) {
            Matcher marker = MARKER.matcher(line.stripTrailing());
            if (marker.matches()) {
                marked |= marker.group(3) == null;
                forward = "up".equalsIgnoreCase(marker.group(1)) || "up".equalsIgnoreCase(marker.group(2));
            }
            String blank = line.endsWith("\n") ? "\n" : "";
            kept.append(forward ? line : blank);
            back.append(forward ? blank : line);
        }
        return new UpPart(
                kept.toString(),
                Optional.of(back.toString()).filter(text -> !text.isBlank()),
                NO_TRANSACTION.matcher(sql).find(),
                DOWN_NO_TRANSACTION.matcher(sql).find(),
                marked);
    }

    /** Most scripts have none, and to read thousands of them line by line takes longer than to judge them. */
    private static boolean mayHaveMarker(String sql) {
        for (int dashes = sql.indexOf("--"); dashes >= 0; dashes = sql.indexOf("--", dashes + 2)) {
            int next = dashes + 2;
            while (next < sql.length() && Character.isWhitespace(sql.charAt(next))) {
                next++;
            }
            if (next < sql.length() && "+mM/".indexOf(sql.charAt(next)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
