package dev.cofferdam.playbook.easings;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.SchemaConcerns;
import dev.cofferdam.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Who reads a column without any code path showing it. */
final class Readers {
    private Readers() {}

    /**
     * What a person has to look at.
     *
     * @param met what a reader will meet: {@code a null in telephone}
     */
    static List<Undecided> concerns(
            PlanningInput input, Table table, ColumnRef column, List<Usage> usages, String met) {
        List<Undecided> found = new ArrayList<>();
        input.before().views().stream()
                .filter(view -> view.reads().stream()
                        .anyMatch(read -> read.table().isSameTable(table.ref())
                                && read.column().equals(column.column())))
                .forEach(view -> found.add(SchemaConcerns.inDatabase(
                        "view/" + view.ref(),
                        "view " + view.ref() + " reads " + column,
                        "whoever reads the view meets " + met + " too")));
        input.before().routines().stream()
                .filter(routine -> names(routine.body(), table.ref().name()) && names(routine.body(), column.column()))
                .forEach(routine -> found.add(SchemaConcerns.inDatabase(
                        "routine/" + routine.name(),
                        "routine " + routine.name() + " names " + column,
                        "it may not know what to do with " + met)));
        SchemaConcerns.unread(input.before(), table.ref()).ifPresent(found::add);
        SchemaConcerns.noCode(column, usages, "; then it meets " + met + " unprepared")
                .ifPresent(found::add);
        return found;
    }

    static boolean names(String text, String name) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])")
                .matcher(text)
                .find();
    }
}
