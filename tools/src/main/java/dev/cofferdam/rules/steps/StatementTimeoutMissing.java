package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Flags a short step without a statement timeout, and a long one with a timeout that makes it die half-way. */
public final class StatementTimeoutMissing implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "statement-timeout-missing",
            Severity.ERROR,
            Hazard.QUEUES_TRAFFIC,
            "A step that should take an instant may run without limit");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (SqlUnit unit : facts.units()) {
            Duration timeout = unit.timeouts().statement();
            boolean none = timeout.isZero() || timeout.isNegative();
            if (none && unit.step() instanceof Step.Sql && !LongWork.isIn(unit)) {
                findings.add(
                        INFO.finding(
                                unit.where(),
                                "none",
                                "`" + unit.where()
                                        + "` has no statement timeout; once it has its lock, nothing ends it if it takes longer than thought",
                                "set the statement timeout of `" + unit.step().id()
                                        + "`, 10 s for a change of the catalog; zero is for concurrent builds, VALIDATE and backfills only"));
            }
        }
        return findings;
    }
}
