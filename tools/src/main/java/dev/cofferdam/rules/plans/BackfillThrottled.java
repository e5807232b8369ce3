package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.PlainSql;
import java.util.ArrayList;
import java.util.List;

/** Flags a backfill that never pauses, or that nobody would stop: replicas fall behind and logs fill the disk while it runs. */
public final class BackfillThrottled implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "backfill-throttled",
            Severity.ERROR,
            Hazard.QUEUES_TRAFFIC,
            "A backfill does not pause, or nobody watches it");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (PlacedStep placed : facts.steps()) {
            if (placed.step() instanceof Step.Backfill backfill) {
                if (!pauses(backfill)) {
                    findings.add(INFO.finding(
                            placed.where(),
                            "pause",
                            "`" + placed.where()
                                    + "` goes from batch to batch without a pause; replicas fall behind and traffic waits for the disk",
                            "state a pause of 50 ms or more, and sleep for it behind each COMMIT of the procedure"));
                }
                if (backfill.conduct().watch().isEmpty()) {
                    findings.add(
                            INFO.finding(
                                    placed.where(),
                                    "watch",
                                    "`" + placed.where()
                                            + "` says no signal to look at and no threshold at which to stop it",
                                    "watch the replication lag and the sessions that wait for a lock, with the value at which to stop"));
                }
            }
        }
        return findings;
    }

    /** A step without a procedure of its own is paced by whoever calls it. */
    private static boolean pauses(Step.Backfill backfill) {
        List<String> procedures = backfill.setup().stream()
                .map(PlainSql::of)
                .filter(sql -> sql.matches("(?s)create (or replace )?procedure .*"))
                .toList();
        return backfill.pauseMillis() > 0
                && (procedures.isEmpty() || procedures.stream().anyMatch(sql -> sql.contains("pg_sleep")));
    }
}
