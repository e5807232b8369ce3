package dev.cofferdam.playbook.additions;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.ConstraintSteps;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.Volatility;
import java.util.Locale;
import java.util.regex.Pattern;

/** The column that is to be there, and what its definition asks of rows and writers. */
public record AddedColumn(ColumnChange.AddColumn change, Schema before, Schema after) {
    private static final Pattern NUMBERED = Pattern.compile("(small|big)?serial[248]?|.*\\bGENERATED\\b.*");

    /** How the column gets there. */
    enum Form {
        /** Only the catalog changes: no default, or one that the server computes once (PostgreSQL 11 and later). */
        AT_ONCE,
        /** Every row needs a value of its own, which would rewrite the table; new rows first, then the others in batches. */
        FILLED,
        /** No row may lack a value and nobody but the application knows it. */
        REQUIRED
    }

    Form form() {
        if (change.defaultValue().filter(Volatility::mayBeVolatile).isPresent()) {
            return Form.FILLED;
        }
        return change.nullable() || change.defaultValue().isPresent() ? Form.AT_ONCE : Form.REQUIRED;
    }

    /** Refuses by name what would rewrite the table, or cannot be in the way it is written. */
    public static void refuse(ColumnChange.AddColumn change, Schema schema) {
        Table table = schema.table(change.table());
        String name = change.column().column();
        if (table.findColumn(name).isPresent()) {
            throw new UserError(
                    "table `" + table.ref() + "` already has a column `" + name + "`",
                    schema.source(),
                    "choose a name that is free; if a half-done plan left the column behind, abandon that plan first");
        }
        if (NUMBERED.matcher(change.type().strip().toLowerCase(Locale.ROOT).replace("generated", "GENERATED"))
                .matches()) {
            throw new UserError(
                    "`" + change.summary()
                            + "` makes the server compute a value for every row, which rewrites the table"
                            + " while nobody can read it",
                    "REQUEST",
                    "for a number, create a sequence and add the column with DEFAULT nextval('...'); for a computed value, add"
                            + " an ordinary column that the application or a trigger fills");
        }
        boolean filled = change.defaultValue().filter(Volatility::mayBeVolatile).isPresent();
        if (table.partitioned()
                && (filled || !change.nullable() && change.defaultValue().isEmpty())) {
            throw new UserError(
                    "table `" + table.ref() + "` is partitioned, and its rows would have to be filled",
                    schema.source(),
                    "a plan for partitioned tables works partition by partition, which has no playbook yet; a column that may"
                            + " be null, or has a constant default, can be added at once");
        }
        if (filled
                && new ColumnTwin(table.ref(), name, name, schema, schema)
                        .walkingKey()
                        .isEmpty()) {
            throw new UserError(
                    "table `" + table.ref()
                            + "` has no primary key and no unique key without nulls, and every row of it needs"
                            + " a value of its own",
                    schema.source(),
                    "batches need a key to walk along; add one first, or add the column without a default");
        }
    }

    /** Only what is new counts: the names of ours, and the key along which rows are filled. */
    ColumnTwin alone() {
        String name = change.column().column();
        return new ColumnTwin(change.table(), name, name, before, after);
    }

    Column definition() {
        return after.table(change.table()).findColumn(change.column().column()).orElseThrow();
    }

    String tableName() {
        return Identifiers.quoteIfNeeded(change.table());
    }

    String name() {
        return Identifiers.quoteIfNeeded(change.column().column());
    }

    String oid() {
        return ColumnTwin.literal(tableName()) + "::regclass";
    }

    /** The default as the request writes it. */
    String defaultValue() {
        return change.defaultValue().orElseThrow();
    }

    /** What PostgreSQL 18 calls the constraint when the column is added at once. */
    String notNullName() {
        return ConstraintSteps.notNullName(
                after.table(change.table()), change.column().column());
    }
}
