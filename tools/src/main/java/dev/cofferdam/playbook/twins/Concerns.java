package dev.cofferdam.playbook.twins;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.SchemaConcerns;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Index;
import java.util.ArrayList;
import java.util.List;

/** What the playbook can take along and still cannot answer for: a person has to look, and approve by name. */
public final class Concerns {
    private final ColumnTwin twin;
    private final List<Undecided> found = new ArrayList<>();

    private Concerns(ColumnTwin twin) {
        this.twin = twin;
    }

    /** All of them for a pair of columns. */
    public static List<Undecided> of(ColumnTwin twin, List<Usage> usages, List<String> routinesToRead) {
        Concerns concerns = new Concerns(twin);
        concerns.found.addAll(SchemaConcerns.triggersOfEachRow(twin.sourceTable(), "the backfill fills"));
        routinesToRead.forEach(
                name -> concerns.add(
                        name,
                        name + " names " + twin.oldColumn(),
                        "PostgreSQL does not track what a body does; after contract it fails, or writes nothing, without notice"));
        concerns.twoUniqueIndexes();
        concerns.nullOrDefault();
        SchemaConcerns.unread(twin.source(), twin.tableRef()).ifPresent(concerns.found::add);
        concerns.noCode(usages);
        return concerns.found;
    }

    /** What may be missing from what was learned, whatever the change. */
    public static List<Undecided> ofTheUnseen(ColumnTwin twin, List<Usage> usages) {
        Concerns concerns = new Concerns(twin);
        SchemaConcerns.unread(twin.source(), twin.tableRef()).ifPresent(concerns.found::add);
        concerns.noCode(usages);
        return concerns.found;
    }

    private void twoUniqueIndexes() {
        for (Index index : twin.sourceTable().indexes()) {
            if (index.unique() && index.columns().contains(twin.oldColumn())) {
                add(
                        "index/" + index.name(),
                        "from the backfill to contract two unique indexes cover the same values, " + index.name()
                                + " and its twin",
                        "INSERT ... ON CONFLICT waits for one of them only, so concurrent upserts may fail on the other; and code that names "
                                + index.name() + " sees another name in error messages");
            }
        }
    }

    private void nullOrDefault() {
        Column column = twin.oldDefinition();
        if (column.nullable() && column.defaultExpression().isPresent() && !twin.isShadow()) {
            add(
                    "column/" + twin.oldColumn(),
                    twin.oldColumn() + " may be null and has a default",
                    "until contract the trigger cannot tell a null that v1 writes on purpose from a column that it left out; such rows get the"
                            + " default");
        }
    }

    private void noCode(List<Usage> usages) {
        SchemaConcerns.noCode(twin.tableRef().column(twin.oldColumn()), usages, "")
                .ifPresent(found::add);
    }

    private void add(String where, String what, String why) {
        found.add(SchemaConcerns.inDatabase(where, what, why));
    }
}
