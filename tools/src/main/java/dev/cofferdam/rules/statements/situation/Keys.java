package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.schema.Index;
import dev.cofferdam.sql.Identifiers;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an index or a partition key is sorted by, without order, collation and operator class. */
public final class Keys {
    private static final Pattern COLUMN =
            Pattern.compile("(\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\d_$]*)(?![\\p{L}\\d_$]|\\s*[(.])");

    private Keys() {}

    /** Names of the columns; an expression stays as written. */
    public static List<String> of(List<String> elements) {
        return elements.stream().map(Keys::of).toList();
    }

    private static String of(String element) {
        Matcher column = COLUMN.matcher(element.strip());
        return column.lookingAt() ? Identifiers.fold(column.group(1)) : element.strip();
    }

    /** Whether rows of these columns are found by the index: they are the first it is sorted by, in any order. */
    public static boolean leads(Index index, List<String> columns) {
        List<String> keys = of(index.elements());
        return index.method().equals("btree")
                && keys.size() >= columns.size()
                && Set.copyOf(keys.subList(0, columns.size())).equals(Set.copyOf(columns));
    }
}
