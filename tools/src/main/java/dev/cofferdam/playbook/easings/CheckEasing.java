package dev.cofferdam.playbook.easings;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.demands.CheckDemand;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.SchemaConcerns;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Recipe R30, off: rows may be what a check refused. */
final class CheckEasing {
    private static final Pattern CONDITION = Pattern.compile("(?s)CHECK\\s*\\((.*)\\)(?:\\s+NOT VALID)?\\s*");

    private CheckEasing() {}

    static Easing of(ConstraintChange.DropCheck change, PlanningInput input) {
        Table table = input.before().table(change.table());
        Constraint check = table.constraints().stream()
                .filter(constraint -> constraint.name().equals(change.name()))
                .findFirst()
                .orElseThrow();
        Matcher written = CONDITION.matcher(check.definition());
        if (!written.matches()) {
            throw new UserError(
                    "check `" + check.name() + "` says more than its condition: " + check.definition(),
                    input.before().source(),
                    "the playbook could not give it back; drop it in a migration of your own");
        }
        String condition = written.group(1);
        List<String> columns = check.columns();
        ConstraintChange.AddCheck back =
                new ConstraintChange.AddCheck(change.table(), columns, condition, Optional.of(check.name()));
        String met = "a row that breaks `" + condition + "`";
        return new UndoneDemand(
                new CheckDemand(back, input.reversed(back)),
                new UndoneDemand.Telling(
                        "can read rows that break " + check.name(),
                        "A row may break what " + check.name()
                                + " asked for. The first such row comes with the release after this plan.",
                        new ReaderWords(
                                met,
                                "look at each place that takes the condition for granted, such as a `valueOf`, a switch without a default, a division or a"
                                        + " `@Check` of the mapper. Do not write such rows yet: the database refuses them until contract",
                                "leave check " + check.name()
                                        + " out where this file makes the table, and let its queries take " + met),
                        Optional.empty(),
                        () -> {},
                        List.of(new Gate.Attestation(
                                "reports, exports and consumers outside this repository can read such rows of "
                                        + change.table() + " too",
                                "the table's owner")),
                        List.of(
                                "the condition is no longer asked of anybody, also not of people with psql; what must still hold of"
                                        + " some rows has to be asked by the application"),
                        usages -> concerns(change, input, table, usages, met)));
    }

    private static List<Undecided> concerns(
            ConstraintChange.DropCheck change, PlanningInput input, Table table, List<Usage> usages, String met) {
        if (change.columns().isEmpty()) {
            return SchemaConcerns.unread(input.before(), table.ref()).stream().toList();
        }
        ColumnRef first = change.columns().get(0);
        return change.columns().stream()
                .flatMap(column -> Readers.concerns(input, table, column, usages, met).stream())
                .filter(one ->
                        !one.place().file().endsWith("code") || one.what().contains(first.toString()))
                .collect(Collectors.toMap(one -> one.what(), one -> one, (a, b) -> a, java.util.LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }
}
