package dev.cofferdam.report;

import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How old and new place are kept equal, as Markdown. */
final class SyncText {
    private SyncText() {}

    static String of(Plan plan) {
        return "## How old and new stay equal\n\n" + body(plan.sync()) + "\n";
    }

    private static String body(Sync sync) {
        if (sync instanceof Sync.NotNeeded notNeeded) {
            return "Nothing has to be kept equal: " + Markdown.prose(notNeeded.reason()) + ".\n";
        }
        List<String> items = new ArrayList<>();
        if (sync instanceof Sync.ByTrigger trigger) {
            items.add("Trigger " + Markdown.code(trigger.trigger()) + " with function "
                    + Markdown.code(trigger.function()) + " copies between "
                    + Markdown.code(trigger.oldColumn().toString())
                    + " and " + Markdown.code(trigger.newColumn().toString()));
            items.addAll(rest(trigger.mapping(), trigger.directions(), trigger.precedence()));
            items.add("Backfill: " + Markdown.prose(trigger.backfillGuard()));
        }
        if (sync instanceof Sync.ByApplication application) {
            items.add(Markdown.prose(application.firstWriter().toString()) + " and later versions write "
                    + Markdown.code(application.oldColumn().toString()) + " and "
                    + Markdown.code(application.newColumn().toString()) + " in one transaction");
            items.addAll(rest(application.mapping(), application.directions(), application.precedence()));
        }
        return Markdown.bullets(items);
    }

    private static List<String> rest(
            Sync.Mapping mapping, Map<PhaseKind, Sync.Direction> directions, Sync.Precedence precedence) {
        List<String> ways = directions.entrySet().stream()
                .map(entry -> entry.getKey().words() + " " + Words.of(entry.getValue()))
                .toList();
        String lossy = mapping.lossy().isEmpty()
                ? "; no pair loses anything"
                : "; lossy for " + Markdown.prose(Words.and(mapping.lossy()));
        return List.of(
                "New value from old: " + Markdown.code(mapping.up()) + "; old from new: "
                        + Markdown.code(mapping.down()) + lossy,
                "Direction: " + Words.and(ways),
                "When one statement changes both: " + Words.of(precedence));
    }
}
