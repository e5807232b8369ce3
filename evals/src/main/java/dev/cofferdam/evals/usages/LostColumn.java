package dev.cofferdam.evals.usages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column that a migration renamed or dropped, as the migration's text says. Read by patterns and not by our SQL parser, so that both
 * cannot be wrong in the same way.
 */
record LostColumn(String table, String column) {
    private static final String NAME = "[\"`\\[]?([\\w.]+)[\"`\\]]?";
    private static final Pattern ALTER = Pattern.compile(
            "alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?((?:[\"`]?\\w+[\"`]?\\.)*[\"`]?\\w+[\"`]?)\\s+([^;]*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern GONE = Pattern.compile(
            "(?:\\brename\\s+(?:column\\s+)?" + NAME + "\\s+to\\s"
                    + "|\\bdrop\\s+column\\s+(?:if\\s+exists\\s+)?" + NAME
                    + "|\\bchange\\s+(?:column\\s+)?" + NAME + "\\s+(?!\\W?\\3\\b)\\S)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG =
            Pattern.compile("<(renameColumn|dropColumn)\\b([^>]*?)(?:/>|>(.*?)</\\1>)", Pattern.DOTALL);
    private static final Pattern RENAMED_TABLE = Pattern.compile(
            "alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?((?:[\"`]?\\w+[\"`]?\\.)*[\"`]?\\w+[\"`]?)\\s+rename\\s+to\\s+[\"`]?(\\w+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NESTED = Pattern.compile("<column\\b[^>]*\\bname\\s*=\\s*\"([^\"]+)\"");

    static List<LostColumn> in(Diff diff) {
        List<LostColumn> lost = new ArrayList<>();
        Map<String, String> older = new HashMap<>();
        for (Diff.FileDiff file : diff.files()) {
            if (SourceKind.of(file.path()) == SourceKind.MIGRATION) {
                String added = file.added();
                inSql(added, lost);
                inXml(added, lost);
                renamedTables(added, older);
            }
        }
        // A table that the same commit renamed is asked for by the name it had before.
        return lost.stream()
                .map(one -> new LostColumn(older.getOrDefault(one.table(), one.table()), one.column()))
                .distinct()
                .toList();
    }

    private static void renamedTables(String text, Map<String, String> older) {
        Matcher alter = RENAMED_TABLE.matcher(text.replaceAll("--[^\n]*", ""));
        while (alter.find()) {
            older.put(
                    alter.group(2).toLowerCase(Locale.ROOT),
                    of(alter.group(1), "").table());
        }
        Matcher tag = Pattern.compile("<renameTable\\b[^>]*>").matcher(text);
        while (tag.find()) {
            attribute(tag.group(), "newTableName").ifPresent(name -> attribute(tag.group(), "oldTableName")
                    .ifPresent(old ->
                            older.put(name.toLowerCase(Locale.ROOT), of(old, "").table())));
        }
    }

    private static void inSql(String text, List<LostColumn> lost) {
        Matcher alter = ALTER.matcher(text.replaceAll("--[^\n]*", ""));
        while (alter.find()) {
            Matcher gone = GONE.matcher(alter.group(2));
            while (gone.find()) {
                String column = firstOf(gone);
                if (!column.matches("(?i)to|column|constraint|index|key")) {
                    lost.add(of(alter.group(1), column));
                }
            }
        }
    }

    private static void inXml(String text, List<LostColumn> lost) {
        Matcher tag = TAG.matcher(text.replaceAll("(?s)<!--.*?-->", ""));
        while (tag.find()) {
            String attributes = tag.group(2);
            Optional<String> table = attribute(attributes, "tableName");
            if (table.isEmpty()) {
                continue;
            }
            attribute(attributes, tag.group(1).equals("renameColumn") ? "oldColumnName" : "columnName")
                    .ifPresent(column -> lost.add(of(table.get(), column)));
            Matcher nested = NESTED.matcher(Optional.ofNullable(tag.group(3)).orElse(""));
            while (nested.find()) {
                lost.add(of(table.get(), nested.group(1)));
            }
        }
    }

    private static String firstOf(Matcher gone) {
        for (int group = 1; group <= gone.groupCount(); group++) {
            if (gone.group(group) != null) {
                return gone.group(group);
            }
        }
        throw new IllegalStateException("the pattern names a column in each of its branches");
    }

    private static Optional<String> attribute(String attributes, String name) {
        Matcher matcher =
                Pattern.compile("\\b" + name + "\\s*=\\s*[\"']([^\"']+)[\"']").matcher(attributes);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static LostColumn of(String table, String column) {
        String bare = table.replaceAll("[\"`]", "");
        return new LostColumn(
                bare.substring(bare.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT), column.toLowerCase(Locale.ROOT));
    }
}
