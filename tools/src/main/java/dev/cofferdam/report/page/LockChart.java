package dev.cofferdam.report.page;

import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalLog;
import dev.cofferdam.domain.Step;
import dev.cofferdam.report.Html;
import dev.cofferdam.report.Locks;
import dev.cofferdam.report.StepSeen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which step locks which table, how strongly, how long and who waits; beside it what was seen when the plan was played. */
final class LockChart {
    private static final List<LockLevel> LEVELS = List.of(LockLevel.values());

    private LockChart() {}

    static String of(Plan plan) {
        List<Step> locking =
                plan.steps().filter(step -> !Locks.of(step).isEmpty()).toList();
        if (locking.isEmpty()) {
            return "<p>No step locks a table.</p>\n";
        }
        Optional<RehearsalLog> played =
                plan.rehearsal().filter(log -> !log.observations().isEmpty());
        Map<String, StepSeen> seen =
                StepSeen.of(plan, played.map(RehearsalLog::observations).orElse(List.of())).stream()
                        .collect(Collectors.toMap(StepSeen::id, Function.identity()));
        return "<p>The longer the bar, the stronger the lock. <span class=\"way bad\">Red</span> keeps readers and writers out,"
                + " <span class=\"way open\">amber</span> writers, grey neither.</p>\n"
                + "<div class=\"wide\"><table class=\"locks\">\n<tr><th>Step</th><th>Table</th><th>Lock</th><th>Held</th><th>Who waits</th>"
                + (played.isPresent() ? "<th>Seen in the rehearsal</th>" : "") + "</tr>\n"
                + locking.stream()
                        .map(step ->
                                rows(step, played.isPresent() ? Optional.of(seenOf(step, seen)) : Optional.empty()))
                        .collect(Collectors.joining())
                + "</table></div>\n";
    }

    private static String seenOf(Step step, Map<String, StepSeen> seen) {
        return Optional.ofNullable(seen.get(step.id())).map(LockChart::words).orElse("");
    }

    private static String rows(Step step, Optional<String> seen) {
        List<LockExpectation> locks = Locks.of(step);
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < locks.size(); at++) {
            out.append("<tr>");
            if (at == 0) {
                out.append("<th scope=\"row\" rowspan=\"%d\"><a href=\"#%s\">%s</a></th>"
                        .formatted(locks.size(), MarkdownHtml.anchor(step.id()), Html.escaped(step.id())));
            }
            out.append(lock(locks.get(at)));
            if (at == 0 && seen.isPresent()) {
                out.append("<td rowspan=\"%d\">%s</td>".formatted(locks.size(), seen.get()));
            }
            out.append("</tr>\n");
        }
        return out.toString();
    }

    private static String lock(LockExpectation lock) {
        int share = 100 * (LEVELS.indexOf(lock.level()) + 1) / LEVELS.size();
        return "<td><code>%s</code></td><td class=\"bar %s\" style=\"--share:%d%%\">%s</td><td>%s</td><td>%s</td>"
                .formatted(
                        Html.escaped(lock.table().toString()),
                        Tone.of(lock),
                        share,
                        lock.level().words(),
                        Html.escaped(Locks.time(lock.hold())),
                        Html.escaped(Locks.whoWaits(lock)));
    }

    private static String words(StepSeen seen) {
        String waited = StepSeen.millis(seen.waited())
                .map(time -> "<br />somebody waited " + time)
                .orElse("<br />nobody waited");
        return StepSeen.millis(seen.took())
                .map(took -> Stream.concat(
                                Stream.of("took " + took + waited),
                                seen.locks().stream().map(Html::escaped))
                        .collect(Collectors.joining("<br />")))
                .orElse("did not run");
    }
}
