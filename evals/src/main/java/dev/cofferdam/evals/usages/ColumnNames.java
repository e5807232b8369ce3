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
    private static final Pattern GETTER = Pattern.compile("\\b(?:get|is|has)([A-Z]\\w*)\\s*\\(");

    private final Set<String> properties;
    private final Pattern column;
    private final Pattern field;
    private final Pattern declaration;
    private final Pattern name;

    private ColumnNames(String column, Set<String> properties) {
        this.properties = properties;
        boolean bare = properties.stream().anyMatch(column::equalsIgnoreCase);
        String quoted = "(?i:(?<!\\w)" + Pattern.quote(column) + "(?!\\w))";
        // A column spelt like its field is told from it by the quotes around it.
        this.column = Pattern.compile(bare ? "\"[^\"]*" + quoted + "[^\"]*\"" : quoted);
        field = any(property -> List.of(
                "(?:\\.|::)\\s*(?:get|set|is|has|with)?" + capital(property) + "\\b",
                "(?:\\.|::)\\s*" + property + "\\b",
                "\"" + property + "\"",
                "[\"\\s.(,]\\w+\\." + property + "\\b",
                "\\b(?:find|get|read|query|count|exists|delete|remove)\\w*By\\w*" + capital(property)));
        declaration = any(property -> List.of(
                "^\\s*(?:private|protected|public)\\s[^(]*\\b" + property + "\\b[^(]*[;=]",
                "\\b(?:get|set|is|has|with)" + capital(property) + "\\s*\\(",
                "\\breturn " + property + "\\b"));
        name = any(property ->
                List.of("\\b" + property + "\\b", "\\b(?:get|set|is|has|with)" + capital(property) + "\\b"));
    }

    private Pattern any(java.util.function.Function<String, List<String>> forms) {
        return Pattern.compile(properties.stream()
                .flatMap(property -> forms.apply(property).stream())
                .collect(Collectors.joining("|")));
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

    /** The strongest word that one of the removed lines has for the column; comments and imports are no use of it. */
    Mention in(Diff.FileDiff file) {
        Mention strongest = Mention.NONE;
        for (String line : file.removed()) {
            Mention one = line.strip().matches("(?s)(//|\\*|/\\*|import ).*") ? Mention.NONE : of(file, line);
            strongest = one.compareTo(strongest) > 0 ? one : strongest;
        }
        return strongest;
    }

    private Mention of(Diff.FileDiff file, String line) {
        if (column.matcher(line).find()
                || !file.path().endsWith(".java") && name.matcher(line).find()) {
            return Mention.COLUMN;
        }
        if (field.matcher(line).find()) {
            return Mention.FIELD;
        }
        if (declaration.matcher(line).find()) {
            return Mention.DECLARED;
        }
        return name.matcher(line).find() ? Mention.NAMESAKE : Mention.NONE;
    }

    private static void mapped(String column, Diff.FileDiff file, Set<String> properties) {
        String name = Pattern.quote(column);
        Pattern annotation = Pattern.compile("(?i)@(?:Join|MapKey|Order)?Column\\b.*\"`?" + name
                + "`?\"|@(?:Field|ColumnName|TableField)\\(\"" + name + "\"");
        Pattern element = Pattern.compile("(?i)\\bcolumn\\s*=\\s*\"`?" + name + "`?\"");
        Pattern attribute = Pattern.compile("\\b(?:name|property)\\s*=\\s*\"(\\w+)\"");
        List<String> older = new ArrayList<>(file.older());
        for (int at = 0; at < older.size(); at++) {
            if (annotation.matcher(older.get(at)).find()) {
                properties.addAll(member(older.subList(at, Math.min(older.size(), at + REACH))));
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
