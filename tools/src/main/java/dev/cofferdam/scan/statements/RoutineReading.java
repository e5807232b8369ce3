package dev.cofferdam.scan.statements;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.scan.words.Tokens;
import dev.cofferdam.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the body of a function or procedure does with a column, statement by statement (PostgreSQL docs, "PL/pgSQL: Statements"). */
public final class RoutineReading {

    private static final Pattern BEGINS = Pattern.compile(
            "\\b(select|insert\\s+into|update|delete\\s+from|merge\\s+into|with|perform)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern EXECUTE =
            Pattern.compile("\\bexecute\\b(?!\\s+(?:function|procedure|on)\\b)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PART = Pattern.compile("'((?:[^']++|'')*+)'|\\|\\||[^'|]++", Pattern.DOTALL);

    /** Stands for what a body puts into a text when it runs. */
    private static final String HOLE = "cofferdam_hole";

    private static final Pattern HOLED_TABLE = Pattern.compile(
            "\\b((?:from|join|update|into)\\s+)(?:\\w+\\.)?\"?" + HOLE + "\\b\"?", Pattern.CASE_INSENSITIVE);

    private final SqlReading reading;
    private final ColumnRef column;

    public RoutineReading(ColumnRef column, Schema schema) {
        this.column = column;
        reading = new SqlReading(column, schema);
    }

    /** How the body reaches the column; nothing when it does not. */
    public Optional<Access> access(String body) {
        boolean reads = false;
        boolean writes = false;
        for (String statement : statements(body)) {
            for (SqlReading.Use use : reading.read(statement)) {
                reads |= use.access().reads();
                writes |= use.access().writes();
            }
        }
        return reads && writes
                ? Optional.of(Access.READ_WRITE)
                : writes ? Optional.of(Access.WRITE) : reads ? Optional.of(Access.READ) : Optional.empty();
    }

    /** The uses by the statements of a body, at their offsets in it; a table that is put in later is taken for the column's. */
    List<SqlReading.Use> uses(String body) {
        List<SqlReading.Use> uses = new ArrayList<>();
        int from = 0;
        for (String piece : pieces(body)) {
            int start = from;
            from += piece.length() + 1;
            Matcher execute = EXECUTE.matcher(SqlWords.blanked(piece));
            Matcher begins = BEGINS.matcher(SqlWords.blanked(piece));
            if (execute.find()) {
                String text = executed(piece.substring(execute.end()));
                boolean shown = !text.contains(HOLE);
                int at = start + Tokens.find(piece, column.column()).orElse(execute.start());
                reading.read(HOLED_TABLE
                                .matcher(text)
                                .replaceAll("$1"
                                        + Matcher.quoteReplacement(
                                                column.table().name())))
                        .forEach(use -> uses.add(at(at, use, shown ? use.confidence() : Confidence.LIKELY)));
            } else if (begins.find()) {
                String text = piece.substring(begins.start()).replaceFirst("(?i)^perform", "select ");
                int at = start + begins.start();
                reading.read(text).forEach(use -> uses.add(at(at + use.offset(), use, use.confidence())));
            }
        }
        return uses;
    }

    private static SqlReading.Use at(int offset, SqlReading.Use use, Confidence confidence) {
        return new SqlReading.Use(
                use.access(), use.star(), confidence, offset, use.reason(), use.statement(), use.insertsRows());
    }

    /** Statements that the body runs as they stand, those that it executes from a whole string among them. */
    private static List<String> statements(String body) {
        List<String> statements = new ArrayList<>();
        for (String piece : pieces(body)) {
            Matcher execute = EXECUTE.matcher(SqlWords.blanked(piece));
            if (execute.find()) {
                String text = executed(piece.substring(execute.end()));
                if (!text.contains(HOLE)) {
                    statements.add(text);
                }
                continue;
            }
            Matcher begins = BEGINS.matcher(SqlWords.blanked(piece));
            if (begins.find()) {
                statements.add(piece.substring(begins.start()).replaceFirst("(?i)^perform", "select"));
            }
        }
        return statements;
    }

    /** Texts that the body executes and that it puts together first, with a mark for what is put in. */
    public static List<String> dynamic(String body) {
        List<String> texts = new ArrayList<>();
        for (String piece : pieces(body)) {
            Matcher execute = EXECUTE.matcher(SqlWords.blanked(piece));
            if (execute.find()) {
                String text = executed(piece.substring(execute.end()));
                if (text.contains(HOLE)) {
                    texts.add(assigned(text, body));
                }
            }
        }
        return texts;
    }

    /** A variable alone is replaced by what the body gives it. */
    private static String assigned(String text, String body) {
        Matcher alone = Pattern.compile("^" + HOLE + " (\\w+)$").matcher(text.strip());
        if (!alone.matches()) {
            return text;
        }
        Matcher given = Pattern.compile(
                        "(?<![\\w.])" + alone.group(1) + "\\s*(?:text|varchar)?\\s*:?=\\s*([^;]*)",
                        Pattern.CASE_INSENSITIVE)
                .matcher(body);
        return given.find() ? executed(given.group(1)) : HOLE;
    }

    /** Whether a text that is put together could concern the column. */
    public boolean mayConcern(String text) {
        String known = SqlWords.blanked(text);
        boolean bare = text.strip().startsWith(HOLE);
        boolean holedTable = Pattern.compile(
                        "\\b(from|join|update|into)\\s+(\\w+\\.)?\"?" + HOLE, Pattern.CASE_INSENSITIVE)
                .matcher(known)
                .find();
        boolean holedColumn = Pattern.compile(
                        "(select|distinct|,|\\bset|\\bwhere|\\band|\\bor|\\bby|\\.)\\s*\"?" + HOLE,
                        Pattern.CASE_INSENSITIVE)
                .matcher(known)
                .find();
        boolean names = Tokens.has(known, column.column());
        boolean star = known.matches("(?s).*(?<![\\w(])\\*.*");
        boolean onTable = Tokens.has(known, column.table().name());
        return bare || onTable && (holedColumn || names) || holedTable && (names || star || holedColumn);
    }

    /** {@code 'a' || b || 'c'} and {@code format('... %I', x)}; a whole string stays as it is. */
    private static String executed(String expression) {
        String at = expression.strip();
        boolean format = at.toLowerCase(Locale.ROOT).matches("(?s)^format\\s*\\(.*");
        StringBuilder text = new StringBuilder();
        Matcher part = PART.matcher(at);
        while (part.find()) {
            if (part.group(1) != null) {
                String literal = part.group(1).replace("''", "'");
                text.append(format ? literal.replaceAll("%(\\d+\\$)?-?\\d*[ILs]", HOLE) : literal);
                if (format) {
                    break;
                }
            } else if (!part.group().equals("||") && !format && !part.group().isBlank()) {
                String code = part.group().strip();
                boolean ends = code.matches("(?is)^(using|into)\\b.*");
                if (ends) {
                    break;
                }
                text.append(HOLE).append(text.length() == HOLE.length() && code.matches("\\w+") ? " " + code : "");
            }
        }
        return text.toString();
    }

    /** The body cut at semicolons outside of strings. */
    private static List<String> pieces(String body) {
        String blanked = SqlWords.blanked(body);
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < blanked.length(); i++) {
            if (blanked.charAt(i) == ';') {
                pieces.add(body.substring(from, i));
                from = i + 1;
            }
        }
        pieces.add(body.substring(from));
        return pieces;
    }
}
