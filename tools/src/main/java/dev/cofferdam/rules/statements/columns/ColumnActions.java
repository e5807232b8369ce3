package dev.cofferdam.rules.statements.columns;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.schema.Column;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Identifiers;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What rules about columns ask of an ALTER TABLE. */
final class ColumnActions {
    private static final Pattern NULL = Pattern.compile("(?is)\\(*\\s*null\\s*\\)*(\\s*::.*)?");
    private static final Pattern SERIAL = Pattern.compile("(small|big)?serial");

    private ColumnActions() {}

    /** Columns that are really added to a table which others use: not those that IF NOT EXISTS finds there. */
    static Stream<AlterAction.AddColumn> added(Situation at) {
        return at.actions(AlterAction.AddColumn.class)
                .filter(add -> !at.isNew(at.alteredTable()))
                .filter(add -> !add.ifNotExists()
                        || column(at, at.alteredTable(), add.column().name()).isEmpty());
    }

    /** The column as it was before the statement, when the history tells. */
    static Optional<Column> column(Situation at, TableRef table, String name) {
        return at.table(table).flatMap(found -> found.findColumn(name));
    }

    /** {@code DEFAULT NULL} is no default. */
    static Optional<String> defaultOf(Optional<String> expression) {
        return expression.filter(written -> !NULL.matcher(written.strip()).matches());
    }

    static boolean isSerial(String type) {
        return SERIAL.matcher(type).matches();
    }

    /** Where the action on the column begins: behind ADD, ALTER, DROP or RENAME. */
    static int place(Situation at, String action, String column) {
        String name = column.toUpperCase(Locale.ROOT);
        return Stream.of(
                        new String[] {action, "COLUMN", name},
                        new String[] {action, name},
                        new String[] {action, "COLUMN", "IF", "NOT", "EXISTS", name},
                        new String[] {action, "COLUMN", "IF", "EXISTS", name},
                        new String[] {action, "IF", "NOT", "EXISTS", name},
                        new String[] {action, "IF", "EXISTS", name})
                .mapToInt(at::offsetOf)
                .filter(offset -> offset > 0)
                .findFirst()
                .orElse(0);
    }

    /** {@code ALTER TABLE owners}, with names quoted where they must be. */
    static String alter(TableRef table) {
        return "ALTER TABLE " + Identifiers.quoteIfNeeded(table);
    }

    static String quoted(String column) {
        return Identifiers.quoteIfNeeded(column);
    }

    /** How a column may be made NOT NULL while everybody goes on, once its rows are filled. */
    static String notNullPath(Situation at, TableRef table, String column) {
        String name = table.name() + "_" + column + "_not_null";
        String proof =
                at.engine().major() >= 18 ? "NOT NULL " + quoted(column) : "CHECK (" + quoted(column) + " IS NOT NULL)";
        return "`" + alter(table) + " ADD CONSTRAINT " + quoted(name) + " " + proof
                + " NOT VALID`, then VALIDATE CONSTRAINT";
    }
}
