package dev.cofferdam.migrations.liquibase;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the values of columns as Liquibase does. */
final class Literals {
    /** All the ways to write a column's value. */
    private static final List<String> VALUES = List.of(
            "value",
            "valueNumeric",
            "valueBoolean",
            "valueDate",
            "valueComputed",
            "valueSequenceNext",
            "valueSequenceCurrent",
            "valueClobFile",
            "valueBlobFile");

    private final Names names;

    Literals(Names names) {
        this.names = names;
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The default that a column element gives, written for its type; empty when it gives none. */
    Optional<String> defaultOf(ChangelogNode column, SqlTypes.Family family) {
        Optional<String> text = column.located("defaultValue")
                .map(ChangelogNode.Value::text)
                .filter(value -> !value.isEmpty() || family == SqlTypes.Family.TEXT || family == SqlTypes.Family.CLOB);
        return text.map(value -> ofText(value, family))
                .or(() -> column.value("defaultValueBoolean").map(value -> ofBoolean(value, family)))
                .or(() -> column.value("defaultValueNumeric")
                        .filter(value -> !value.equalsIgnoreCase("null") && !value.equals("GENERATED_BY_DEFAULT"))
                        .map(value -> ofNumber(value, family)))
                .or(() -> column.value("defaultValueDate").map(this::ofDate))
                .or(() -> column.value("defaultValueComputed").map(this::ofFunction))
                .or(() -> column.value("defaultValueSequenceNext").map(this::nextValue));
    }

    private String ofText(String text, SqlTypes.Family family) {
        if (family == SqlTypes.Family.UNKNOWN) {
            return "'" + (text.equalsIgnoreCase("null") ? "null" : text) + "'";
        }
        if (text.equalsIgnoreCase("null")) {
            return "NULL";
        }
        return switch (family) {
            case BOOLEAN -> truth(text).orElse(text);
            case NUMBER -> withoutZeros(text);
            case RAW -> text;
            case CLOB -> text.startsWith("'") ? text : quoted(text);
            case MOMENT -> text.endsWith("()") ? text : quoted(text);
            case DATE -> text.equals("CURRENT_TIMESTAMP()") ? "NOW()" : quoted(text);
            case XML -> "xml " + quoted(text);
            case BINARY, TEXT, UNKNOWN -> quoted(text);
        };
    }

    private static Optional<String> truth(String text) {
        return switch (text.replace("'", "").toLowerCase(Locale.ROOT)) {
            case "true", "t", "1", "b1" -> Optional.of("TRUE");
            case "false", "f", "0", "b0" -> Optional.of("FALSE");
            default -> Optional.empty();
        };
    }

    private static String ofBoolean(String text, SqlTypes.Family family) {
        String truth = truth(text).orElse("FALSE");
        return family == SqlTypes.Family.TEXT ? quoted(truth.toLowerCase(Locale.ROOT)) : truth;
    }

    private String ofNumber(String text, SqlTypes.Family family) {
        String bare = text.replaceFirst("^\\((.*)\\)$", "$1");
        if (!bare.matches("[-+]?[\\d.,]+([eE][-+]?\\d+)?")) {
            return ofFunction(bare);
        }
        return switch (family) {
            case BOOLEAN -> truth(bare.replaceFirst("\\.0$", "")).orElse("FALSE");
            case TEXT, CLOB, UNKNOWN -> quoted(bare);
            default -> withoutZeros(bare);
        };
    }

    private static String withoutZeros(String number) {
        return number.replaceFirst("\\.0+$", "");
    }

    /** A date in ISO's form is a literal; anything else is a function. */
    private String ofDate(String text) {
        return text.matches("\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?)?|\\d\\d:\\d\\d:\\d\\d")
                ? quoted(text.replace('T', ' '))
                : ofFunction(text);
    }

    /** Liquibase writes every form of the current time as NOW(). */
    String ofFunction(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean now =
                lower.startsWith("current_timestamp") || lower.startsWith("current_datetime") || lower.equals("now()");
        return now ? "NOW()" : text;
    }

    String nextValue(String sequence) {
        String name = sequence.contains(".") ? sequence : names.name(sequence);
        return "nextval(" + quoted(name) + ")";
    }

    /** The value that ADD DEFAULT sets, whose text is always taken for a text, whatever the column's type. */
    Optional<String> newDefault(ChangelogNode change) {
        return defaultOf(change, SqlTypes.Family.TEXT)
                .map(sql -> change.value("defaultValueNumeric").isPresent()
                                || change.value("defaultValueBoolean").isPresent()
                        ? sql.replaceAll("^'(.*)'$", "$1")
                        : sql);
    }

    /** The value of a column of INSERT or UPDATE; empty when it has none. */
    Optional<String> valueOf(ChangelogNode column) throws CannotRender {
        Optional<String> key = VALUES.stream()
                .filter(each ->
                        column.values().containsKey(each) || column.child(each).isPresent())
                .findFirst();
        if (key.isEmpty()) {
            return column.text().map(text -> ofGiven(text.text().strip()));
        }
        String text = column.located(key.get()).map(ChangelogNode.Value::text).orElse("");
        return Optional.of(
                switch (key.get()) {
                    case "value" -> ofGiven(text);
                    case "valueNumeric" -> text.equalsIgnoreCase("null") ? "NULL" : text;
                    case "valueBoolean" ->
                        text.equalsIgnoreCase("null") ? "NULL" : truth(text).orElse("FALSE");
                    case "valueDate" -> text.equalsIgnoreCase("null") ? "NULL" : ofDate(text);
                    case "valueComputed" -> ofFunction(text);
                    case "valueSequenceNext" -> nextValue(text);
                    case "valueSequenceCurrent" -> nextValue(text).replaceFirst("^nextval", "currval");
                    default -> throw new CannotRender("the value comes from the file `" + text + "`");
                });
    }

    private static String ofGiven(String text) {
        if (text.equalsIgnoreCase("null")) {
            return "NULL";
        }
        return text.startsWith("to_date(") || text.equalsIgnoreCase("NOW()") ? text : quoted(text);
    }
}
