package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnRef;

/** The column whose code paths a change concerns. */
enum AffectedColumn implements Change.Visitor<ColumnRef> {
    INSTANCE;

    @Override
    public ColumnRef renameColumn(Change.RenameColumn change) {
        return change.column();
    }
}
