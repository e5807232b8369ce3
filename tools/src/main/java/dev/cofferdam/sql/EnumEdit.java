package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ALTER TYPE ... ADD VALUE or RENAME VALUE (docs, ALTER TYPE).
 *
 * @param value the value that is added, or the one that gets another name
 * @param ifNotExists whether an addition is content with a value that is there
 * @param newName of a value that is renamed; empty for one that is added
 * @param before whether a value is added before {@link #neighbour}, not behind it
 * @param neighbour beside which a value is added; empty when it becomes the last
 */
public record EnumEdit(
        TableRef type,
        String value,
        boolean ifNotExists,
        Optional<String> newName,
        boolean before,
        Optional<String> neighbour) {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\".]+)";
    private static final String STRING = "'((?:[^']|'')*)'";
    private static final Pattern ADD = Pattern.compile("alter type (?:(" + NAME + ") \\. )?(" + NAME
            + ") add value (if not exists )?" + STRING + "(?: (before|after) " + STRING + ")?");
    private static final Pattern RENAME = Pattern.compile(
            "alter type (?:(" + NAME + ") \\. )?(" + NAME + ") rename value " + STRING + " to " + STRING);

    /** What the statement does to an enum; empty when it is about something else. */
    public static Optional<EnumEdit> of(ParsedStatement statement) {
        if (!(statement.facts() instanceof Statement.Other other)) {
            return Optional.empty();
        }
        return switch (other.words()) {
            case "ALTER TYPE ADD VALUE" -> read(ADD, statement).map(EnumEdit::added);
            case "ALTER TYPE RENAME VALUE" -> read(RENAME, statement).map(EnumEdit::renamed);
            default -> Optional.empty();
        };
    }

    private static Optional<Matcher> read(Pattern form, ParsedStatement statement) {
        return Optional.of(form.matcher(PlainSql.of(statement.text()))).filter(Matcher::matches);
    }

    private static EnumEdit added(Matcher words) {
        return new EnumEdit(
                type(words),
                content(words.group(4)),
                words.group(3) != null,
                Optional.empty(),
                "before".equals(words.group(5)),
                Optional.ofNullable(words.group(6)).map(EnumEdit::content));
    }

    private static EnumEdit renamed(Matcher words) {
        return new EnumEdit(
                type(words),
                content(words.group(3)),
                false,
                Optional.of(content(words.group(4))),
                false,
                Optional.empty());
    }

    private static TableRef type(Matcher words) {
        return new TableRef(
                Optional.ofNullable(words.group(1)).map(Identifiers::fold), Identifiers.fold(words.group(2)));
    }

    private static String content(String quoted) {
        return quoted.replace("''", "'");
    }
}
