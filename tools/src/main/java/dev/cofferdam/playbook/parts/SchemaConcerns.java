package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.schema.Trigger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person has to approve whatever is changed: what was not learned, not found, or set off by every row that is filled. */
public final class SchemaConcerns {
    private SchemaConcerns() {}

    /**
     * Code that the scan does not see.
     *
     * @param then what becomes of it
     */
    public static Optional<Undecided> noCode(ColumnRef column, List<Usage> usages, String then) {
        boolean found = usages.stream().anyMatch(usage -> !usage.test() && usage.needsEdit());
        return found
                ? Optional.empty()
                : Optional.of(inDatabase(
                        "code",
                        "no code path was found that reads or writes " + column,
                        "this may be the wrong folder, or another repository holds the code" + then));
    }

    /**
     * Triggers that batches fire once for each row.
     *
     * @param what happens to the rows: {@code the backfill fills}
     */
    public static List<Undecided> triggersOfEachRow(Table table, String what) {
        return table.triggers().stream()
                .filter(trigger -> {
                    String definition = trigger.definition().toUpperCase(Locale.ROOT);
                    return definition.contains("UPDATE") && definition.contains("FOR EACH ROW");
                })
                .map(Trigger::name)
                .map(
                        name -> inDatabase(
                                "trigger/" + name,
                                "trigger " + name + " fires for every row that " + what,
                                "it may change a time stamp or a version, write an audit row or send a message for each of them"))
                .toList();
    }

    /** Something to look at that stands in no file. */
    public static Undecided inDatabase(String where, String what, String why) {
        return new Undecided(Place.of("database/" + where.replace(' ', '/'), 1), what, why);
    }

    /** What of the table could not be learned. */
    public static Optional<Undecided> unread(Schema schema, TableRef table) {
        if (schema.unread().isEmpty()) {
            return Optional.empty();
        }
        Undecided first = schema.unread().get(0);
        int others = schema.unread().size() - 1;
        return Optional.of(new Undecided(
                Place.of("database/schema", 1),
                "parts of the schema were not learned: " + first.what() + " at " + first.place()
                        + (others == 0 ? "" : " and " + others + " more, named with what no plan can know"),
                "an index, a view or a trigger of " + table + " that was made there would be missed"));
    }
}
