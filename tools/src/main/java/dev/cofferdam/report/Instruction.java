package dev.cofferdam.report;

import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a manual step tells a person to do: paragraphs, of which those that are indented are code. */
final class Instruction {
    private static final Pattern WRITES =
            Pattern.compile("\\b(UPDATE\\s+\\S+\\s+(AS\\s+\\S+\\s+)?SET|DELETE\\s+FROM|INSERT\\s+INTO)\\b");

    private Instruction() {}

    static List<String> paragraphs(Step.Manual step) {
        return List.of(step.instruction().split("\\n\\n", -1));
    }

    static boolean isCode(String paragraph) {
        return paragraph.startsWith("    ");
    }

    /** Whether a person writes rows by statements that the step shows. The plan does not run them, so it expects no lock of them. */
    static boolean writesRows(Step step) {
        return step instanceof Step.Manual manual
                && paragraphs(manual).stream()
                        .anyMatch(text -> isCode(text) && WRITES.matcher(text).find());
    }

    static Stream<Step> writers(Phase phase) {
        return phase.steps().stream().filter(Instruction::writesRows);
    }

    /** The first step of a plan by which a person writes rows. */
    static Optional<Step> findWriter(Plan plan) {
        return plan.phases().stream().flatMap(Instruction::writers).findFirst();
    }
}
