package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flags a strong lock that waits without limit, too long, or is given up after one try. */
public final class LockTimeoutMissing implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "lock-timeout-missing",
            Severity.ERROR,
            RuleClass.HYGIENE,
            Hazard.QUEUES_TRAFFIC,
            "A strong lock has no short lock timeout or no retry");

    /** Ten are common; whoever did not get the lock a hundred times has a reader or a transaction in the way, and has to look for it. */
    private static final int MOST_ATTEMPTS = 100;

    /** While the statement waits, everything behind it in the lock queue waits too. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (SqlUnit unit : facts.units()) {
            UnitLocks.of(unit, plan.engine(), facts)
                    .strongest()
                    .filter(lock -> lock.level().blocksWrites())
                    .ifPresent(lock -> check(unit, lock, findings));
        }
        return findings;
    }

    private static void check(SqlUnit unit, LockExpectation lock, List<Finding> findings) {
        Duration timeout = unit.timeouts().lock();
        Optional<String> problem = Optional.empty();
        if (timeout.isZero() || timeout.isNegative()) {
            problem = Optional.of("without a lock timeout");
        } else if (timeout.compareTo(LONGEST) > 0) {
            problem = Optional.of("for up to " + timeout.toSeconds() + " s");
        } else if (unit.retry().attempts() < 2) {
            problem = Optional.of("and gives up after one try");
        } else if (unit.retry().attempts() > MOST_ATTEMPTS) {
            problem = Optional.of("and tries " + unit.retry().attempts() + " times, where nobody would look for why");
        }
        problem.ifPresent(words -> findings.add(INFO.finding(
                unit.where(),
                lock.table().toString(),
                "`" + unit.where() + "` waits for " + lock.level().words() + " on `" + lock.table() + "` " + words
                        + "; every "
                        + (lock.level().blocksReads() ? "read and write" : "write")
                        + " that comes meanwhile queues behind it",
                "set the lock timeout of `" + unit.step().id() + "` to 2 s (at most " + LONGEST.toSeconds()
                        + " s) with several attempts and a pause between them")));
    }
}
