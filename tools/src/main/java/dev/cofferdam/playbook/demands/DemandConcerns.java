package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.SchemaConcerns;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Who may write the columns of a demand without any code path showing it. */
final class DemandConcerns {
    private final Schema schema;
    private final Table table;
    private final List<String> columns;

    DemandConcerns(Schema schema, Table table, List<String> columns) {
        this.schema = schema;
        this.table = table;
        this.columns = columns;
    }

    /**
     * What a person has to look at.
     *
     * @param why what may happen in a routine that names the columns
     */
    List<Undecided> of(List<Usage> usages, String why) {
        List<Undecided> found = new ArrayList<>();
        schema.routines().stream()
                .filter(routine -> names(routine.body(), table.ref().name()) || isRunByTable(routine.name()))
                .filter(routine -> columns.stream().anyMatch(column -> names(routine.body(), column)))
                .forEach(routine -> found.add(SchemaConcerns.inDatabase(
                        "routine/" + routine.name(),
                        "routine " + routine.name() + " names " + String.join(", ", columns),
                        why)));
        SchemaConcerns.unread(schema, table.ref()).ifPresent(found::add);
        if (usages.stream().noneMatch(DemandConcerns::writesAsCode)) {
            found.add(SchemaConcerns.inDatabase(
                    "code",
                    "no code was found that writes " + String.join(", ", columns),
                    "what writes it may be out of the scan's sight, in the wrong folder or in another repository; then it is refused from"
                            + " contract on"));
        }
        return found;
    }

    /** Scripts are run by hand or where a database is new; what writes every day is a class, or a mapping through which classes write. */
    private static boolean writesAsCode(Usage usage) {
        boolean writes = usage.access().writes() || usage.access() == Access.MAPPING;
        return writes
                && usage.needsEdit()
                && !usage.test()
                && usage.place().className().isPresent();
    }

    private boolean isRunByTable(String routine) {
        String bare = routine.replaceAll("\\(.*", "").replaceAll(".*\\.", "");
        return table.triggers().stream().anyMatch(trigger -> names(trigger.function(), bare));
    }

    private static boolean names(String text, String name) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])")
                .matcher(text)
                .find();
    }
}
