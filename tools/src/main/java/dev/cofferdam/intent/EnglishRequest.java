package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.sql.Identifiers;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the common English forms of a request. Politeness and "without downtime" are allowed and mean nothing. */
final class EnglishRequest {
    static final String FORMS = "rename TABLE.COLUMN to NEW_NAME";

    private static final int LONGEST_SHOWN = 100;
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final String DOTTED = NAME + "(?:\\." + NAME + "){0,2}";
    private static final String TABLE = "(?:the\\s+)?(?:table\\s+)?(?!(?:postgres|postgresql|production)\\b)(?<%s>"
            + NAME + "(?:\\." + NAME + ")?)" + "(?:\\s+table)?";
    private static final String LEAD =
            "(?is)\\s*(?:(?:please|kindly|(?:can|could|would|will)\\s+(?:you|we)|let\\s+us|let's"
                    + "|(?:we|i)(?:\\s+would|'d)?\\s+(?:want|need|like|have)\\s+(?:you\\s+)?to),?\\s+)*";
    private static final String TAIL =
            "(?:,?\\s+(?:without\\s+(?:any\\s+)?downtime|with\\s+(?:zero|no)\\s+downtime|safely|please"
                    + "|(?:in|on)\\s+(?:postgres|postgresql|production)|thanks|thank\\s+you))*\\s*[.!?]*\\s*";
    private static final String NOUN = "(?:column|field)";
    private static final String ARROW = "\\s*(?:=>|->|→)\\s*";
    private static final String TO = "(?:" + ARROW
            + "|\\s+(?:to|into|as)\\s+(?:be\\s+)?(?:(?:called|named)\\s+)?)(?:(?:the\\s+)?" + NOUN + "\\s+)?";

    /** Without a word in between, only what is no word of the sentence can be the name. */
    private static final String TO_OR_NOTHING = "(?:" + TO
            + "|\\s+(?!(?:to|into|as|be|the|column|field|in|of|on|from|please|safely|with|without|thanks|thank)\\b))";

    private static final List<Pattern> RENAMES = List.of(
            form("(?:rename|change\\s+the\\s+name\\s+of)\\s+", TO),
            form("call\\s+", TO_OR_NOTHING),
            form("", "\\s+(?:should|shall|must|is\\s+to)\\s+be\\s+(?:renamed\\s+(?:to|into)|called|named)\\s+"),
            form("", ARROW));

    /** Where a second sentence may begin. */
    private static final Pattern JOINT =
            Pattern.compile("(?i)(?:\\s+and(?:\\s+then)?\\s+|\\s*[;,.\\n]\\s*(?:and\\s+)?(?:then\\s+)?)");

    /** Names marked as in Markdown or as a shell would: each part is meant exactly as it is written. */
    private static final Pattern MARKED =
            Pattern.compile("(['`])(" + NAME + "(?:\\." + NAME + "){0,3})\\1|`([^`\"\\n]+)`");

    private static final Pattern ONE_NAME = Pattern.compile(NAME);

    private EnglishRequest() {}

    /** Words around one subject, and what stands between it and its new name. */
    private static Pattern form(String verb, String to) {
        String subject = "(?:the\\s+)?(?:" + NOUN + "\\s+)?(?<column>" + DOTTED + ")(?:\\s+" + NOUN
                + ")?(?:\\s+(?:in|of|on|from)\\s+" + String.format(TABLE, "of") + ")?";
        return Pattern.compile(LEAD + "(?:(?:in|on)\\s+" + String.format(TABLE, "before") + "\\s*,?\\s+)?" + verb
                + subject + to + "(?<name>" + DOTTED + ")(?:\\s+(?:in|of|on|from)\\s+" + String.format(TABLE, "after")
                + ")?" + TAIL);
    }

    static List<Change> read(String request) {
        String text = MARKED.matcher(request.replaceAll("[“”„]", "\"")).replaceAll(EnglishRequest::quoted);
        Optional<Change> change = find(text);
        if (change.isPresent()) {
            return List.of(change.get());
        }
        Matcher joint = JOINT.matcher(text);
        while (joint.find()) {
            String rest = text.substring(joint.end()).strip();
            Optional<Change> first = find(text.substring(0, joint.start()));
            if (first.isPresent()) {
                throw new UserError(
                        "the request goes on after `" + first.get().summary() + "`, with `" + shortened(rest) + "`",
                        "REQUEST",
                        "ask for one change at a time; each plan assumes that the one before is finished");
            }
        }
        throw new UserError(
                "`" + shortened(request) + "` is not understood",
                "REQUEST",
                "write `" + FORMS + "`, or the change as DDL: ALTER TABLE owners RENAME telephone TO phone_number");
    }

    private static Optional<Change> find(String text) {
        return RENAMES.stream()
                .map(form -> form.matcher(text))
                .filter(Matcher::matches)
                .findFirst()
                .map(EnglishRequest::rename);
    }

    private static Change rename(Matcher words) {
        List<String> column = parts(words.group("column"));
        List<TableRef> tables = Stream.concat(
                        tableOf(column).stream(),
                        Stream.of("before", "of", "after")
                                .map(words::group)
                                .filter(Objects::nonNull)
                                .map(EnglishRequest::table))
                .toList();
        if (tables.isEmpty()) {
            throw new UserError(
                    "`" + column.get(0) + "` does not say of which table it is a column",
                    "REQUEST",
                    "write it as TABLE." + column.get(0));
        }
        TableRef table = tables.get(0);
        if (tables.stream().anyMatch(other -> !mayBeSame(table, other))) {
            throw new UserError(
                    "the request names two tables, `" + table + "` and `" + tables.get(tables.size() - 1) + "`",
                    "REQUEST",
                    "rename one column of one table at a time");
        }
        return new ColumnChange.RenameColumn(table.column(last(column)), newName(words.group("name"), table));
    }

    /** The last part of the new name; a table before it must be the column's own. */
    private static String newName(String written, TableRef table) {
        List<String> parts = parts(written);
        if (tableOf(parts).filter(other -> !mayBeSame(table, other)).isPresent()) {
            throw new UserError(
                    "the new name `" + written + "` is in another table",
                    "REQUEST",
                    "a rename stays in its table; moving a column to another table is another kind of change");
        }
        return last(parts);
    }

    /** Who leaves the schema out may mean any. */
    private static boolean mayBeSame(TableRef table, TableRef other) {
        return table.isSameTable(other)
                || (table.name().equals(other.name()) && other.schema().isEmpty());
    }

    private static Optional<TableRef> tableOf(List<String> column) {
        List<String> table = column.subList(0, column.size() - 1);
        return table.isEmpty() ? Optional.empty() : Optional.of(ref(table));
    }

    private static TableRef table(String dotted) {
        return ref(parts(dotted));
    }

    private static TableRef ref(List<String> parts) {
        return parts.size() == 2 ? TableRef.of(parts.get(0), parts.get(1)) : TableRef.of(parts.get(0));
    }

    private static List<String> parts(String dotted) {
        return ONE_NAME.matcher(dotted)
                .results()
                .map(result -> Identifiers.fold(result.group()))
                .toList();
    }

    private static String last(List<String> parts) {
        return parts.get(parts.size() - 1);
    }

    private static String quoted(MatchResult marked) {
        if (marked.group(2) == null) {
            return Matcher.quoteReplacement("\"" + marked.group(3) + "\"");
        }
        String names = ONE_NAME.matcher(marked.group(2))
                .results()
                .map(MatchResult::group)
                .map(name -> name.startsWith("\"") ? name : "\"" + name + "\"")
                .collect(Collectors.joining("."));
        return Matcher.quoteReplacement(names);
    }

    /** A request may be a whole page; its first line tells which one it was. */
    private static String shortened(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "...";
    }
}
