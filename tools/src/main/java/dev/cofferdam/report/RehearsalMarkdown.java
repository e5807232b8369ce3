package dev.cofferdam.report;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalLog;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What was seen when the plan was played, as a section of its page; the matrices have sections of their own. */
final class RehearsalMarkdown {
    private RehearsalMarkdown() {}

    static String of(Plan plan) {
        return plan.rehearsal().map(log -> section(plan, log)).orElse("");
    }

    private static String section(Plan plan, RehearsalLog log) {
        return "## Rehearsal\n\n" + staleness(plan, log)
                + (log.scale().rows() == 0 ? withoutRows(log) : withRows(plan, log)) + "\n\n"
                + table(plan, log) + "\n" + held(log) + remarks(log);
    }

    private static String withoutRows(RehearsalLog log) {
        return "**Only the forward SQL ran, once, on an empty copy of the schema in a throw-away " + log.engine()
                + ".** There were no rows, so that no traffic, no version and no way back was tried.";
    }

    private static String withRows(Plan plan, RehearsalLog log) {
        return "Played on a throw-away " + log.engine() + " with "
                + Words.number(log.scale().rows())
                + " rows in " + Markdown.code(plan.change().table().toString())
                + " while the app versions that may run read and wrote the same rows. Each version and each way back was tried on copies with "
                + Words.number(log.scale().rowsOfCopies()) + " rows. Rows and values are made up (seed "
                + log.scale().seed() + "); times are those of the machine on which the plan was made.";
    }

    private static String staleness(Plan plan, RehearsalLog log) {
        return log.isOf(plan)
                ? ""
                : "**The plan was changed after it was played. What is below was seen of the earlier one.**\n\n";
    }

    private static String table(Plan plan, RehearsalLog log) {
        List<List<String>> rows = new ArrayList<>();
        for (StepSeen step : StepSeen.of(plan, log.observations())) {
            rows.add(List.of(
                    Markdown.code(step.id()),
                    StepSeen.millis(step.took()).orElse("nothing ran"),
                    StepSeen.millis(step.waited()).orElse("nobody"),
                    Markdown.prose(String.join("; ", step.locks())),
                    bytes(step.wal())));
        }
        return Markdown.table(
                List.of("Step", "Took", "Longest wait for it", "Held against writers", "WAL, traffic included"), rows);
    }

    private static String bytes(OptionalLong wal) {
        return wal.isPresent() ? Words.bytes(wal.getAsLong()) : "";
    }

    private static String held(RehearsalLog log) {
        return HeldRows.of(log.observations())
                .map(words -> Markdown.prose(words) + ".\n\n")
                .orElse("");
    }

    private static String remarks(RehearsalLog log) {
        return log.remarks().isEmpty()
                ? ""
                : "Not played as it should be:\n\n"
                        + Markdown.bullets(
                                log.remarks().stream().map(Markdown::prose).toList())
                        + "\n";
    }
}
