package dev.cofferdam.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that PostgreSQL gives to indexes, constraints and sequences when the statement gives none. After makeObjectName,
 * ChooseRelationName, ChooseConstraintName, ChooseIndexNameAddition and ChooseIndexColumnNames in the server's source (indexcmds.c,
 * pg_constraint.c), which are alike in 12 to 18.
 */
final class DefaultNames {
    /** NAMEDATALEN - 1, in bytes. */
    static final int LONGEST = 63;

    private static final Pattern PLAIN_COLUMN = Pattern.compile(
            "(\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\d_$]*)(?!\\s*[(.\\p{L}\\d_$])(?:\\s+.*)?", Pattern.DOTALL);
    private static final Pattern CALL =
            Pattern.compile("(?:[\\p{L}_][\\p{L}\\d_$]*\\.)?([\\p{L}_][\\p{L}\\d_$]*)\\s*\\(.*", Pattern.DOTALL);
    private static final Pattern CAST = Pattern.compile("(.+?)::\\s*\"?([\\p{L}_][\\p{L}\\d_$]*).*", Pattern.DOTALL);

    private DefaultNames() {}

    /** A name as the server stores it: cut to 63 bytes, never within a character. */
    static String stored(String name) {
        return cut(name, LONGEST);
    }

    /** The first free name of {@code first_second_label}, {@code first_second_label1}, ... */
    static String free(String first, Optional<String> second, String label, Predicate<String> taken) {
        String name = joined(first, second, label);
        for (int number = 1; taken.test(name); number++) {
            name = joined(first, second, label + number);
        }
        return name;
    }

    private static String joined(String first, Optional<String> second, String label) {
        int room = LONGEST - label.length() - 1 - (second.isPresent() ? 1 : 0);
        int firstBytes = bytes(first);
        int secondBytes = second.map(DefaultNames::bytes).orElse(0);
        while (firstBytes + secondBytes > room) {
            if (firstBytes > secondBytes) {
                firstBytes--;
            } else {
                secondBytes--;
            }
        }
        int secondRoom = secondBytes;
        return cut(first, firstBytes)
                + second.map(name -> "_" + cut(name, secondRoom)).orElse("") + "_" + label;
    }

    /** Column names with underscores between, until 63 bytes are passed. */
    static String addition(List<String> columns) {
        StringBuilder name = new StringBuilder();
        for (String column : columns) {
            name.append(name.isEmpty() ? "" : "_").append(column);
            if (bytes(name.toString()) > LONGEST) {
                break;
            }
        }
        return name.toString();
    }

    /** Names of an index's columns: the column's own, the function's of a call, {@code expr} otherwise; made unique by numbers. */
    static List<String> indexColumns(List<String> elements) {
        List<String> names = new ArrayList<>();
        for (String element : elements) {
            String base = elementName(element.strip()).orElse("expr");
            String name = base;
            for (int number = 1; names.contains(name); number++) {
                String digits = Integer.toString(number);
                name = cut(base, LONGEST - digits.length()) + digits;
            }
            names.add(name);
        }
        return names;
    }

    /** The column that an index element names, when it is no expression. */
    static Optional<String> plainColumn(String element) {
        Matcher matcher = PLAIN_COLUMN.matcher(element.strip());
        return matcher.matches() ? Optional.of(unquoted(matcher.group(1))) : Optional.empty();
    }

    private static Optional<String> elementName(String element) {
        Optional<String> column = plainColumn(element);
        if (column.isPresent()) {
            return column;
        }
        if (element.startsWith("(")) {
            return expressionName(inParentheses(element));
        }
        Matcher call = CALL.matcher(element);
        return call.matches() ? Optional.of(unquoted(call.group(1))) : Optional.empty();
    }

    /** After FigureIndexColname (parse_target.c): columns, calls and casts have names, operators have none. */
    private static Optional<String> expressionName(String expression) {
        String inner = expression.strip();
        while (inner.startsWith("(") && closing(inner) == inner.length() - 1) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        Optional<String> column =
                plainColumn(inner).filter(name -> !inner(expression).contains(" "));
        if (column.isPresent()) {
            return column;
        }
        Matcher call = CALL.matcher(inner);
        if (call.matches() && closing(inner) == inner.length() - 1) {
            return Optional.of(unquoted(call.group(1)));
        }
        if (inner.regionMatches(true, 0, "case ", 0, 5)) {
            return Optional.of("case");
        }
        Matcher cast = CAST.matcher(inner);
        if (cast.matches()
                && cast.group(2).length() + cast.start(2)
                        >= inner.stripTrailing().length() - 1) {
            return expressionName(cast.group(1)).or(() -> Optional.of(unquoted(cast.group(2))));
        }
        return Optional.empty();
    }

    private static String inner(String expression) {
        return expression.replaceAll("^[\\s(]+|[\\s)]+$", "");
    }

    private static String inParentheses(String element) {
        int end = closing(element);
        return end < 0 ? element : element.substring(1, end);
    }

    /** Where the first parenthesis closes; quotes are stepped over. */
    private static int closing(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '\'';
            if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static String unquoted(String name) {
        return name.startsWith("\"")
                ? stored(name.substring(1, name.length() - 1).replace("\"\"", "\""))
                : stored(name.toLowerCase(java.util.Locale.ROOT));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String cut(String text, int room) {
        if (bytes(text) <= room) {
            return text;
        }
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            int size = bytes(Character.toString(point));
            if (used + size > room) {
                break;
            }
            used += size;
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }
}
