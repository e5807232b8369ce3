package dev.cofferdam.playbook.easings;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.demands.Demand;
import dev.cofferdam.playbook.demands.DemandEdits;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A demand that is made no more: what lifts it is the way forward, and what puts it up is the way back. */
final class UndoneDemand implements Easing {
    private final Demand demand;
    private final Telling telling;

    UndoneDemand(Demand demand, Telling telling) {
        this.demand = demand;
        this.telling = telling;
    }

    /**
     * What differs from demand to demand.
     *
     * @param refusal refuses what has no way back
     */
    record Telling(
            String codeDoes,
            String eases,
            DemandEdits.Words edits,
            Optional<String> olderCodeFails,
            Runnable refusal,
            List<Gate> entry,
            List<String> assumed,
            Function<List<Usage>, List<Undecided>> concerns) {}

    @Override
    public Table table() {
        return demand.table();
    }

    @Override
    public void refuseWhatCannotBeTakenAlong() {
        telling.refusal().run();
        demand.refuseWhatCannotBeTakenAlong();
    }

    @Override
    public String codeDoes() {
        return telling.codeDoes();
    }

    @Override
    public String eases() {
        return telling.eases();
    }

    @Override
    public DemandEdits.Words edits() {
        return telling.edits();
    }

    @Override
    public List<Gate> entry() {
        return telling.entry();
    }

    @Override
    public List<Step> ease(StepWriter writer) {
        return demand.lift(writer).stream().map(UndoneDemand::harmless).toList();
    }

    private static Step harmless(Step step) {
        return step instanceof Step.Sql sql
                ? sql.with(
                        new Undo.NotNeeded(
                                "what is asked no more harms nobody; the abandon of this boundary asks it again, without blocking"))
                : step;
    }

    @Override
    public Optional<String> olderCodeFails() {
        return telling.olderCodeFails();
    }

    @Override
    public List<Step> repair(StepWriter writer) {
        return demand.repair(writer);
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
        return "nothing, as long as no row was written that was refused before; else " + demand.repairLoss();
    }

    @Override
    public List<String> assumed() {
        return telling.assumed();
    }

    @Override
    public List<Undecided> concerns(List<Usage> usages) {
        return telling.concerns().apply(usages);
    }
}
