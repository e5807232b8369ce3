package dev.cofferdam.playbook.easings;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.demands.DemandEdits;
import dev.cofferdam.playbook.demands.NotNullDemand;
import dev.cofferdam.playbook.parts.ConstraintSteps;
import dev.cofferdam.playbook.parts.NullRepair;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recipe R12, off: a row may lack a value. */
final class NotNullEasing implements Easing {
    private final ColumnChange.DropNotNull change;
    private final PlanningInput input;
    private final Table table;
    private final Column column;
    private final NotNullDemand demand;

    private NotNullEasing(ColumnChange.DropNotNull change, PlanningInput input) {
        this.change = change;
        this.input = input;
        this.table = input.before().table(change.table());
        this.column = table.findColumn(change.column().column()).orElseThrow();
        ColumnChange.SetNotNull back = new ColumnChange.SetNotNull(change.column());
        this.demand = new NotNullDemand(back, input.reversed(back));
    }

    static Easing of(ColumnChange.DropNotNull change, PlanningInput input) {
        return new NotNullEasing(change, input);
    }

    @Override
    public Table table() {
        return table;
    }

    @Override
    public void refuseWhatCannotBeTakenAlong() {
        if (table.partitioned()) {
            throw new UserError(
                    "table `" + table.ref()
                            + "` is partitioned; the playbook for NOT NULL cannot give it back online there",
                    input.before().source(),
                    "a plan for partitioned tables works partition by partition, which has no playbook yet");
        }
    }

    @Override
    public String codeDoes() {
        return "can read a null in " + column.name();
    }

    @Override
    public String eases() {
        return "A row may be null in " + column.name() + ". The first null comes with the release after this plan.";
    }

    @Override
    public DemandEdits.Words edits() {
        return new ReaderWords(
                "a null in `" + column.name() + "`",
                "a wrapper type instead of a primitive; no `nullable = false`, `optional = false` or `@NotNull` where it is mapped; and a look at each"
                        + " place that unboxes the value, calls a method on it, sorts or compares by it. Do not write null yet: the database refuses"
                        + " it until contract",
                "leave NOT NULL out for `" + column.name()
                        + "` where this file makes the table, and let its queries take a null in it");
    }

    @Override
    public List<Gate> entry() {
        return List.of(new Gate.Attestation(
                "reports, exports and consumers outside this repository can read a null in " + change.column() + " too",
                "the table's owner"));
    }

    @Override
    public List<Step> ease(StepWriter writer) {
        return List.of(writer.transaction(
                "Let " + column.name() + " be null",
                List.of("ALTER TABLE " + Identifiers.quoteIfNeeded(table.ref()) + " ALTER COLUMN "
                        + Identifiers.quoteIfNeeded(column.name()) + " DROP NOT NULL"),
                new ConstraintSteps(table.ref()).mayBeNull(column.name()),
                new Undo.NotNeeded(
                        "what is asked no more harms nobody; the abandon of this boundary asks it again, without blocking"),
                List.of()));
    }

    @Override
    public Optional<String> olderCodeFails() {
        return Optional.empty();
    }

    @Override
    public List<Step> repair(StepWriter writer) {
        return List.of(new NullRepair(table, column, demand.isMet()).byHand(writer, column.defaultExpression()));
    }

    @Override
    public List<Step> restore(StepWriter writer) {
        return demand.enforce(writer);
    }

    @Override
    public Optional<String> irrevocable() {
        return Optional.empty();
    }

    @Override
    public String loss() {
        return "nothing, as long as nobody wrote a null; else " + demand.repairLoss();
    }

    @Override
    public List<String> assumed() {
        List<String> assumed = new ArrayList<>();
        assumed.add("a null is not equal to anything: `" + column.name()
                + " <> 'x'` and NOT IN do not find the rows that are null, count(" + column.name()
                + ") does not count them, and an inner join over it loses them");
        column.defaultExpression()
                .ifPresent(value -> assumed.add(
                        "a statement that leaves " + column.name() + " out goes on writing its default, " + value));
        return assumed;
    }

    @Override
    public List<Undecided> concerns(List<Usage> usages) {
        return Readers.concerns(input, table, change.column(), usages, "a null in " + column.name());
    }
}
