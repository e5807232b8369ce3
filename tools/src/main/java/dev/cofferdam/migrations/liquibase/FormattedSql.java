package dev.cofferdam.migrations.liquibase;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a changelog written as SQL with comments ("Example Changelogs: SQL Format", Liquibase documentation). */
final class FormattedSql {
    private static final Pattern FIRST = pattern("^\\s*--\\s*liquibase\\s*formatted.*");
    private static final Pattern CHANGE_SET =
            pattern("\\s*--\\s*changeset\\s+(\"[^\"]+\"|[^:]+):\\s*(\"[^\"]+\"|\\S+)(.*)");
    private static final Pattern LOOKS_LIKE_ONE = pattern("\\s*--?\\s*changeset\\b.*");
    private static final Pattern PROPERTY = pattern("\\s*--\\s*property\\s+(.*)");
    private static final Pattern INCLUDE = pattern("\\s*--\\s*(include|includeAll)\\s+((?:file|path):.*)");
    private static final Pattern PRECONDITIONS = pattern("\\s*--\\s*preconditions(.*)");
    private static final Pattern PRECONDITION = pattern("\\s*--\\s*precondition-([a-z0-9-]+)\\s+(.*)");
    private static final Pattern PASSED_OVER = pattern("\\s*--\\s*(?:comments?:? |validCheckSum\\b).*");
    private static final Pattern ROLLBACK = pattern("\\s*--\\s*rollback\\b(.*)");
    /** Rollbacks without SQL of their own: nothing to do, or what another change set does. */
    private static final Pattern NO_SQL =
            pattern("\\s*(?:not required.*|no rollback.*|empty|none|n/?a|changesetId:.*|(?:uri|file|path):.*)?\\s*");

    private static final Pattern ROLLBACK_OPENS = pattern("\\s*/\\*\\s*liquibase\\s+rollback\\s*");
    private static final Pattern IGNORE = pattern("\\s*--\\s*ignoreLines:(\\w+).*");
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)\\s*:\\s*(?:\"([^\"]*)\"|'([^']*)'|(\\S+))");
    private static final Pattern SQL_CHECK = pattern("expectedResult:\\s*(?:\"([^\"]*)\"|'([^']*)'|(\\S+))\\s+(.*)");
    private static final Map<String, String> PRECONDITION_NAMES =
            Map.of("sql-check", "sqlCheck", "table-exists", "tableExists", "view-exists", "viewExists");

    private final String[] lines;
    private final List<ChangelogNode> children = new ArrayList<>();
    private final StringBuilder sql = new StringBuilder();
    /** What takes the change set back, on the lines on which it stands. */
    private final StringBuilder back = new StringBuilder();

    private Map<String, ChangelogNode.Value> values = new LinkedHashMap<>();
    private List<ChangelogNode> preconditions = new ArrayList<>();
    private Map<String, ChangelogNode.Value> preconditionValues = new LinkedHashMap<>();
    private int setLine;
    private int toIgnore;
    private boolean inRollback;

    FormattedSql(String text) {
        this.lines = text.split("(?<=\n)", -1);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    static boolean isFormatted(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().stream()
                .anyMatch(line -> FIRST.matcher(line).matches());
    }

    ChangelogNode read() throws BrokenChangelog {
        for (int i = 0; i < lines.length; i++) {
            line(lines[i].stripTrailing(), lines[i], i + 1);
        }
        endSet();
        return new ChangelogNode("databaseChangeLog", 1, headValues(), children, Optional.empty());
    }

    private Map<String, ChangelogNode.Value> headValues() {
        Map<String, ChangelogNode.Value> head = new LinkedHashMap<>();
        for (String line : lines) {
            if (FIRST.matcher(line.stripTrailing()).matches()) {
                head.putAll(attributes(line, 1));
            }
        }
        return head;
    }

    private void line(String bare, String whole, int number) throws BrokenChangelog {
        Matcher set = CHANGE_SET.matcher(bare);
        if (!ignored(bare) && set.matches()) {
            endSet();
            startSet(set, number);
        } else if (setLine == 0) {
            head(bare, number);
        } else {
            boolean was = inRollback;
            boolean counts = !ignored(bare);
            boolean keeps = counts && !inRollback(bare) && !special(bare, number);
            toIgnore = Math.max(0, toIgnore - 1);
            String blank = whole.endsWith("\n") ? "\n" : "";
            sql.append(keeps ? whole : blank);
            back.append(counts ? backward(bare, was) : "").append(blank);
        }
    }

    /** What of a line goes back. */
    private static String backward(String bare, boolean inBlock) {
        if (inBlock) {
            return bare.replaceFirst("\\*/.*", "");
        }
        Matcher rollback = ROLLBACK.matcher(bare);
        return rollback.matches() && !NO_SQL.matcher(rollback.group(1)).matches() ? rollback.group(1) : "";
    }

    private boolean ignored(String bare) {
        Matcher ignore = IGNORE.matcher(bare);
        if (ignore.matches()) {
            String what = ignore.group(1).toLowerCase(Locale.ROOT);
            toIgnore = what.equals("start")
                    ? Integer.MAX_VALUE
                    : what.equals("end") ? 1 : what.matches("\\d{1,6}") ? Integer.parseInt(what) + 1 : 1;
        }
        return toIgnore > 0;
    }

    private boolean inRollback(String bare) {
        boolean was = inRollback;
        inRollback = was ? !bare.contains("*/") : ROLLBACK_OPENS.matcher(bare).matches();
        return was || inRollback;
    }

    private void head(String bare, int number) throws BrokenChangelog {
        Matcher property = PROPERTY.matcher(bare);
        Matcher include = INCLUDE.matcher(bare);
        if (property.matches()) {
            children.add(leaf("property", attributes(property.group(1), number), number));
        } else if (include.matches()) {
            String name = include.group(1).equalsIgnoreCase("include") ? "include" : "includeAll";
            children.add(leaf(name, attributes(include.group(2), number), number));
        } else if (LOOKS_LIKE_ONE.matcher(bare).matches()) {
            throw new BrokenChangelog(number, "a change set is written `--changeset author:id`");
        }
    }

    private boolean special(String bare, int number) throws BrokenChangelog {
        Matcher conditions = PRECONDITIONS.matcher(bare);
        Matcher condition = PRECONDITION.matcher(bare);
        if (condition.matches()) {
            preconditions.add(
                    precondition(condition.group(1), condition.group(2).strip(), number));
        } else if (conditions.matches()) {
            preconditionValues.putAll(attributes(conditions.group(1), number));
        } else if (LOOKS_LIKE_ONE.matcher(bare).matches()) {
            throw new BrokenChangelog(number, "a change set is written `--changeset author:id`");
        } else {
            return PASSED_OVER.matcher(bare).matches()
                    || ROLLBACK.matcher(bare).matches()
                    || PROPERTY.matcher(bare).matches();
        }
        return true;
    }

    private static ChangelogNode precondition(String kind, String body, int number) {
        String name = PRECONDITION_NAMES.getOrDefault(kind.toLowerCase(Locale.ROOT), kind);
        Matcher check = SQL_CHECK.matcher(body);
        if (!name.equals("sqlCheck") || !check.matches()) {
            Map<String, ChangelogNode.Value> named = new LinkedHashMap<>();
            attributes(body, number)
                    .forEach((key, value) -> named.put(
                            key.equals("table") ? "tableName" : key.equals("view") ? "viewName" : key, value));
            return leaf(name, named, number);
        }
        String expected = List.of(1, 2, 3).stream()
                .map(check::group)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse("");
        return new ChangelogNode(
                name,
                number,
                Map.of("expectedResult", new ChangelogNode.Value(expected, number)),
                List.of(),
                Optional.of(new ChangelogNode.Value(check.group(4), number)));
    }

    private void startSet(Matcher set, int number) {
        setLine = number;
        values = attributes(set.group(3), number);
        values.put("author", new ChangelogNode.Value(unquoted(set.group(1)), number));
        values.put("id", new ChangelogNode.Value(unquoted(set.group(2)), number));
        sql.append('\n');
        back.append('\n');
    }

    private static String unquoted(String text) {
        return text.strip().replaceAll("^\"|\"$", "");
    }

    private void endSet() {
        if (setLine > 0) {
            Map<String, ChangelogNode.Value> forSql = new LinkedHashMap<>(values);
            forSql.keySet().retainAll(List.of("splitStatements", "endDelimiter", "stripComments"));
            List<ChangelogNode> inner = new ArrayList<>();
            if (!preconditions.isEmpty() || !preconditionValues.isEmpty()) {
                inner.add(new ChangelogNode(
                        "preConditions", setLine, preconditionValues, preconditions, Optional.empty()));
            }
            inner.add(new ChangelogNode(
                    "sql", setLine, forSql, List.of(), Optional.of(new ChangelogNode.Value(sql.toString(), setLine))));
            if (!back.toString().isBlank()) {
                inner.add(new ChangelogNode(
                        "rollback",
                        setLine,
                        forSql,
                        List.of(),
                        Optional.of(new ChangelogNode.Value(back.toString(), setLine))));
            }
            children.add(new ChangelogNode("changeSet", setLine, values, inner, Optional.empty()));
        }
        sql.setLength(0);
        back.setLength(0);
        preconditions = new ArrayList<>();
        preconditionValues = new LinkedHashMap<>();
        inRollback = false;
        toIgnore = 0;
    }

    private static ChangelogNode leaf(String name, Map<String, ChangelogNode.Value> values, int line) {
        return new ChangelogNode(name, line, values, List.of(), Optional.empty());
    }

    private static Map<String, ChangelogNode.Value> attributes(String text, int line) {
        Map<String, ChangelogNode.Value> found = new LinkedHashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(text);
        while (attribute.find()) {
            String value = attribute.group(2) != null
                    ? attribute.group(2)
                    : attribute.group(3) != null ? attribute.group(3) : attribute.group(4);
            found.putIfAbsent(attribute.group(1), new ChangelogNode.Value(value, line));
        }
        return found;
    }
}
