package dev.cofferdam.report;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The phases as Markdown: one table over all of them, then each with its steps. */
final class PhaseText {
    private PhaseText() {}

    static String table(Plan plan) {
        List<List<String>> rows = plan.phases().stream().map(PhaseText::row).toList();
        return "## Phases\n\nFiles and commands below are relative to the plan's folder.\n\n"
                + Markdown.table(
                        List.of("Phase", "Steps", "Locks", "Who waits", "Versions that may run", "Duration"), rows)
                + "\n";
    }

    private static List<String> row(Phase phase) {
        List<LockExpectation> locks = Locks.of(phase);
        String versions = Words.versions(phase.steps().stream().flatMap(step -> step.conduct().mayRun().stream()));
        return List.of(
                PlanPaths.number(phase.kind()) + ". " + phase.kind().words(),
                phase.steps().isEmpty() ? "skipped" : Words.number(phase.steps().size()),
                orElse(
                        "none",
                        Stream.concat(
                                locks.stream().map(Locks::words).map(Markdown::prose),
                                Instruction.writers(phase)
                                        .map(step -> "rows that you write in " + Markdown.code(step.id()))),
                        "<br>"),
                orElse(
                        "nobody",
                        Stream.concat(
                                Locks.whoWaits(locks.stream()).stream(),
                                Instruction.writers(phase).map(step -> "writers of the same rows")),
                        "; "),
                Markdown.prose(versions),
                phase.steps().isEmpty() ? "" : Words.span(phase.expected()));
    }

    private static String orElse(String nothing, Stream<String> parts, String separator) {
        List<String> some = parts.distinct().toList();
        return some.isEmpty() ? nothing : String.join(separator, some);
    }

    static String details(Plan plan) {
        return plan.phases().stream().map(PhaseText::phase).collect(Collectors.joining());
    }

    private static String phase(Phase phase) {
        String head = "## " + PlanPaths.number(phase.kind()) + ". "
                + Words.capital(phase.kind().words()) + "\n\n";
        String steps = phase.steps().stream()
                .map(step -> StepText.of(step, PlanPaths.step(phase, step)))
                .collect(Collectors.joining());
        return head
                + introduction(phase)
                + gates("Before the first step:", phase.entry())
                + steps
                + gates("Before the next phase:", leftOver(phase));
    }

    private static String introduction(Phase phase) {
        String state = phase.skippedBecause()
                .map(reason -> "Skipped: " + Markdown.prose(reason) + ".")
                .orElse("Responsible: " + Markdown.prose(phase.who()) + ". Expected: " + Words.span(phase.expected())
                        + ".");
        return (Markdown.prose(phase.purpose()) + " " + state).strip() + "\n\n";
    }

    /** What the last step has asked already is not asked twice. */
    static List<Gate> leftOver(Phase phase) {
        List<Gate> gates = new ArrayList<>(phase.exit());
        if (!phase.steps().isEmpty()) {
            Step last = phase.steps().get(phase.steps().size() - 1);
            gates.removeAll(last.conduct().gates());
        }
        return gates;
    }

    /** Gates with what they stand before; nothing when there are none. */
    static String gates(String when, List<Gate> gates) {
        return gates.isEmpty() ? "" : when + "\n\n" + StepText.gateList(gates) + "\n";
    }
}
