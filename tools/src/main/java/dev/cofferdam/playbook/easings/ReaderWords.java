package dev.cofferdam.playbook.easings;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.demands.DemandEdits;

/**
 * What a person has to do so that code reads what it never met before.
 *
 * @param met what it will meet: {@code a null in `telephone`}
 * @param atMapping what that asks of the class that maps the column, and of whoever uses the value
 * @param inFile what a file that makes the table has to say
 */
record ReaderWords(String met, String atMapping, String inFile) implements DemandEdits.Words {

    @Override
    public boolean atTheMapping() {
        return true;
    }

    @Override
    public String byMapper(Usage first, String others) {
        return first.style() == Style.MAPPING
                ? "let `" + place(first) + "` of `"
                        + first.place().className().orElse(first.place().file()) + "` take " + met + ": " + atMapping
                : "let `" + place(first) + "` take " + met;
    }

    @Override
    public String inStatement(Usage first) {
        return inDefinition(first);
    }

    @Override
    public String inDefinition(Usage first) {
        if (first.access() == Access.DDL || first.place().className().isEmpty() && first.style() == Style.SQL_FILE) {
            return inFile;
        }
        return "let `" + place(first) + "` take " + met
                + ": in what it compares, counts and joins, and where it fetches the value";
    }

    private static String place(Usage usage) {
        return usage.place().member().orElse(usage.place().file());
    }
}
