package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Conduct;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.Retry;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Timeouts;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.WatchSignal;
import dev.cofferdam.sql.Locks;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes numbered steps that share what is true of all of them: ids, versions, facts, timeouts. */
public final class StepWriter {
    private static final String OWNER = "owner";
    private static final String DATABASE_PERSON = "whoever runs migrations, as the owner of the table";

    /** A strong lock is asked for briefly: whoever waits for it makes everybody behind wait too. */
    private static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(10));

    /** The lock is weak, the rows are many. */
    private static final Timeouts SCANNING = new Timeouts(Duration.ofSeconds(2), Duration.ZERO);

    /** The lock keeps everybody out while rows are written; nobody waits longer than this. */
    private static final Timeouts REWRITING = new Timeouts(Duration.ofSeconds(2), Duration.ofHours(1));

    /** A concurrent build that times out leaves an invalid index behind; its locks let readers and writers pass. */
    private static final Timeouts CONCURRENT = new Timeouts(Duration.ZERO, Duration.ZERO);

    private static final Retry RETRY = new Retry(10, Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final Retry ONCE = new Retry(1, Duration.ZERO, Duration.ZERO);
    private static final Retry FEW_RETRIES = new Retry(3, Duration.ofSeconds(10), Duration.ofMinutes(5));

    private final String prefix;
    private final Engine engine;
    private final List<AppVersion> mayRun;
    private final AppVersion floor;
    private final List<String> cites;
    private int count;

    public StepWriter(String prefix, Engine engine, List<AppVersion> mayRun, AppVersion floor, List<String> cites) {
        this.prefix = prefix;
        this.engine = engine;
        this.mayRun = mayRun;
        this.floor = floor;
        this.cites = cites;
    }

    /** A writer that goes on counting under other versions. */
    public StepWriter during(List<AppVersion> versions, AppVersion newFloor) {
        StepWriter writer = new StepWriter(prefix, engine, versions, newFloor, cites);
        writer.count = count;
        return writer;
    }

    String nextId() {
        count++;
        return prefix + "-" + count;
    }

    /** The id that the next step will get, for texts that refer to it. */
    public String upcomingId() {
        return prefix + "-" + (count + 1);
    }

    /** The id of the first step under this prefix, where a phase begins anew. */
    public String firstId() {
        return prefix + "-1";
    }

    public Engine engine() {
        return engine;
    }

    /** Short statements that are done together or not at all. */
    public Step.Sql transaction(
            String title, List<String> statements, Gate.Query doneWhen, Undo undo, List<Gate> gates) {
        return transaction(title, statements, doneWhen, undo, gates, List.of());
    }

    public Step.Sql transaction(
            String title,
            List<String> statements,
            Gate.Query doneWhen,
            Undo undo,
            List<Gate> gates,
            List<WatchSignal> watch) {
        return sql(title, statements, TransactionMode.ONE_TRANSACTION, SHORT, RETRY, doneWhen, undo, gates, watch);
    }

    /** Statements whose long part a valid constraint spares, which the lock table cannot see: it reads one statement at a time. */
    public Step.Sql proved(String title, List<String> statements, Gate.Query doneWhen, Undo undo) {
        return holding(transaction(title, statements, doneWhen, undo, List.of()), LockExpectation.Hold.INSTANT);
    }

    /** A statement that reads the whole table and lets others work. */
    public Step.Sql scan(String title, String statement, Gate.Query doneWhen, Undo undo, List<WatchSignal> watch) {
        return sql(
                title,
                List.of(statement),
                TransactionMode.ONE_TRANSACTION,
                SCANNING,
                RETRY,
                doneWhen,
                undo,
                List.of(),
                watch);
    }

    /** Statements that write the table anew. */
    public Step.Sql rewrite(String title, List<String> statements, Gate.Query doneWhen, Undo undo) {
        return sql(
                title,
                statements,
                TransactionMode.ONE_TRANSACTION,
                REWRITING,
                FEW_RETRIES,
                doneWhen,
                undo,
                List.of(),
                List.of());
    }

    /** An index in the making. Not tried again as it is: a build that failed leaves its name taken. */
    Step.Sql build(String title, String statement, Gate.Query doneWhen, Undo undo, List<WatchSignal> watch) {
        return sql(
                title, List.of(statement), TransactionMode.OUTSIDE, CONCURRENT, ONCE, doneWhen, undo, List.of(), watch);
    }

    /** A statement that PostgreSQL refuses in a transaction. */
    public Step.Sql concurrently(
            String title, String statement, Gate.Query doneWhen, Undo undo, List<Gate> gates, List<WatchSignal> watch) {
        return sql(
                title,
                List.of(statement),
                TransactionMode.OUTSIDE,
                CONCURRENT,
                FEW_RETRIES,
                doneWhen,
                undo,
                gates,
                watch);
    }

    private Step.Sql sql(
            String title,
            List<String> statements,
            TransactionMode mode,
            Timeouts timeouts,
            Retry retry,
            Gate.Query doneWhen,
            Undo undo,
            List<Gate> gates,
            List<WatchSignal> watch) {
        return new Step.Sql(
                nextId(),
                title,
                statements,
                mode,
                OWNER,
                timeouts,
                retry,
                locks(statements),
                doneWhen,
                undo,
                conduct(DATABASE_PERSON, gates, watch));
    }

    /** Another app version goes out. */
    public Step.Deploy deploy(
            String title,
            AppVersion version,
            List<String> edits,
            Undo undo,
            List<Gate> gates,
            List<WatchSignal> watch) {
        return new Step.Deploy(
                nextId(), title, version, edits, undo, conduct("the team of " + version.consumer(), gates, watch));
    }

    /** What a person has to do. */
    public Step.Manual manual(String title, String instruction, List<Gate> gates, List<WatchSignal> watch) {
        return manual(title, instruction, new Undo.NotNeeded("nothing was changed"), gates, watch);
    }

    public Step.Manual manual(String title, String instruction, Undo undo, List<Gate> gates, List<WatchSignal> watch) {
        return new Step.Manual(nextId(), title, instruction, undo, conduct("whoever is on duty", gates, watch));
    }

    /** The step with its locks held as long as this: the lock table reads one statement at a time and does not know the schema. */
    public static Step.Sql holding(Step.Sql step, LockExpectation.Hold hold) {
        List<LockExpectation> locks = step.locks().stream()
                .map(lock -> new LockExpectation(lock.table(), lock.level(), hold))
                .toList();
        return step.with(step.timeouts(), locks, step.conduct());
    }

    Conduct conduct(String who, List<Gate> gates, List<WatchSignal> watch) {
        return new Conduct(who, mayRun, List.of(floor), gates, watch, cites);
    }

    /** Who does a step in the database, and how it is watched. */
    public Conduct databaseConduct(List<Gate> gates, List<WatchSignal> watch) {
        return conduct(DATABASE_PERSON, gates, watch);
    }

    /** The same conduct with one more thing to look at. */
    static Conduct watching(Conduct conduct, WatchSignal signal) {
        List<WatchSignal> watch = new ArrayList<>(conduct.watch());
        watch.add(signal);
        return new Conduct(
                conduct.who(), conduct.mayRun(), conduct.rollbackFloor(), conduct.gates(), watch, conduct.cites());
    }

    static Retry retry() {
        return RETRY;
    }

    static Timeouts perBatch() {
        return SCANNING;
    }

    /** For each table the strongest lock of all statements, strongest first. */
    List<LockExpectation> locks(List<String> statements) {
        Map<TableRef, LockExpectation> strongest = new TreeMap<>();
        for (String statement : statements) {
            for (ParsedStatement parsed : SqlParser.parse(statement)) {
                for (LockExpectation lock : Locks.of(parsed.facts(), engine)) {
                    strongest.merge(lock.table(), lock, (a, b) -> a.level().compareTo(b.level()) >= 0 ? a : b);
                }
            }
        }
        Comparator<LockExpectation> weakestFirst = Comparator.comparing(LockExpectation::level);
        return strongest.values().stream()
                .filter(lock -> lock.level() != LockLevel.ACCESS_SHARE)
                .sorted(weakestFirst.reversed())
                .toList();
    }
}
