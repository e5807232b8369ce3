package dev.cofferdam.intent;

import dev.cofferdam.domain.TableChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Table;
import java.util.List;

/** Holds a change of a table as a whole against the schema. */
final class TableFit {
    private final KnownNames names;

    TableFit(KnownNames names) {
        this.names = names;
    }

    TableChange fit(TableChange change) {
        Table table = names.table(change.table());
        TableRef ref = table.ref();
        if (change instanceof TableChange.RenameTable rename) {
            if (rename.newName().equals(ref.name())) {
                throw nothing("`" + ref + "` already has this name");
            }
            names.checkNewRelation(new TableRef(ref.schema(), rename.newName()));
            return new TableChange.RenameTable(ref, rename.newName());
        }
        if (change instanceof TableChange.SplitTable split) {
            split.columns().forEach(names::existing);
            names.checkNewRelation(split.target());
            return new TableChange.SplitTable(ref, split.columnNames(), split.target());
        }
        if (change instanceof TableChange.MergeTables merge) {
            return merge(ref, names.table(merge.target()).ref());
        }
        if (change instanceof TableChange.PartitionTable partition) {
            return partition(table, partition);
        }
        if (change instanceof TableChange.MoveTable move) {
            return new TableChange.MoveTable(ref, move.destination());
        }
        return change instanceof TableChange.DropTable ? drop(ref) : new TableChange.RebuildTable(ref);
    }

    private TableChange merge(TableRef table, TableRef target) {
        if (table.equals(target)) {
            throw new UserError("`" + table + "` cannot be merged into itself", "REQUEST", "name two tables");
        }
        return new TableChange.MergeTables(table, target);
    }

    private TableChange partition(Table table, TableChange.PartitionTable change) {
        if (table.partitioned()) {
            throw nothing("`" + table.ref() + "` is partitioned already");
        }
        String columns = change.by().replaceFirst("^\\w+ \\((.*)\\)$", "$1");
        for (String column : List.of(columns.split(", "))) {
            Sentence.parts(column).forEach(name -> names.existing(table.ref().column(name)));
        }
        return new TableChange.PartitionTable(table.ref(), change.by());
    }

    private TableChange drop(TableRef table) {
        names.schema().foreignKeysTo(table).stream()
                .filter(key -> !key.table().ref().equals(table))
                .findFirst()
                .ifPresent(key -> {
                    throw new UserError(
                            "foreign key `" + key.constraint().name() + "` of `"
                                    + key.table().ref() + "` refers to `" + table + "`",
                            names.schema().source(),
                            "drop the foreign key first");
                });
        return new TableChange.DropTable(table);
    }

    private UserError nothing(String problem) {
        return new UserError(problem, names.schema().source(), "there is nothing to plan");
    }
}
