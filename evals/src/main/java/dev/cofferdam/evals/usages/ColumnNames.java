package dev.cofferdam.evals.usages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words by which a commit's text names a column: its own name and the field that the same text shows it mapped to. */
final class ColumnNames {
    /** How far below an annotation its field may be. */
    private static final int REACH = 6;

    private static final Pattern FIELD =
            Pattern.compile("^\\s*(?:private|protected|public)\\s[^=;(]*?(\\w+)\\s*(?:=[^;]*)?;");
    private static final Pattern GETTER = Pattern.compile("\\b(?:get|is)([A-Z]\\w*)\\s*\\(");

    private final Set<String> properties;
    private final Pattern word;

    private ColumnNames(String column, Set<String> properties) {
        this.properties = properties;
        String forms = properties.stream()
                .flatMap(property -> List.of(
                                "\\b" + property + "\\b",
                                "\\b(?:get|set|is|has|with)" + capital(property) + "\\b",
                                "\\b(?:find|get|read|query|count|exists|delete|remove)\\w*By\\w*" + capital(property))
                        .stream())
                .collect(Collectors.joining("|"));
        word = Pattern.compile("(?i:(?<!\\w)" + Pattern.quote(column) + "(?!\\w))" + (forms.isEmpty() ? "" : "|" + forms));
    }

    static ColumnNames of(String column, Diff diff) {
        Set<String> properties = new TreeSet<>();
        for (Diff.FileDiff file : diff.files()) {
            switch (SourceKind.of(file.path())) {
                case MAIN, TEST -> mapped(column, file, properties);
                default -> {
                    // Rows and documents map nothing.
                }
            }
        }
        if (properties.isEmpty()) {
            properties.add(camel(column));
        }
        return new ColumnNames(column, properties);
    }

    Set<String> properties() {
        return properties;
    }

    /** Whether one of the removed lines names the column; comments and imports are no use of it. */
    boolean in(Diff.FileDiff file) {
        return file.removed().stream()
                .filter(line -> !line.strip().matches("(?s)(//|\\*|/\\*|import ).*"))
                .anyMatch(line -> word.matcher(line).find());
    }

    private static void mapped(String column, Diff.FileDiff file, Set<String> properties) {
        String name = Pattern.quote(column);
        Pattern annotation =
                Pattern.compile("(?i)@(?:Join|MapKey|Order)?Column\\b.*\"`?" + name + "`?\"|@(?:Field|ColumnName)\\(\"" + name + "\"");
        Pattern element = Pattern.compile("(?i)\\bcolumn\\s*=\\s*\"`?" + name + "`?\"");
        Pattern attribute = Pattern.compile("\\b(?:name|property)\\s*=\\s*\"(\\w+)\"");
        List<String> older = new ArrayList<>(file.older());
        for (int at = 0; at < older.size(); at++) {
            if (annotation.matcher(older.get(at)).find()) {
                member(older.subList(at, Math.min(older.size(), at + REACH))).forEach(properties::add);
            } else if (element.matcher(older.get(at)).find()) {
                Matcher found = attribute.matcher(older.get(at));
                if (found.find()) {
                    properties.add(found.group(1));
                }
            }
        }
    }

    /** The first field or getter below an annotation. */
    private static List<String> member(List<String> lines) {
        for (String line : lines) {
            Matcher field = FIELD.matcher(line);
            if (field.find()) {
                return List.of(field.group(1));
            }
            Matcher getter = GETTER.matcher(line);
            if (getter.find()) {
                return List.of(small(getter.group(1)));
            }
        }
        return List.of();
    }

    private static String camel(String column) {
        StringBuilder name = new StringBuilder();
        for (String part : column.toLowerCase(Locale.ROOT).split("_")) {
            name.append(name.isEmpty() ? part : capital(part));
        }
        return name.toString();
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String small(String word) {
        return Character.toLowerCase(word.charAt(0)) + word.substring(1);
    }
}
