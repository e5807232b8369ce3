package dev.cofferdam.scan.statements;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.scan.words.Tokens;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements that reach a column without its name: COPY of a table, NATURAL JOIN. */
final class UnnamedUses {

    private static final Pattern NATURAL = Pattern.compile(
            "\\bnatural\\s+(?:(?:inner|left|right|full)\\s+)?(?:outer\\s+)?join\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern FIELD_OF_ROW = Pattern.compile("\\(\\s*\\w+\\s*\\)\\s*\\.\\s*\"?(\\w+|\\*)");
    private static final Pattern COPIED_QUERY = Pattern.compile("^\\s*\\\\?copy\\s*\\(", Pattern.CASE_INSENSITIVE);
    /** psql's own command stands on one line and is no statement of the server (PostgreSQL docs, "psql: Meta-Commands"). */
    private static final Pattern CLIENT_COPY = Pattern.compile("(?im)^[ \\t]*\\\\copy\\b[^\\n]*");

    private final ColumnRef column;
    private final Schema schema;
    private final Pattern copy;

    UnnamedUses(ColumnRef column, Schema schema) {
        this.column = column;
        this.schema = schema;
        String table = "(?:\"?\\w+\"?\\.)?\"?" + Pattern.quote(column.table().name()) + "\"?";
        copy = Pattern.compile(
                "^\\s*\\\\?copy\\s+(?:binary\\s+)?(" + table + ")\\s*(?:\\(([^)]*)\\))?\\s*(from|to)\\b",
                Pattern.CASE_INSENSITIVE);
    }

    /** What a statement of no parsed kind does; nothing when its words have to tell. */
    Optional<SqlReading.Use> of(ParsedStatement parsed) {
        Matcher copied = copy.matcher(SqlWords.blanked(parsed.text()));
        return copied.find() ? copied(parsed.text(), parsed.offset(), copied) : Optional.empty();
    }

    /** Whether the statement is a COPY, which words would misjudge when it is none of this column. */
    boolean isCopy(ParsedStatement parsed) {
        return copy.matcher(SqlWords.blanked(parsed.text())).find();
    }

    /** Where the query of {@code COPY (query) TO} begins and ends. */
    static Optional<int[]> copiedQuery(String statement) {
        Matcher matcher = COPIED_QUERY.matcher(statement);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String text = SqlWords.blanked(statement);
        int depth = 1;
        int at = matcher.end();
        while (at < text.length() && depth > 0) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at++;
        }
        return Optional.of(new int[] {matcher.end(), Math.max(matcher.end(), at - 1)});
    }

    /** Commands of psql, which no statement holds. */
    List<SqlReading.Use> clientCopies(String script) {
        List<SqlReading.Use> uses = new ArrayList<>();
        Matcher line = CLIENT_COPY.matcher(script);
        while (line.find()) {
            Matcher copied = copy.matcher(line.group());
            if (copied.find()) {
                copied(line.group(), line.start(), copied).ifPresent(uses::add);
            }
        }
        return uses;
    }

    private Optional<SqlReading.Use> copied(String statement, int offset, Matcher copied) {
        boolean star = copied.group(2) == null;
        if (!star && !Tokens.has(copied.group(2), column.column())) {
            return Optional.empty();
        }
        boolean writes = copied.group(3).equalsIgnoreCase("from");
        int at = star
                ? copied.start(1)
                : copied.start(2)
                        + Tokens.find(copied.group(2), column.column()).orElse(0);
        return Optional.of(new SqlReading.Use(
                writes ? Access.WRITE : Access.READ,
                star,
                Confidence.CERTAIN,
                offset + at,
                star ? "COPY without a column list reaches every column, by position" : "COPY names the column",
                statement,
                writes));
    }

    /** A NATURAL JOIN compares every name that both tables have (PostgreSQL docs, "Table Expressions"). */
    Optional<SqlReading.Use> naturalJoin(Statement.Query query, ParsedStatement parsed) {
        Matcher natural = NATURAL.matcher(SqlWords.blanked(parsed.text()));
        boolean own = query.tables().stream().anyMatch(this::isTable);
        boolean shared = query.tables().stream()
                .filter(each -> !isTable(each))
                .anyMatch(other -> schema.tables().stream()
                        .filter(table -> table.ref().name().equals(other.name()))
                        .anyMatch(table -> table.findColumn(column.column()).isPresent()));
        return own && shared && natural.find()
                ? Optional.of(new SqlReading.Use(
                        Access.READ,
                        true,
                        Confidence.LIKELY,
                        parsed.offset() + natural.start(),
                        "NATURAL JOIN compares every column that both tables have",
                        parsed.text(),
                        false))
                : Optional.empty();
    }

    /** {@code (o).name}: a field of a row that is this column's, or another's alone. */
    static boolean takesOtherFields(String text, String column) {
        Matcher field = FIELD_OF_ROW.matcher(text);
        boolean any = false;
        while (field.find()) {
            any = true;
            if (field.group(1).equals("*") || field.group(1).equalsIgnoreCase(column)) {
                return false;
            }
        }
        return any && text.indexOf('*') < 0;
    }

    private boolean isTable(TableRef ref) {
        return ref.name().equals(column.table().name());
    }
}
