package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements that give back what hung on a column or on a view that the same unit makes anew: rights, settings, the owner of a sequence, extended
 * statistics. PostgreSQL refuses to change a column under them, so a plan has to take them away and to make them again.
 *
 * @param columns of the change, by the names that they have where the unit runs
 */
record MadeAnew(SqlUnit unit, List<ColumnRef> columns) {
    private static final Pattern STATISTICS = Pattern.compile(
            "(CREATE|DROP)\\s+STATISTICS\\s+(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?([^\\s(]+)", Pattern.CASE_INSENSITIVE);

    MadeAnew {
        columns = List.copyOf(columns);
    }

    boolean covers(ParsedStatement statement, Statement.Other other) {
        String words = other.words().toUpperCase(Locale.ROOT);
        String text = statement.text();
        if (words.startsWith("GRANT") || words.startsWith("ALTER VIEW")) {
            return isOnViewMadeHere(text) || words.startsWith("GRANT") && isOnColumn(text, "\\(\\s*", "\\s*\\)");
        }
        if (words.startsWith("ALTER SEQUENCE")) {
            return isOnColumn(text, "OWNED\\s+BY\\s+\\S+\\.", "");
        }
        Matcher statistics = STATISTICS.matcher(text);
        return statistics.lookingAt() && isPaired(statistics.group(1), statistics.group(2));
    }

    private boolean isOnViewMadeHere(String text) {
        return unit.facts(Statement.CreateView.class)
                .anyMatch(view -> names(text, "", view.view().name(), ""));
    }

    /** A right on single columns, or a sequence's owner, names the table and the column. */
    private boolean isOnColumn(String text, String before, String after) {
        return columns.stream()
                .anyMatch(column ->
                        names(text, "", column.table().name(), "") && names(text, before, column.column(), after));
    }

    private static boolean names(String text, String before, String name, String after) {
        return Pattern.compile(before + StoredName.pattern(name) + after, Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }

    private boolean isPaired(String verb, String name) {
        return unit.statements().stream()
                .map(statement -> STATISTICS.matcher(statement.text()))
                .anyMatch(other -> other.lookingAt()
                        && !other.group(1).equalsIgnoreCase(verb)
                        && StoredName.of(other.group(2)).equals(StoredName.of(name)));
    }
}
