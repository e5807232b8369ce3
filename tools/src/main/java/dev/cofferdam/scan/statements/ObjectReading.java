package dev.cofferdam.scan.statements;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.scan.words.Tokens;
import dev.cofferdam.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Objects whose statements say more than that they name the column: MySQL's triggers, whose body stands in them (MySQL Reference Manual,
 * "CREATE TRIGGER Statement"), rules, and publications with lists of columns (PostgreSQL docs, "CREATE RULE", "CREATE PUBLICATION").
 */
final class ObjectReading {

    private static final String NAME = "([\\w$.`\"]+)";

    private static final Pattern TRIGGER = Pattern.compile(
            "\\s*create\\s+(?:or\\s+replace\\s+)?(?:definer\\s*=\\s*\\S+\\s+)?trigger\\s+(?:if\\s+not\\s+exists\\s+)?\\S+\\s+(?:before|after)\\s+"
                    + "(?:insert|update|delete)\\s+on\\s+" + NAME
                    + "\\s+for\\s+each\\s+row\\s+(?!execute\\s+(?:function|procedure)\\b)(?:(?:follows|precedes)\\s+\\S+\\s+)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern RULE = Pattern.compile(
            "\\s*create\\s+(?:or\\s+replace\\s+)?rule\\s+\\S+\\s+as\\s+on\\s+\\w+\\s+to\\s+" + NAME
                    + "\\s+(?=(?:where|do)\\b)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PUBLICATION = Pattern.compile(
            "\\s*(?:create|alter)\\s+publication\\s+\\S+\\s+(?:for|add|set)\\s+table\\s+", Pattern.CASE_INSENSITIVE);

    private final ColumnRef column;
    private final Schema schema;

    ObjectReading(ColumnRef column, Schema schema) {
        this.column = column;
        this.schema = schema;
    }

    /**
     * What the statement does with the column, at offsets in it.
     *
     * @return nothing when the statement is none of these
     */
    Optional<List<SqlReading.Use>> read(String statement) {
        String text = SqlWords.blanked(statement);
        for (Pattern rows : List.of(TRIGGER, RULE)) {
            Matcher matcher = rows.matcher(text);
            if (matcher.lookingAt()) {
                return Optional.of(readRows(statement, text, matcher));
            }
        }
        Matcher publication = PUBLICATION.matcher(text);
        return publication.lookingAt()
                ? Optional.of(readPublication(statement, text, publication.end()))
                : Optional.empty();
    }

    /** The rows that it is handed are of its table; its statements are on any. */
    private List<SqlReading.Use> readRows(String statement, String text, Matcher head) {
        List<SqlReading.Use> uses = new ArrayList<>();
        if (isTable(head.group(1))) {
            String quote = "[`\"]?";
            Matcher row = Pattern.compile(
                            "(?<![\\w$.])(?:new|old)\\s*\\.\\s*" + quote + "(" + Pattern.quote(column.column()) + ")"
                                    + quote + "(?![\\w$])(\\s*:?=)?",
                            Pattern.CASE_INSENSITIVE)
                    .matcher(text)
                    .region(head.end(), text.length());
            while (row.find()) {
                boolean writes = row.group(2) != null && isAssigned(text, row.start());
                uses.add(use(
                        statement,
                        row.start(1),
                        writes ? Access.WRITE : Access.READ,
                        false,
                        "names the column of the row that it is handed"));
            }
        }
        String body = statement.substring(head.end());
        new RoutineReading(column, schema)
                .uses(body)
                .forEach(use -> uses.add(new SqlReading.Use(
                        use.access(),
                        use.star(),
                        use.confidence(),
                        head.end() + use.offset(),
                        use.reason(),
                        statement,
                        use.insertsRows())));
        return firsts(uses);
    }

    /** {@code SET NEW.telephone = ..}, and not {@code WHERE telephone = ..} or {@code IF NEW.telephone = ..}. */
    private static boolean isAssigned(String text, int offset) {
        String before = text.substring(Math.max(0, offset - 200), offset);
        return Pattern.compile("(?is).*(?:\\bset|,|;|\\bbegin|\\bthen|\\belse)\\s*\\z")
                .matcher(before)
                .matches();
    }

    /** One use for each kind of access is what a reader edits. */
    private static List<SqlReading.Use> firsts(List<SqlReading.Use> uses) {
        List<SqlReading.Use> firsts = new ArrayList<>();
        for (SqlReading.Use use : uses) {
            boolean known =
                    firsts.stream().anyMatch(each -> each.access() == use.access() && each.star() == use.star());
            if (!known) {
                firsts.add(use);
            }
        }
        return firsts;
    }

    /** Of each table its own list of columns counts, and without one all of them are sent. */
    private List<SqlReading.Use> readPublication(String statement, String text, int from) {
        Matcher entry = Pattern.compile(
                        "(?:only\\s+)?" + NAME + "\\s*\\*?\\s*(\\([^()]*\\))?", Pattern.CASE_INSENSITIVE)
                .matcher(text);
        int at = from;
        while (at < text.length() && entry.region(at, text.length()).lookingAt()) {
            int end = end(text, entry.end());
            if (isTable(entry.group(1))) {
                String shown = entry.group(2) == null ? "" : entry.group(2);
                OptionalInt named = Tokens.find(text.substring(entry.end(1), end), column.column());
                boolean sends = shown.isEmpty() || named.isPresent();
                return sends
                        ? List.of(use(
                                statement,
                                named.isPresent() ? entry.end(1) + named.getAsInt() : entry.start(1),
                                Access.DDL,
                                named.isEmpty(),
                                named.isPresent()
                                        ? "a publication names the column"
                                        : "a publication of the whole table sends every column to its subscribers"))
                        : List.of();
            }
            Matcher comma =
                    Pattern.compile("\\s*,\\s*(?:table\\s+)?").matcher(text).region(end, text.length());
            at = comma.lookingAt() ? comma.end() : text.length();
        }
        return List.of();
    }

    /** Behind a condition, if there is one. */
    private static int end(String text, int from) {
        Matcher where = Pattern.compile("\\s*where\\s*\\(", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .region(from, text.length());
        if (!where.lookingAt()) {
            return from;
        }
        int depth = 1;
        int at = where.end();
        while (at < text.length() && depth > 0) {
            depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
            at++;
        }
        return at;
    }

    private boolean isTable(String name) {
        String plain = name.replaceAll("[`\"]", "");
        return plain.substring(plain.lastIndexOf('.') + 1)
                .equalsIgnoreCase(column.table().name());
    }

    private static SqlReading.Use use(String statement, int offset, Access access, boolean star, String reason) {
        return new SqlReading.Use(access, star, Confidence.CERTAIN, offset, reason, statement, false);
    }
}
