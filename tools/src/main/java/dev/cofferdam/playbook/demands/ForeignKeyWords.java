package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Usage;

/** What a person has to do so that code never writes an orphan. */
final class ForeignKeyWords implements DemandEdits.Words {
    private final String columns;
    private final TableRef parent;

    ForeignKeyWords(String columns, TableRef parent) {
        this.columns = columns;
        this.parent = parent;
    }

    @Override
    public boolean atTheMapping() {
        return true;
    }

    @Override
    public String byMapper(Usage first, String others) {
        String written = others.isEmpty() ? "" : "; it is written through " + others;
        String where = first.style() == Style.MAPPING
                ? "where objects of `"
                        + first.place().className().orElse(first.place().file()) + "` are saved"
                : "where `" + place(first) + "` saves";
        return "see to it that `" + columns + "` names a row of `" + parent + "` that is there " + where
                + ": save that row first, in the same transaction, and be ready for SQLSTATE 23503 when somebody deletes it at the same"
                + " moment" + written;
    }

    @Override
    public String inStatement(Usage first) {
        return first.place().className().isEmpty()
                ? "let this file write rows of `" + parent + "` before those that refer to them by `" + columns + "`"
                : "let `" + place(first) + "` only write a `" + columns + "` that is there in `" + parent
                        + "`, the row of that table first";
    }

    @Override
    public String inDefinition(Usage first) {
        return "say FOREIGN KEY (" + columns + ") REFERENCES " + parent
                + " where this file makes the table, so that new databases begin with it";
    }

    private static String place(Usage usage) {
        return usage.place().member().orElse(usage.place().file());
    }
}
