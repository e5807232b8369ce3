package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Writes that pass a sync's trigger by, or of which it can no longer change the row. */
final class TriggerEvents {
    private TriggerEvents() {}

    /**
     * What the trigger lacks, as SQL would say it.
     *
     * @param sources columns of which every change has to fire it
     */
    static List<String> missing(Statement.CreateTrigger create, List<ColumnRef> sources) {
        List<String> missing = new ArrayList<>();
        for (String event : List.of("INSERT", "UPDATE")) {
            if (create.events().stream().noneMatch(event::equalsIgnoreCase)) {
                missing.add(event);
            }
        }
        for (ColumnRef column : sources) {
            if (!create.updateOf().isEmpty() && !create.updateOf().contains(column.column())) {
                missing.add("UPDATE OF " + column.column());
            }
        }
        if (!create.before() || !create.forEachRow()) {
            missing.add("BEFORE ... FOR EACH ROW");
        }
        if (create.conditional()) {
            missing.add("the rows that its WHEN leaves out");
        }
        return missing;
    }
}
