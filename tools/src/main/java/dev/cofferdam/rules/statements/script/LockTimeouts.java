package dev.cofferdam.rules.statements.script;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Past;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.rules.statements.situation.StrongLocks;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Flags the first statement of a file or transaction that waits for a strong lock without a short limit (PostgreSQL docs 13.3.1, 19.11
 * lock_timeout).
 */
public final class LockTimeouts implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "lock-timeout-missing",
            Severity.ERROR,
            RuleClass.HYGIENE,
            Hazard.QUEUES_TRAFFIC,
            "A strong lock has no short lock timeout or no retry");

    private static final String SETTING = "lock_timeout";
    /** While the statement waits, everything behind it in the lock queue waits too. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        return StrongLocks.of(at.statement(), at).stream()
                .findFirst()
                .filter(lock -> isFirst(at))
                .flatMap(lock -> problem(lock, at))
                .stream()
                .toList();
    }

    /** Whether no strong lock was waited for since the limit, if any, was set. */
    private static boolean isFirst(Situation at) {
        List<Past> earlier = at.inTransaction() ? at.pastInTransaction() : at.past();
        for (int i = earlier.size() - 1; i >= 0; i--) {
            if (sets(earlier.get(i).statement())) {
                return true;
            }
            if (!earlier.get(i).locks().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Report> problem(LockExpectation lock, Situation at) {
        Optional<Duration> limit = at.setting(SETTING).flatMap(Timeout::of);
        String how;
        if (limit.isPresent() && limit.get().isZero()) {
            how = "with lock_timeout 0, which is without limit";
        } else if (limit.isPresent() && limit.get().compareTo(LONGEST) > 0) {
            how = "for up to " + Timeout.shown(limit.get());
        } else if (limit.isPresent()
                || at.setting(SETTING).filter(value -> value.contains("{")).isPresent()) {
            return Optional.empty();
        } else {
            how = "without a lock_timeout"
                    + (at.after().stream().anyMatch(LockTimeouts::sets) ? ", which is set only later" : "");
        }
        Report report = report(lock, how, at);
        // A role or a connection may bring a limit of its own, which a file cannot tell.
        return Optional.of(limit.isPresent() ? report : report.weighed(Severity.WARNING));
    }

    private static boolean sets(ParsedStatement statement) {
        return statement.facts() instanceof Statement.SetSetting set
                && (set.name().equals(SETTING) || set.name().equals("all"));
    }

    private static Report report(LockExpectation lock, String how, Situation at) {
        String set = at.inTransaction() ? "SET LOCAL lock_timeout = '2s'" : "SET lock_timeout = '2s'";
        List<ParsedStatement> rest = at.inTransaction() ? at.laterInTransaction() : at.after();
        long more = rest.stream()
                .filter(later -> !StrongLocks.of(later, at).isEmpty())
                .count();
        return Report.on(
                lock.table(),
                INFO,
                "waits for " + lock.level().words() + " on `" + lock.table() + "` " + how + "; all "
                        + StrongLocks.waiters(lock)
                        + " that come meanwhile queue behind it"
                        + (more == 0
                                ? ""
                                : more == 1
                                        ? ", and 1 more statement below"
                                        : ", and " + more + " more statements below"),
                "`" + set + "` before it, and repeat the migration after a pause when it gives up");
    }
}
