package dev.cofferdam.planfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Conduct;
import dev.cofferdam.domain.Consumer;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Applies typed edits to a plan, all or none. */
public final class PlanEdits {
    private static final Shape EDIT = Shapes.of(PlanEdit.class);

    private PlanEdits() {}

    /** JSON Schema of one edit, without references. */
    public static ObjectNode schema() {
        return PlanSchema.withoutReferences(EDIT);
    }

    /**
     * The plan with the edits in it.
     *
     * @param edits objects as {@link #schema} describes them
     * @param ledger all facts so far; the edited plan carries them
     * @throws UserError when an edit is malformed or names a step that is not there; the plan is then as it was
     */
    public static Plan apply(Plan plan, List<JsonNode> edits, List<Fact> ledger) {
        Plan edited = with(plan, plan.assumed(), plan.unknown(), ledger, plan.consumers(), plan.phases());
        for (int i = 0; i < edits.size(); i++) {
            String where = "edits[" + i + "]";
            Object edit = new PlanReader(where, edits.get(i).toString()).readOne(EDIT, "the edit");
            edited = apply(edited, (PlanEdit) edit, where);
        }
        return edited;
    }

    private static Plan apply(Plan plan, PlanEdit edit, String where) {
        if (edit instanceof PlanEdit.AddAssumption add) {
            return with(
                    plan,
                    plus(plan.assumed(), add.text()),
                    plan.unknown(),
                    plan.facts(),
                    plan.consumers(),
                    plan.phases());
        }
        if (edit instanceof PlanEdit.AddConcern add) {
            return with(
                    plan,
                    plan.assumed(),
                    plus(plan.unknown(), add.text()),
                    plan.facts(),
                    plan.consumers(),
                    plan.phases());
        }
        if (edit instanceof PlanEdit.AddConsumer add) {
            refuseTaken(plan, add.consumer().name(), where);
            return with(
                    plan,
                    plan.assumed(),
                    plan.unknown(),
                    plan.facts(),
                    plus(plan.consumers(), add.consumer()),
                    plan.phases());
        }
        if (edit instanceof PlanEdit.AddGate add) {
            return editStep(
                    plan, add.step(), where, step -> Optional.of(gates(step, gates -> plus(gates, add.gate()))));
        }
        if (edit instanceof PlanEdit.SetSoak set) {
            return editStep(
                    plan, set.step(), where, step -> Optional.of(gates(step, gates -> soaks(gates, set, where))));
        }
        return editStep(plan, ((PlanEdit.RemoveStep) edit).step(), where, step -> Optional.empty());
    }

    /** App versions name their consumer by its name alone. */
    private static void refuseTaken(Plan plan, String name, String where) {
        if (plan.consumers().stream().anyMatch(consumer -> consumer.name().equals(name))) {
            throw new UserError("there is a consumer `" + name + "` already", where, "give the new one another name");
        }
    }

    private static List<Gate> soaks(List<Gate> gates, PlanEdit.SetSoak set, String where) {
        if (gates.stream().noneMatch(Gate.Soak.class::isInstance)) {
            throw new UserError("step `" + set.step() + "` has no soak", where, "add one with add-gate");
        }
        return gates.stream()
                .map(gate -> gate instanceof Gate.Soak soak ? new Gate.Soak(soak.statement(), set.time()) : gate)
                .toList();
    }

    private static Plan editStep(Plan plan, String id, String where, Function<Step, Optional<Step>> change) {
        if (plan.findStep(id).isEmpty()) {
            List<String> ids = plan.steps().map(Step::id).toList();
            throw new UserError(
                    "there is no step `" + id + "`",
                    where,
                    NearestNames.to(id, ids)
                            .map(near -> "did you mean `" + near + "`?")
                            .orElse("the steps are " + String.join(", ", ids)));
        }
        List<Phase> phases = plan.phases().stream()
                .map(phase -> new Phase(
                        phase.kind(),
                        phase.purpose(),
                        phase.skippedBecause(),
                        phase.who(),
                        phase.expected(),
                        phase.entry(),
                        phase.steps().stream()
                                .flatMap(step -> step.id().equals(id) ? change.apply(step).stream() : Stream.of(step))
                                .toList(),
                        phase.exit()))
                .toList();
        return with(plan, plan.assumed(), plan.unknown(), plan.facts(), plan.consumers(), phases);
    }

    private static Step gates(Step step, UnaryOperator<List<Gate>> change) {
        Conduct old = step.conduct();
        Conduct conduct = new Conduct(
                old.who(), old.mayRun(), old.rollbackFloor(), change.apply(old.gates()), old.watch(), old.cites());
        return step.with(conduct);
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list);
        longer.add(one);
        return longer;
    }

    private static Plan with(
            Plan plan,
            List<String> assumed,
            List<String> unknown,
            List<Fact> facts,
            List<Consumer> consumers,
            List<Phase> phases) {
        return new Plan(
                plan.format(),
                plan.id(),
                plan.change(),
                plan.engine(),
                plan.made(),
                plan.plannedBy(),
                plan.proof(),
                plan.verdict(),
                plan.schemaFingerprint(),
                plan.usagesFingerprint(),
                assumed,
                unknown,
                facts,
                consumers,
                plan.usages(),
                plan.undecided(),
                plan.edits(),
                plan.sync(),
                phases,
                plan.boundaries(),
                plan.estimate(),
                plan.probes(),
                plan.compatibility(),
                plan.rollbacks(),
                plan.rehearsal(),
                plan.approvals());
    }
}
