package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * A gate with its place on the way forward.
 *
 * @param where path into the plan: {@code cutover/entry}, {@code backfill/backfill-1}
 * @param afterStep order of the last step that is done when the gate is met; -1 before the first
 */
public record PlacedGate(String where, int afterStep, Gate gate) {

    static List<PlacedGate> allOf(Plan plan, List<PlacedStep> steps) {
        List<PlacedGate> gates = new ArrayList<>();
        int done = -1;
        for (Phase phase : plan.phases()) {
            String name = phase.kind().words();
            add(gates, name + "/entry", done, phase.entry());
            for (Step step : phase.steps()) {
                done++;
                add(gates, steps.get(done).where(), done, step.conduct().gates());
            }
            add(gates, name + "/exit", done, phase.exit());
        }
        return List.copyOf(gates);
    }

    private static void add(List<PlacedGate> gates, String where, int done, List<Gate> added) {
        added.forEach(gate -> gates.add(new PlacedGate(where, done, gate)));
    }
}
