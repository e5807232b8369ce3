package dev.cofferdam.playbook.twins;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.TakenAlong;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Table;
import dev.cofferdam.schema.Trigger;
import dev.cofferdam.schema.View;
import dev.cofferdam.sql.Identifiers;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What in the schema hangs on the old column besides its indexes and constraints: what is taken along, and what is refused. */
public final class Dependents {
    /** Actions of a foreign key that write the referencing column (PostgreSQL docs, CREATE TABLE). */
    private static final Pattern WRITES_THE_COLUMN = Pattern.compile("ON (UPDATE (CASCADE|SET)|DELETE SET)");

    private final ColumnTwin twin;

    public Dependents(ColumnTwin twin) {
        this.twin = twin;
    }

    /** Refuses, by name, what this playbook cannot take along online; silence would be a plan that fails at its last step. */
    public void refuseWhatCannotBeTakenAlong() {
        Table table = twin.sourceTable();
        Column column = twin.oldDefinition();
        if (table.partitioned()) {
            throw refuse(
                    "is partitioned",
                    "a plan for partitioned tables works partition by partition, which has no playbook yet");
        }
        if (column.generated().isPresent() || column.identity().isPresent()) {
            throw refuse(
                    "has `" + twin.oldColumn() + "` as a generated or identity column",
                    "such a column cannot be mirrored by a trigger");
        }
        for (Column other : table.columns()) {
            if (other.generated().filter(this::namesOldColumn).isPresent()) {
                throw refuse(
                        "computes `" + other.name() + "` from `" + twin.oldColumn() + "`",
                        "plan the generated column first: drop it, or make it an ordinary column");
            }
        }
        for (Constraint constraint : table.constraints()) {
            if (constraint.columns().contains(twin.oldColumn())
                    && (constraint.kind() == Constraint.Kind.PRIMARY_KEY
                            || constraint.kind() == Constraint.Kind.EXCLUDE)) {
                throw refuse(
                        "has `" + twin.oldColumn() + "` in constraint `" + constraint.name() + "`, a "
                                + words(constraint.kind()),
                        "changing a key is another kind of change; it has no playbook yet");
            }
        }
        for (Constraint constraint : table.constraints()) {
            if (constraint.kind() == Constraint.Kind.FOREIGN_KEY
                    && constraint.columns().contains(twin.oldColumn())
                    && WRITES_THE_COLUMN.matcher(constraint.definition()).find()) {
                throw refuse(
                        "has foreign key `" + constraint.name() + "`, whose action writes `" + twin.oldColumn() + "`",
                        "the write guard would stop the action; replace it by one without ON UPDATE CASCADE, SET NULL or SET DEFAULT first");
            }
        }
        refuseReferences();
        views().filter(View::materialized).findFirst().ifPresent(view -> {
            throw refuse(
                    "is read by materialized view `" + view.ref() + "`",
                    "drop the materialized view or rebuild it without the column first");
        });
        if (twin.walkingKey().isEmpty()) {
            throw refuse(
                    "has no primary key and no unique key without nulls",
                    "batches need a key to walk along; add one first");
        }
    }

    private void refuseReferences() {
        for (Table other : twin.source().tables()) {
            for (Constraint constraint : other.constraints()) {
                if (constraint.references().filter(twin.tableRef()::isSameTable).isPresent()
                        && constraint.referencedColumns().contains(twin.oldColumn())) {
                    throw refuse(
                            "has `" + twin.oldColumn() + "` referenced by foreign key `" + constraint.name() + "` of `"
                                    + other.ref() + "`",
                            "changing a referenced key is another kind of change; it has no playbook yet");
                }
            }
        }
    }

    private UserError refuse(String what, String fix) {
        return new UserError(
                "table `" + twin.tableRef() + "` " + what + "; the playbook cannot take that along online",
                twin.source().source(),
                fix);
    }

    /** Views that read the old column, in an order in which they may be replaced. */
    private Stream<View> views() {
        ColumnRef old = twin.tableRef().column(twin.oldColumn());
        return twin.source().views().stream().filter(view -> view.reads().stream()
                .anyMatch(read ->
                        read.table().isSameTable(old.table()) && read.column().equals(old.column())));
    }

    /** Whether a view reads the old column. */
    public boolean hasViews() {
        return views().findAny().isPresent();
    }

    /**
     * Statements that make the views read the new column instead; their own columns keep their names. The text is what the server printed
     * after the naive change.
     */
    List<String> replaceViews() {
        TakenAlong old = new TakenAlong(twin.source(), twin.tableRef().column(twin.oldColumn()));
        TakenAlong renamed = new TakenAlong(twin.target(), twin.tableRef().column(twin.newColumn()));
        if (!shown(old).equals(shown(renamed))) {
            // CREATE OR REPLACE VIEW cannot change the type of a column (PostgreSQL docs, CREATE VIEW).
            return Stream.concat(old.viewsAway().stream(), renamed.viewsBack().stream())
                    .toList();
        }
        return views().map(view -> {
                    View after = twin.target().views().stream()
                            .filter(other -> other.ref().isSameTable(view.ref()))
                            .findFirst()
                            .orElseThrow();
                    return "CREATE OR REPLACE VIEW " + Identifiers.quoteIfNeeded(view.ref()) + " AS "
                            + stripped(after.definition());
                })
                .toList();
    }

    private static List<List<String>> shown(TakenAlong along) {
        return along.views().stream().map(View::shows).toList();
    }

    private static String stripped(String definition) {
        return definition.strip().replaceAll(";$", "");
    }

    /** Triggers and routines whose text names the old column: nothing tracks them, so a person has to read them. */
    public List<String> routinesToRead() {
        List<String> triggers = twin.sourceTable().triggers().stream()
                .filter(trigger -> namesOldColumn(trigger.definition()))
                .map(Trigger::name)
                .map(name -> "trigger " + name)
                .toList();
        List<String> routines = twin.source().routines().stream()
                .filter(routine -> namesOldColumn(routine.body()))
                .map(routine -> "routine " + routine.name())
                .toList();
        return Stream.concat(triggers.stream(), routines.stream()).toList();
    }

    Optional<String> commentStatement() {
        return twin.newDefinition()
                .comment()
                .map(text -> "COMMENT ON COLUMN " + twin.table() + "." + Identifiers.quoteIfNeeded(twin.newColumn())
                        + " IS " + ColumnTwin.literal(text));
    }

    private boolean namesOldColumn(String text) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(twin.oldColumn()) + "(?![\\w$])")
                .matcher(text)
                .find();
    }

    private static String words(Constraint.Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
