package dev.cofferdam.playbook.easings;

import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.demands.ForeignKeyDemand;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.SchemaConcerns;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Recipe R15, off: a row may refer to what is not there. */
final class ForeignKeyEasing {
    private static final Pattern ACTION = Pattern.compile("ON (DELETE|UPDATE) (CASCADE|SET NULL|SET DEFAULT)");
    private static final int SHOWN = 4;

    private ForeignKeyEasing() {}

    static Easing of(ConstraintChange.DropForeignKey change, PlanningInput input) {
        Table table = input.before().table(change.table());
        Constraint key = table.constraints().stream()
                .filter(constraint -> constraint.name().equals(change.name().orElse("")))
                .findFirst()
                .orElseThrow();
        TableRef parent = key.references().orElseThrow();
        ConstraintChange.AddForeignKey back = new ConstraintChange.AddForeignKey(
                table.ref(), key.columns(), parent, key.referencedColumns(), Optional.empty(), Optional.of(key.name()));
        String columns = String.join(", ", key.columns());
        return new UndoneDemand(
                new ForeignKeyDemand(back, input.reversed(back), key.definition()),
                new UndoneDemand.Telling(
                        "can live with a " + columns + " that is not there in " + parent,
                        "A row of " + table.ref() + " may refer to a row of " + parent + " that is not there.",
                        new ReaderWords("a `" + columns + "` that is not there in `" + parent + "`", "", ""),
                        Optional.empty(),
                        () -> {},
                        List.of(new Gate.Attestation(
                                "whoever deletes rows of " + parent + ", here or elsewhere, knows that the rows of "
                                        + table.ref() + " which refer to them stay as they are",
                                "the table's owner")),
                        List.of("the index on " + columns
                                + ", if there is one, stays; whether joins still need it is a question of its own"),
                        usages -> concerns(key, table, input, usages)));
    }

    private static List<Undecided> concerns(Constraint key, Table table, PlanningInput input, List<Usage> usages) {
        List<Undecided> found = new ArrayList<>();
        TableRef parent = key.references().orElseThrow();
        Matcher action = ACTION.matcher(key.definition());
        while (action.find()) {
            boolean onDelete = action.group(1).equals("DELETE");
            found.add(SchemaConcerns.inDatabase(
                    "constraint/" + key.name(),
                    "foreign key " + key.name() + " does " + action.group()
                            + ", which nobody does any more when it is gone",
                    "code that " + (onDelete ? "deletes rows of " + parent : "changes their key")
                            + " and relies on it has to see to the rows of " + table.ref()
                            + " itself, before contract"));
        }
        List<String> joined = usages.stream()
                .filter(usage ->
                        !usage.test() && (usage.style() == Style.ASSOCIATION_READ || usage.style() == Style.MAPPING))
                .map(usage -> usage.place().toString())
                .distinct()
                .toList();
        if (!joined.isEmpty()) {
            found.add(SchemaConcerns.inDatabase(
                    "association/" + key.name(),
                    "code follows " + table.ref() + "." + String.join(", ", key.columns()) + " to " + parent + ": "
                            + joined.stream().limit(SHOWN).collect(Collectors.joining(", "))
                            + (joined.size() > SHOWN ? " and " + (joined.size() - SHOWN) + " more" : ""),
                    "a mapped association fails on a row that is not there (in Hibernate `EntityNotFoundException`, or a proxy that"
                            + " fails when it is used), and an inner join loses the row that refers to it"));
        }
        SchemaConcerns.unread(input.before(), table.ref()).ifPresent(found::add);
        return found;
    }
}
