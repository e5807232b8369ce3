package dev.cofferdam.intent;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Table;

/** Holds a change of where a column's values are kept against the schema. */
final class ContentFit {
    private final KnownNames names;

    ContentFit(KnownNames names) {
        this.names = names;
    }

    ColumnChange fit(ColumnRef column, ColumnChange change) {
        if (change instanceof ColumnChange.SplitColumn split) {
            ColumnFit.checkParts(
                    names,
                    column,
                    split.parts().stream().map(ColumnChange.Part::name).toList());
            return new ColumnChange.SplitColumn(column, split.parts());
        }
        if (change instanceof ColumnChange.MergeColumns merge) {
            merge.columns().forEach(names::existing);
            names.checkNewColumn(names.table(column.table()), merge.newName());
            return new ColumnChange.MergeColumns(column, merge.others(), merge.newName(), merge.type(), merge.value());
        }
        if (change instanceof ColumnChange.MoveColumn move) {
            Table target = names.table(move.target());
            names.checkNewColumn(target, column.column());
            return new ColumnChange.MoveColumn(column, target.ref());
        }
        if (change instanceof ColumnChange.ExtractFromJson extract) {
            return extract(column, extract);
        }
        if (change instanceof ColumnChange.MoveToLookup lookup) {
            return new ColumnChange.MoveToLookup(column, lookup.lookup());
        }
        if (change instanceof ColumnChange.AllowMany many) {
            return allowMany(column, many);
        }
        return new ColumnChange.EncryptColumn(column);
    }

    private ColumnChange extract(ColumnRef column, ColumnChange.ExtractFromJson change) {
        String type = names.column(column).type();
        if (!type.equals("json") && !type.equals("jsonb")) {
            throw new UserError(
                    "`" + column + "` is `" + type + "`, not a JSON document",
                    names.schema().source(),
                    "name a column of type jsonb or json");
        }
        ColumnFit.checkParts(
                names,
                column,
                change.parts().stream().map(ColumnChange.Part::name).toList());
        return new ColumnChange.ExtractFromJson(column, change.parts());
    }

    private ColumnChange allowMany(ColumnRef column, ColumnChange.AllowMany change) {
        boolean refers = names.table(column.table()).constraints().stream()
                .anyMatch(constraint -> constraint.references().isPresent()
                        && constraint.columns().contains(column.column()));
        if (!refers) {
            throw new UserError(
                    "no foreign key of `" + column.table() + "` has the column `" + column.column() + "`",
                    names.schema().source(),
                    "name the column that refers to the other table");
        }
        names.checkNewRelation(change.link());
        return new ColumnChange.AllowMany(column, change.link());
    }
}
