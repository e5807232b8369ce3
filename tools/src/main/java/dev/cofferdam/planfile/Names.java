package dev.cofferdam.planfile;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables and columns as one dotted word. Names are the ones the server stores, so case is kept; a name that itself holds a dot, a
 * quote or blanks stands in double quotes, doubled inside, as in SQL (PostgreSQL docs 4.1.1).
 */
final class Names {
    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\".\\s]+)");
    private static final Pattern BARE = Pattern.compile("[^\".\\s]+");

    private Names() {}

    static TableRef table(String text) {
        return table(parts(text, 1, 2));
    }

    static ColumnRef column(String text) {
        List<String> parts = parts(text, 2, 3);
        int last = parts.size() - 1;
        return table(parts.subList(0, last)).column(parts.get(last));
    }

    static String write(Object ref) {
        if (ref instanceof ColumnRef column) {
            return write(column.table()) + "." + quote(column.column());
        }
        TableRef table = (TableRef) ref;
        return Stream.concat(table.schema().stream(), Stream.of(table.name()))
                .map(Names::quote)
                .collect(Collectors.joining("."));
    }

    private static TableRef table(List<String> parts) {
        return parts.size() == 1 ? TableRef.of(parts.get(0)) : TableRef.of(parts.get(0), parts.get(1));
    }

    private static String quote(String name) {
        return BARE.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static List<String> parts(String text, int fewest, int most) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(text);
        int at = 0;
        while (matcher.region(at, text.length()).lookingAt()) {
            parts.add(matcher.group(2) == null ? matcher.group(1).replace("\"\"", "\"") : matcher.group(2));
            at = matcher.end();
            if (at == text.length() || text.charAt(at) != '.') {
                break;
            }
            at++;
        }
        if (at != text.length() || parts.size() < fewest || parts.size() > most || text.endsWith(".")) {
            throw new IllegalArgumentException(text);
        }
        return parts;
    }
}
