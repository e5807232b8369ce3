package dev.cofferdam.playbook;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that would make a change at once, and break whoever is running. What a plan must end with. */
public final class NaiveChange implements Change.Visitor<List<String>> {
    private static final NaiveChange INSTANCE = new NaiveChange();

    private NaiveChange() {}

    public static List<String> statements(Change change) {
        return change.accept(INSTANCE);
    }

    /**
     * Statements after which the schema shows the playbook what to build: those of the naive change, and a column that is to take over a
     * name stands beside its bearer under another.
     */
    public static List<String> besides(Change change) {
        List<String> statements = new ArrayList<>(onCopy(change));
        if (change instanceof ColumnChange.ChangeType type && type.newName().isEmpty()) {
            statements.add(rename(type.column(), TypeChangePlaybook.nameBeside(type)));
        }
        return statements;
    }

    /**
     * The same for a copy of the schema that may hold rows, such as those that migrations insert: rows that are in the way of a demand are what
     * the plan repairs, and must not hide what the schema will be.
     */
    public static List<String> onCopy(Change change) {
        boolean demands = change instanceof ColumnChange.SetNotNull
                || change instanceof ConstraintChange.AddUnique
                || change instanceof ColumnChange.AddColumn added
                        && !added.nullable()
                        && added.defaultValue().isEmpty();
        List<String> statements = new ArrayList<>();
        if (demands) {
            statements.add("TRUNCATE TABLE " + Identifiers.quoteIfNeeded(change.table()) + " CASCADE");
        }
        statements.addAll(statements(change));
        return statements;
    }

    @Override
    public List<String> renameColumn(ColumnChange.RenameColumn change) {
        return List.of(rename(change.column(), change.newName()));
    }

    @Override
    public List<String> changeType(ColumnChange.ChangeType change) {
        String column = column(change.column());
        List<String> statements = new ArrayList<>();
        statements.add(alter(change) + " ALTER COLUMN " + column + " TYPE " + change.type() + " USING "
                + change.using().orElse(column + "::" + change.type()));
        change.newName().ifPresent(name -> statements.add(rename(change.column(), name)));
        return statements;
    }

    @Override
    public List<String> setNotNull(ColumnChange.SetNotNull change) {
        return List.of(alter(change) + " ALTER COLUMN " + column(change.column()) + " SET NOT NULL");
    }

    @Override
    public List<String> addColumn(ColumnChange.AddColumn change) {
        return List.of(alter(change) + " ADD COLUMN " + column(change.column()) + " " + change.type()
                + (change.nullable() ? "" : " NOT NULL")
                + change.defaultValue().map(value -> " DEFAULT " + value).orElse(""));
    }

    @Override
    public List<String> dropColumn(ColumnChange.DropColumn change) {
        return List.of(alter(change) + " DROP COLUMN " + column(change.column()));
    }

    @Override
    public List<String> addUnique(ConstraintChange.AddUnique change) {
        String columns =
                change.columnNames().stream().map(Identifiers::quoteIfNeeded).collect(Collectors.joining(", "));
        return List.of(alter(change) + " ADD "
                + change.name()
                        .map(name -> "CONSTRAINT " + Identifiers.quoteIfNeeded(name) + " ")
                        .orElse("")
                + "UNIQUE "
                + change.index()
                        .map(index -> "USING INDEX " + Identifiers.quoteIfNeeded(index))
                        .orElse("(" + columns + ")"));
    }

    @Override
    public List<String> withoutPlaybook(Change change) {
        throw Playbooks.noneFor(change);
    }

    private static String rename(ColumnRef column, String newName) {
        return "ALTER TABLE " + Identifiers.quoteIfNeeded(column.table()) + " RENAME COLUMN " + column(column) + " TO "
                + Identifiers.quoteIfNeeded(newName);
    }

    private static String alter(Change change) {
        return "ALTER TABLE " + Identifiers.quoteIfNeeded(change.table());
    }

    private static String column(ColumnRef column) {
        return Identifiers.quoteIfNeeded(column.column());
    }
}
