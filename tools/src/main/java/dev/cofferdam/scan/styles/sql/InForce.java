package dev.cofferdam.scan.styles.sql;

import dev.cofferdam.domain.Style;
import dev.cofferdam.scan.files.SourceFile;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.statements.SqlWords;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which definitions in migrations still hold: a view, function, trigger, policy or publication that no later migration of the same
 * folder makes anew or drops. The file is history; what it made is not.
 */
final class InForce {

    private static final String QUALIFIED = "(?:[\"\\w$]+\\.)?\"?([\\w$]+)\"?";

    private static final Pattern DEFINITION = Pattern.compile(
            "^\\s*create\\s+(?:or\\s+replace\\s+)?(?:(?:materialized|recursive|constraint|temp|temporary)\\s+)*"
                    + "(view|function|procedure|trigger|policy|publication|rule)\\s+(?:if\\s+not\\s+exists\\s+)?"
                    + QUALIFIED + "\\s*(\\([^)]*\\))?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern VERSION = Pattern.compile("^V(\\d[\\d._]*)__.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNDO =
            Pattern.compile("^U\\d.*|.*(\\.down|_down|-down|rollback|undo).*", Pattern.CASE_INSENSITIVE);

    private final Map<String, List<SourceFile>> byFolder = new HashMap<>();
    private final Scan scan;

    InForce(Scan scan) {
        this.scan = scan;
    }

    /** An object that a statement creates. */
    record Definition(String kind, String name, String parameters) {}

    /** What a statement defines; nothing for statements that define a table or nothing. */
    static Optional<Definition> definition(String statement) {
        Matcher matcher = DEFINITION.matcher(SqlWords.blanked(statement));
        return matcher.find()
                ? Optional.of(new Definition(
                        matcher.group(1).toLowerCase(Locale.ROOT),
                        matcher.group(2).toLowerCase(Locale.ROOT),
                        Optional.ofNullable(matcher.group(3)).orElse("")))
                : Optional.empty();
    }

    /** What a usage in a statement of a migration is: of the schema as it stands, or of its history. */
    Style style(SourceFile file, String statement, int offset) {
        int start = file.text().lastIndexOf(statement, offset);
        int end = Math.max(start, 0) + statement.length();
        return holds(file, statement, end) ? Style.SCHEMA_OBJECT : Style.MIGRATION;
    }

    /**
     * Whether a statement of a file defines something that is still there as it says.
     *
     * @param end offset behind the statement
     */
    boolean holds(SourceFile file, String statement, int end) {
        Optional<Definition> definition = definition(statement);
        if (definition.isEmpty() || UNDO.matcher(file.name()).matches()) {
            return false;
        }
        Pattern again = again(definition.get());
        boolean here = isAgain(file.text().substring(Math.min(end, file.text().length())), again, definition.get());
        return !here
                && siblings(file).stream()
                        .filter(other -> isLater(other, file)
                                && other.mentions(definition.get().name()))
                        .noneMatch(other -> isAgain(other.text(), again, definition.get()));
    }

    private List<SourceFile> siblings(SourceFile file) {
        return byFolder.computeIfAbsent(folder(file), folder -> scan.tree().files().stream()
                .filter(SqlFileFinder::isSql)
                .filter(each -> folder(each).equals(folder)
                        && !UNDO.matcher(each.name()).matches())
                .toList());
    }

    private static String folder(SourceFile file) {
        return file.path().substring(0, file.path().lastIndexOf('/') + 1);
    }

    private static Pattern again(Definition definition) {
        String name = Pattern.quote(definition.name());
        String kind = definition.kind();
        return Pattern.compile(
                "\\bcreate\\s+(?:or\\s+replace\\s+)?(?:\\w+\\s+){0,2}" + kind + "\\s+(?:if\\s+not\\s+exists\\s+)?"
                        + "(?:[\"\\w$]+\\.)?\"?" + name + "\"?(?![\\w$])\\s*(\\([^)]*\\))?"
                        + "|\\bdrop\\s+(?:\\w+\\s+)?" + kind + "\\b[^;]*?(?<![\\w$])" + name
                        + "(?![\\w$])\"?\\s*(\\([^)]*\\))?",
                Pattern.CASE_INSENSITIVE);
    }

    /** A routine of the same name with another number of parameters is another routine. */
    private static boolean isAgain(String text, Pattern again, Definition definition) {
        Matcher matcher = again.matcher(SqlWords.blanked(text));
        while (matcher.find()) {
            String parameters = Optional.ofNullable(matcher.group(1)).orElse(matcher.group(2));
            boolean routine =
                    definition.kind().equals("function") || definition.kind().equals("procedure");
            if (!routine || parameters == null || count(parameters) == count(definition.parameters())) {
                return true;
            }
        }
        return false;
    }

    private static long count(String parameters) {
        return parameters.matches("\\(?\\s*\\)?")
                ? 0
                : 1 + parameters.chars().filter(c -> c == ',').count();
    }

    /** Versions count as numbers; what Flyway repeats runs after them all. */
    private static boolean isLater(SourceFile other, SourceFile file) {
        Matcher one = VERSION.matcher(other.name());
        Matcher two = VERSION.matcher(file.name());
        if (one.matches() && two.matches()) {
            return compare(one.group(1), two.group(1)) > 0;
        }
        return one.matches() == two.matches() ? other.name().compareTo(file.name()) > 0 : two.matches();
    }

    private static int compare(String one, String two) {
        List<String> left = Pattern.compile("[._]").splitAsStream(one).toList();
        List<String> right = Pattern.compile("[._]").splitAsStream(two).toList();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = part(left, i).compareTo(part(right, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static java.math.BigInteger part(List<String> version, int at) {
        return at < version.size() && !version.get(at).isEmpty()
                ? new java.math.BigInteger(version.get(at))
                : java.math.BigInteger.ZERO;
    }
}
