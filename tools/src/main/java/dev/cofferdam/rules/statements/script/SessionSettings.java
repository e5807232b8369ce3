package dev.cofferdam.rules.statements.script;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.HeavyWork;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.rules.statements.situation.StrongLocks;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Flags settings that stop long work half-way, are missing, or outlive the migration (PostgreSQL docs, SET; 19.11). */
public final class SessionSettings implements StatementRule {
    private static final RuleInfo STATEMENT_TIMEOUT = new RuleInfo(
            "statement-timeout-misuse",
            Severity.WARNING,
            RuleClass.HYGIENE,
            Hazard.FAILS_WHEN_RUN,
            "A statement timeout ends long work half-way, or is missing where a lock is held");
    private static final RuleInfo IDLE = new RuleInfo(
            "idle-in-transaction-timeout-missing",
            Severity.WARNING,
            RuleClass.HYGIENE,
            Hazard.QUEUES_TRAFFIC,
            "A client that stalls keeps its locks for ever");
    private static final RuleInfo POOLER = new RuleInfo(
            "session-setting-through-pooler",
            Severity.WARNING,
            RuleClass.HYGIENE,
            Hazard.LEAVES_RUBBISH,
            "A setting outlives the migration in its session, or is lost on the way");

    /** A limit above this is no trap for a build. */
    private static final Duration LONG = Duration.ofHours(1);

    /** Settings that a file may leave behind without harm to those who get the session next. */
    private static final Set<String> HARMLESS = Set.of(
            "client_encoding",
            "client_min_messages",
            "standard_conforming_strings",
            "application_name",
            "escape_string_warning",
            "bytea_output",
            "datestyle",
            "intervalstyle",
            "extra_float_digits",
            "xmloption",
            "default_tablespace",
            "default_table_access_method",
            "default_with_oids",
            "check_function_bodies",
            "transaction_timeout",
            "row_security",
            // Tools set these anew before each file.
            "search_path",
            "role");

    private static final Pattern STORED = Pattern.compile(
            "alter ((?:database|role|user) \\S+(?: in database \\S+)?) set (?!tablespace )(\\S+) (?:=|to) (.+)");

    /** On what the running version's statements do. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("application_name", "client_min_messages", "maintenance_work_mem", "vacuum_cost_delay");

    @Override
    public List<RuleInfo> detects() {
        return List.of(STATEMENT_TIMEOUT, IDLE, POOLER);
    }

    @Override
    public List<Report> check(Situation at) {
        return Stream.of(endsHalfWay(at), unlimited(at), idle(at), outlives(at), stored(at))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Report> endsHalfWay(Situation at) {
        Optional<Duration> limit = at.setting("statement_timeout")
                .flatMap(Timeout::of)
                .filter(each -> !each.isZero() && each.compareTo(LONG) < 0);
        Optional<String> work = HeavyWork.withoutStrongLock(at);
        if (limit.isEmpty() || work.isEmpty()) {
            return Optional.empty();
        }
        String left = work.get().contains("CONCURRENTLY") ? ", leaves an INVALID index or half a change behind," : "";
        return Optional.of(Report.on(
                work.get(),
                STATEMENT_TIMEOUT,
                work.get() + " takes as long as the table is big; after " + Timeout.shown(limit.get())
                        + " the statement_timeout of this file ends it" + left + " and all is to do again",
                (at.inTransaction() ? "`SET LOCAL statement_timeout = 0`" : "`SET statement_timeout = 0`")
                        + " before it: nobody waits for it while it runs"));
    }

    /** An author who limits the wait and not the work. */
    private static Optional<Report> unlimited(Situation at) {
        boolean limitsTheWait = at.setting("lock_timeout")
                .flatMap(Timeout::of)
                .filter(limit -> !limit.isZero())
                .isPresent();
        boolean limitsTheWork = at.setting("statement_timeout").isPresent();
        if (!limitsTheWait || limitsTheWork) {
            return Optional.empty();
        }
        return HeavyWork.underStrongLock(at)
                .map(work -> Report.on(
                        work.lock().table(),
                        STATEMENT_TIMEOUT,
                        "lock_timeout ends the wait for " + work.lock().level().words() + " on `"
                                + work.lock().table() + "`, but nothing ends " + work.words()
                                + " once the lock is there; " + StrongLocks.waiters(work.lock()) + " wait that long",
                        "a form that does not hold the lock through it; or `SET " + (at.inTransaction() ? "LOCAL " : "")
                                + "statement_timeout = '10s'` before it, so that the worst is ten seconds"));
    }

    /** Only where the file itself keeps the transaction open: a tool's connection ends with the tool. */
    private static Optional<Report> idle(Situation at) {
        List<LockExpectation> locks = StrongLocks.of(at.statement(), at);
        boolean own = !at.unit().transactional() && at.inTransaction();
        if (!own
                || locks.isEmpty()
                || at.laterInTransaction().isEmpty()
                || Stream.of("idle_in_transaction_session_timeout", "transaction_timeout")
                        .anyMatch(name -> at.setting(name).isPresent())
                || at.pastInTransaction().stream()
                        .anyMatch(earlier -> !earlier.locks().isEmpty())) {
            return Optional.empty();
        }
        LockExpectation lock = locks.get(0);
        return Optional.of(Report.on(
                lock.table(),
                IDLE,
                "the transaction holds " + lock.level().words() + " on `" + lock.table()
                        + "` between this statement and COMMIT; a client that stalls there keeps all "
                        + StrongLocks.waiters(lock)
                        + " waiting, and no other timeout ends it",
                "`SET LOCAL idle_in_transaction_session_timeout = '10s'` after BEGIN"));
    }

    /** Once a file: a plain SET in a transaction where SET LOCAL would do, not taken back. */
    private static Optional<Report> outlives(Situation at) {
        if (!(at.facts() instanceof Statement.SetSetting set)
                || !leaves(set)
                || !at.inTransaction()
                || at.earlierInTransaction().stream()
                        .anyMatch(earlier -> earlier.facts() instanceof Statement.SetSetting other && leaves(other))
                || at.after().stream().anyMatch(later -> takesBack(later, set.name()))) {
            return Optional.empty();
        }
        return Optional.of(Report.on(
                set.name(),
                POOLER,
                "`" + set.name() + "` stays " + set.value()
                        + " in this session after COMMIT, for the next migration or whoever the pool gives it to; a pooler that switches"
                        + " connections between transactions applies it to nobody in particular",
                "`SET LOCAL " + set.name() + " = '" + set.value() + "'`, which ends with the transaction"));
    }

    /** ALTER DATABASE and ALTER ROLE ... SET: sessions that begin later have the value (docs, ALTER ROLE). */
    private static Optional<Report> stored(Situation at) {
        Matcher set = at.facts() instanceof Statement.Other ? STORED.matcher(at.plain()) : STORED.matcher("");
        if (!set.matches() || set.group(2).startsWith("log_") || WITHOUT_EFFECT.contains(set.group(2))) {
            return Optional.empty();
        }
        return Optional.of(Report.on(
                set.group(1),
                POOLER,
                "`" + set.group(2) + "` becomes " + set.group(3).replace(" ,", ",") + " for " + set.group(1)
                        + " in sessions that begin after this, those of the running version too; connections that a pool holds keep the old"
                        + " value, so that the same statement does two things",
                "set it where the new version connects (its connection string, or SET when it opens one), or restart all that connect right after"
                        + " this"));
    }

    private static boolean leaves(Statement.SetSetting set) {
        return !set.local() && !isDefault(set.value()) && !HARMLESS.contains(set.name());
    }

    /** No limit is what a session has anyway; dumps begin so. */
    private static boolean isDefault(String value) {
        return value.equals("DEFAULT")
                || Timeout.of(value).filter(Duration::isZero).isPresent();
    }

    private static boolean takesBack(ParsedStatement later, String name) {
        return later.facts() instanceof Statement.SetSetting set
                && !set.local()
                && (set.name().equals(name) || set.name().equals("all"))
                && isDefault(set.value());
    }
}
