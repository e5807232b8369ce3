package dev.cofferdam.playbook;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the playbook can take along and still cannot answer for: a person has to look, and approve by name. */
final class Concerns {
    private final ColumnTwin twin;
    private final List<Undecided> found = new ArrayList<>();

    private Concerns(ColumnTwin twin) {
        this.twin = twin;
    }

    static List<Undecided> of(ColumnTwin twin, List<Usage> usages, List<String> routinesToRead) {
        Concerns concerns = new Concerns(twin);
        concerns.triggers();
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
    static List<Undecided> ofTheUnseen(ColumnTwin twin, List<Usage> usages) {
        Concerns concerns = new Concerns(twin);
        SchemaConcerns.unread(twin.source(), twin.tableRef()).ifPresent(concerns.found::add);
        concerns.noCode(usages);
        return concerns.found;
    }

    private void triggers() {
        for (Trigger trigger : twin.sourceTable().triggers()) {
            String definition = trigger.definition().toUpperCase(Locale.ROOT);
            if (definition.contains("UPDATE") && definition.contains("FOR EACH ROW")) {
                add(
                        "trigger/" + trigger.name(),
                        "trigger " + trigger.name() + " fires for every row that the backfill fills",
                        "it may change a time stamp or a version, write an audit row or send a message for each of them");
            }
        }
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
        if (usages.stream().noneMatch(usage -> !usage.test() && usage.needsEdit())) {
            add(
                    "code",
                    "no code path was found that reads or writes " + twin.oldColumn(),
                    "this may be the wrong folder, or another repository holds the code");
        }
    }

    private void add(String where, String what, String why) {
        found.add(inDatabase(where, what, why));
    }

    /** Something to look at that stands in no file. */
    static Undecided inDatabase(String where, String what, String why) {
        return new Undecided(Place.of("database/" + where.replace(' ', '/'), 1), what, why);
    }
}
