package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;

/** What a person has to do so that code never writes a row which breaks a check. */
final class CheckWords implements DemandEdits.Words {
    private final ConstraintChange.AddCheck change;

    CheckWords(ConstraintChange.AddCheck change) {
        this.change = change;
    }

    @Override
    public boolean atTheMapping() {
        return true;
    }

    @Override
    public String byMapper(Usage first, String others) {
        String written = others.isEmpty() ? "" : "; it is written through " + others;
        String check = "`" + change.condition() + "`";
        if (first.style() != Style.MAPPING) {
            return "see to it that whatever `" + place(first) + "` saves meets " + check + written;
        }
        return "see to it that objects of `"
                + first.place().className().orElse(first.place().file()) + "` meet " + check
                + " before every save: refuse other values where they come in, and tell the user, before the database does with SQLSTATE 23514"
                + written;
    }

    @Override
    public String inStatement(Usage first) {
        return first.place().className().isEmpty()
                ? "let every row that this file writes meet `" + change.condition() + "`"
                : "let `" + place(first) + "` only write rows that meet `" + change.condition() + "`";
    }

    @Override
    public String inDefinition(Usage first) {
        return "say CHECK (" + change.condition()
                + ") where this file makes the table, so that new databases begin with it";
    }

    private static String place(Usage usage) {
        return usage.place().member().orElse(usage.place().file());
    }
}
