package dev.cofferdam.report;

import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import java.util.ArrayList;
import java.util.List;

/** The phases on a line, as a Mermaid diagram of kind {@code timeline}. */
final class TimeLineText {
    private TimeLineText() {}

    static String of(Plan plan) {
        StringBuilder lines = new StringBuilder("timeline\n");
        for (Phase phase : plan.phases()) {
            if (!phase.steps().isEmpty()) {
                lines.append("    ").append(plain(Words.capital(phase.kind().words())));
                events(phase).forEach(event -> lines.append(" : ").append(plain(event)));
                lines.append('\n');
            }
        }
        return Markdown.fence("mermaid", lines.toString());
    }

    private static List<String> events(Phase phase) {
        List<String> events = new ArrayList<>(List.of(Words.span(phase.expected())));
        for (Step step : phase.steps()) {
            if (step instanceof Step.Deploy deploy) {
                events.add("deploy " + deploy.version());
            }
            if (step.undo() instanceof Undo.PointOfNoReturn) {
                events.add("point of no return");
            }
        }
        return events;
    }

    /** Only what cannot be taken for the diagram's own marks: a colon begins an event, a hash and a semicolon an entity. */
    private static String plain(String text) {
        return Words.oneLine(text)
                .replaceAll("[^\\p{L}\\p{N} _.,()/-]", " ")
                .replaceAll(" +", " ")
                .strip();
    }
}
