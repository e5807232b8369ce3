package dev.cofferdam.playbook.drops;

import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.ForeignKey;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Routine;
import dev.cofferdam.schema.Trigger;
import dev.cofferdam.schema.View;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What hangs on a column so that it cannot simply go. PostgreSQL refuses DROP COLUMN for some of it, and takes the rest away in silence; each
 * is refused here by name, with the way out.
 */
public final class DropRefusals {
    /** A unique index that finds two rows without a value alike. */
    private static final Pattern NULLS_ALIKE =
            Pattern.compile("NULLS NOT DISTINCT|\\bCOALESCE\\b|\\bIS NULL\\b", Pattern.CASE_INSENSITIVE);

    private final DroppedColumn column;

    public DropRefusals(DroppedColumn column) {
        this.column = column;
    }

    /** Says no when something hangs on the column that the plan cannot take along. */
    public void refuse() {
        if (column.table().partitioned()) {
            throw refusal(
                    "is partitioned",
                    "a plan for partitioned tables works partition by partition, which has no playbook yet");
        }
        refuseKeys();
        refuseViews();
        refuseComputed();
        refuseTriggers();
        refuseUniqueNulls();
        refuseUniqueDefault();
    }

    private void refuseKeys() {
        column.constraints(Constraint.Kind.PRIMARY_KEY).findFirst().ifPresent(key -> {
            throw refusal(
                    "has it in primary key `" + key.name() + "`, which would go with it",
                    "changing a key is another kind of change; it has no playbook yet");
        });
        for (ForeignKey key : column.schema().foreignKeysTo(column.ref().table())) {
            if (key.constraint().referencedColumns().contains(column.ref().column())) {
                throw refusal(
                        "has it referenced by foreign key `" + key.constraint().name() + "` of `"
                                + key.table().ref() + "`",
                        "drop that foreign key, and the columns that carry it, in plans of their own first");
            }
        }
    }

    /** CREATE OR REPLACE VIEW can add columns and cannot take any away (PostgreSQL docs, CREATE VIEW). */
    private void refuseViews() {
        Optional<View> view =
                column.schema().viewsThatRead(column.ref()).stream().findFirst();
        view.ifPresent(reader -> {
            throw refusal(
                    "has it read by " + (reader.materialized() ? "materialized view `" : "view `") + reader.ref()
                            + "`, and the server will not drop it from under a view",
                    "first move the readers of `" + reader.ref() + "` off this column; then, in one transaction, "
                            + "drop the view and create it again without the column, with the grants that it had");
        });
    }

    private void refuseComputed() {
        for (Column other : column.table().columns()) {
            if (!other.name().equals(column.ref().column())
                    && other.generated().filter(this::namesColumn).isPresent()) {
                throw refusal(
                        "computes `" + other.name() + "` from it",
                        "drop `" + other.name() + "` first, or make it an ordinary column");
            }
        }
    }

    private void refuseTriggers() {
        for (Trigger trigger : column.table().triggers()) {
            if (namesColumn(trigger.definition())) {
                throw refusal(
                        "has it named by trigger `" + trigger.name() + "`",
                        "create that trigger again without the column first, in a migration of its own");
            }
            Optional<Routine> body = column.schema().routines().stream()
                    .filter(routine -> isSame(routine.name(), trigger.function()) && namesColumn(routine.body()))
                    .findFirst();
            body.ifPresent(routine -> {
                throw refusal(
                        "has it named in the body of `" + routine.name() + "`, which trigger `" + trigger.name()
                                + "` calls; every write would fail as soon as the column is gone",
                        "replace the function by one that does not name the column first, in a migration of its own");
            });
        }
    }

    private static boolean isSame(String routine, String called) {
        return plain(routine).equals(plain(called));
    }

    /** The name without schema, quotes and arguments. */
    private static String plain(String name) {
        String bare = name.replaceAll("\\(.*", "");
        return bare.substring(bare.lastIndexOf('.') + 1).replace("\"", "");
    }

    /** Rows that are inserted without a value would collide there. */
    private void refuseUniqueNulls() {
        for (Index index : column.uniqueIndexes()) {
            if (NULLS_ALIKE.matcher(index.definition()).find()) {
                throw refusal(
                        "has it in unique index `" + index.name()
                                + "`, which takes two rows without a value for the same",
                        "drop `" + index.name() + "` first; code that upserts on it has to stop before");
            }
        }
    }

    /** One value for all new rows, in a column that must differ from row to row: the second INSERT without the column would fail. */
    private void refuseUniqueDefault() {
        Optional<String> value = column.definition().defaultExpression().filter(text -> !text.contains("("));
        boolean differs = !column.uniqueIndexes().isEmpty()
                || column.constraints(Constraint.Kind.EXCLUDE).findAny().isPresent();
        if (value.isPresent() && differs) {
            throw refusal(
                    "gives it the default " + value.get() + ", although no two rows may have the same value",
                    "drop the default first, in a migration of its own: it can serve one row only");
        }
    }

    /** Routines that no trigger of the table calls: they fail when they are called, and nobody tracks them. */
    Stream<Routine> routinesToRead() {
        return column.schema().routines().stream().filter(routine -> namesColumn(routine.body()));
    }

    private boolean namesColumn(String text) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(column.ref().column()) + "(?![\\w$])")
                .matcher(text)
                .find();
    }

    private UserError refusal(String what, String fix) {
        return new UserError(
                "`" + column.ref() + "` cannot be dropped yet: table `"
                        + column.ref().table() + "` " + what,
                column.schema().source(),
                fix);
    }
}
