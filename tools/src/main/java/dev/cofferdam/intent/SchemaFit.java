package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Whether the schema has what a change names and has room for what it makes. */
final class SchemaFit implements Change.Visitor<Change> {
    /** NAMEDATALEN - 1, PostgreSQL docs 4.1.1. */
    private static final int LONGEST_NAME_BYTES = 63;

    /** Every table has these; no column may be named like them (PostgreSQL docs 5.6). */
    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    private final Schema schema;

    private SchemaFit(Schema schema) {
        this.schema = schema;
    }

    /** The change with its table as the schema spells it. */
    static Change fit(Change change, Schema schema) {
        return change.accept(new SchemaFit(schema));
    }

    @Override
    public Change renameColumn(ColumnChange.RenameColumn change) {
        ColumnRef column = existing(change.column());
        Table table = table(column);
        String newName = change.newName();
        if (table.findColumn(newName).isPresent()) {
            throw new UserError(
                    newName.equals(change.column().column())
                            ? "`" + table.ref() + "." + newName + "` already has this name"
                            : "table `" + table.ref() + "` already has a column `" + newName + "`",
                    schema.source(),
                    "choose a name that is free; if a half-done plan left the column behind, abandon that plan first");
        }
        if (newName.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            throw new UserError(
                    "`" + newName + "` is longer than 63 bytes; PostgreSQL would cut it off",
                    "REQUEST",
                    "choose a shorter name");
        }
        if (SYSTEM_COLUMNS.contains(newName)) {
            throw new UserError(
                    "`" + newName + "` is a system column of every table", "REQUEST", "choose another name");
        }
        return new ColumnChange.RenameColumn(column, newName);
    }

    @Override
    public Change changeType(ColumnChange.ChangeType change) {
        return new ColumnChange.ChangeType(existing(change.column()), change.type(), change.using(), change.newName());
    }

    @Override
    public Change setNotNull(ColumnChange.SetNotNull change) {
        ColumnRef column = existing(change.column());
        return new ColumnChange.SetNotNull(column, Proofs.ofNotNull(table(column), column, schema.source()));
    }

    @Override
    public Change addColumn(ColumnChange.AddColumn change) {
        Table table = table(change.column());
        return new ColumnChange.AddColumn(
                table.ref().column(change.column().column()), change.type(), change.nullable(), change.defaultValue());
    }

    @Override
    public Change dropColumn(ColumnChange.DropColumn change) {
        return new ColumnChange.DropColumn(existing(change.column()));
    }

    @Override
    public Change addUnique(ConstraintChange.AddUnique change) {
        change.columns().forEach(this::existing);
        Table table = table(change.columns().get(0));
        return new ConstraintChange.AddUnique(
                table.ref(), change.columnNames(), change.name(), Proofs.ofUnique(table, change, schema.source()));
    }

    @Override
    public Change withoutPlaybook(Change change) {
        change.columns().forEach(this::existing);
        return change;
    }

    /** The column as the schema spells its table. */
    private ColumnRef existing(ColumnRef column) {
        Table table = table(column);
        if (table.findColumn(column.column()).isEmpty()) {
            throw new UserError(
                    "table `" + table.ref() + "` has no column `" + column.column() + "`",
                    schema.source(),
                    near(
                            column.column(),
                            table.columns().stream().map(Column::name).toList(),
                            "its columns are"));
        }
        return table.ref().column(column.column());
    }

    private Table table(ColumnRef column) {
        return schema.findTable(column.table()).orElseThrow(() -> noTable(column.table()));
    }

    private UserError noTable(TableRef ref) {
        if (schema.views().stream().anyMatch(view -> view.ref().isSameTable(ref))) {
            return new UserError(
                    "`" + ref + "` is a view, not a table",
                    schema.source(),
                    "rename the column of the table that the view reads");
        }
        return new UserError(
                "there is no table `" + ref + "`",
                schema.source(),
                near(
                        ref.toString(),
                        schema.tables().stream()
                                .map(table -> table.ref().toString())
                                .toList(),
                        "the tables are"));
    }

    private static String near(String wanted, Collection<String> names, String all) {
        List<String> nearest = NearestNames.of(wanted, names);
        if (!nearest.isEmpty()) {
            return "did you mean `" + String.join("`, `", nearest) + "`?";
        }
        if (names.isEmpty()) {
            return "there are none in it; name the right repository or schema file";
        }
        List<String> some = names.stream().sorted().limit(12).toList();
        return all + " " + String.join(", ", some)
                + (names.size() > some.size() ? ", and " + (names.size() - some.size()) + " more" : "");
    }
}
