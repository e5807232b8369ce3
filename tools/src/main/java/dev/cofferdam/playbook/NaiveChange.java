package dev.cofferdam.playbook;

import dev.cofferdam.domain.Change;
import dev.cofferdam.sql.Identifiers;
import java.util.List;

/** The statements that would make a change at once, and break whoever is running. What a plan must end with. */
public final class NaiveChange implements Change.Visitor<List<String>> {
    private static final NaiveChange INSTANCE = new NaiveChange();

    private NaiveChange() {}

    public static List<String> statements(Change change) {
        return change.accept(INSTANCE);
    }

    @Override
    public List<String> renameColumn(Change.RenameColumn change) {
        return List.of("ALTER TABLE " + Identifiers.quoteIfNeeded(change.table()) + " RENAME COLUMN "
                + Identifiers.quoteIfNeeded(change.column().column()) + " TO "
                + Identifiers.quoteIfNeeded(change.newName()));
    }
}
