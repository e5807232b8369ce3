package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.JudgedHistory;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.migrations.Release;
import dev.cofferdam.rules.info.Words;
import dev.cofferdam.rules.statements.situation.Made;
import dev.cofferdam.rules.statements.situation.Past;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.rules.statements.situation.Transactions;
import dev.cofferdam.schema.SchemaWalk;
import dev.cofferdam.sql.DoBlock;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Walks a history from its start, learns from every statement, and asks the rules about those that are judged. */
public final class StatementCheck {
    private final Engine engine;
    private final SchemaWalk schema;
    private final Policy policy;
    private final List<StatementFinding> findings = new ArrayList<>();
    private final List<Undecided> undecided = new ArrayList<>();
    private int statements;

    private StatementCheck(Engine engine, List<String> searchPath, Policy policy) {
        this.engine = engine;
        this.policy = policy;
        this.schema = new SchemaWalk(searchPath);
    }

    /** Judges parts of a history by every rule, advice too. */
    public static Checked of(History history, Engine engine, Predicate<MigrationUnit> judged, boolean oneChange) {
        return of(history, engine, judged, oneChange, Policy.everything());
    }

    /**
     * Judges parts of a history.
     *
     * @param judged which units are judged; the others are taken for deployed
     * @param oneChange whether the judged units are released together, so that what one makes is new to the next; otherwise each is a change
     *     of its own
     * @param policy what is wanted of the rules
     */
    public static Checked of(
            History history, Engine engine, Predicate<MigrationUnit> judged, boolean oneChange, Policy policy) {
        return of(new Task(history, judged, oneChange), engine, policy, VerdictMemory.NONE);
    }

    /** Judges what has no verdict in the memory yet, and lets the memory keep what is said of it. */
    public static Checked of(JudgedHistory part, Engine engine, Policy policy, VerdictMemory memory) {
        return of(new Task(part.history(), part::judges, part.oneChange()), engine, policy, memory);
    }

    private static Checked of(Task task, Engine engine, Policy policy, VerdictMemory memory) {
        List<MigrationUnit> units = task.history().units();
        List<String> keys = UnitKeys.of(task.history(), engine, task::circumstances, memory.circumstances());
        List<Optional<UnitVerdict>> known = new ArrayList<>();
        int unknown = -1;
        for (int i = 0; i < units.size(); i++) {
            boolean judges = task.asksOf(units.get(i));
            known.add(judges ? memory.find(keys.get(i)) : Optional.empty());
            unknown = judges && known.get(i).isEmpty() ? i : unknown;
        }
        StatementCheck check = new StatementCheck(engine, task.history().searchPath(), policy);
        Changes changes = new Changes(task);
        Sum sum = new Sum(policy, task);
        for (int i = 0; i < units.size(); i++) {
            MigrationUnit unit = units.get(i);
            // Nothing is learned from what comes after the last one that is judged.
            if (i <= unknown) {
                boolean asks = task.asksOf(unit) && known.get(i).isEmpty();
                UnitVerdict verdict = check.walk(unit, task, asks, changes.madeBefore(unit));
                if (asks) {
                    memory.keep(keys.get(i), verdict);
                    known.set(i, Optional.of(verdict));
                }
            }
            known.get(i).ifPresent(verdict -> sum.add(unit, verdict));
        }
        return sum.checked();
    }

    /** What is to be judged of which history. */
    private record Task(History history, Predicate<MigrationUnit> judged, boolean oneChange) {
        boolean isInOneChange(MigrationUnit unit) {
            return oneChange
                    && judged.test(unit)
                    && unit.release().filter(Release::isPart).isEmpty();
        }

        /** The way back, when it is to be judged. */
        Optional<MigrationUnit> undo(MigrationUnit unit) {
            return unit.undo().filter(judged);
        }

        /** Whether something is to be said of the unit, or of its way back. */
        boolean asksOf(MigrationUnit unit) {
            return judged.test(unit) || undo(unit).isPresent();
        }

        /** Whatever a verdict hangs on beside the units' texts. */
        String circumstances(MigrationUnit unit) {
            return isInOneChange(unit) + " " + judged.test(unit) + " "
                    + undo(unit).isPresent();
        }
    }

    /** What each change of the task has made so far; another unit may have been deployed long before, even when both stand in one file. */
    private static final class Changes {
        private final Task task;
        private final Made ofTheTask = new Made();
        private final Map<Release, Made> ofReleases = new HashMap<>();

        Changes(Task task) {
            this.task = task;
        }

        Made madeBefore(MigrationUnit unit) {
            if (task.isInOneChange(unit)) {
                return ofTheTask;
            }
            return unit.release()
                    .map(release -> ofReleases.computeIfAbsent(release, any -> new Made()))
                    .orElseGet(Made::new);
        }
    }

    /** The verdicts on all units, one after the other. */
    private static final class Sum {
        private final Policy policy;
        private final Task task;
        private final List<StatementFinding> findings = new ArrayList<>();
        private final List<Undecided> undecided = new ArrayList<>();
        private final Set<String> files = new TreeSet<>();
        private int statements;

        Sum(Policy policy, Task task) {
            this.policy = policy;
            this.task = task;
        }

        void add(MigrationUnit unit, UnitVerdict verdict) {
            if (verdict.runs()) {
                Set<String> judged = new TreeSet<>();
                task.undo(unit).map(MigrationUnit::file).ifPresent(judged::add);
                if (task.judged().test(unit)) {
                    judged.add(unit.file());
                }
                files.addAll(judged);
                policy.judged(judged, verdict);
            }
            findings.addAll(verdict.findings());
            undecided.addAll(verdict.undecided());
            statements += verdict.statements();
        }

        Checked checked() {
            return new Checked(findings, undecided, files.size(), statements);
        }
    }

    private UnitVerdict walk(MigrationUnit unit, Task task, boolean asks, Made made) {
        if (!schema.begin(unit)) {
            return UnitVerdict.NOT_RUN;
        }
        findings.clear();
        undecided.clear();
        statements = 0;
        boolean judges = asks && task.judged().test(unit);
        Transactions transactions = Transactions.of(DoBlock.opened(SqlParser.parse(unit.sql())), unit.transactional());
        Suppressions suppressions = Suppressions.in(unit, judges ? transactions.statements() : List.of());
        for (int i = 0; i < transactions.statements().size(); i++) {
            ParsedStatement statement = transactions.statements().get(i);
            int index = i;
            if (judges) {
                Situation at = new Situation(engine, unit, transactions, i, schema, made);
                judge(at, asked(at), rule -> suppressions.silence(index, rule));
                transactions.note(Past.of(at));
            }
            made.note(statement.facts(), schema);
            schema.apply(unit, statement);
        }
        if (judges) {
            findings.addAll(suppressions.findings());
            OtherDialect.in(unit, transactions.statements()).ifPresent(once -> {
                undecided.removeIf(open -> OtherDialect.isForeign(open.why()));
                undecided.add(once);
            });
        }
        if (!asks) {
            return UnitVerdict.NOT_RUN;
        }
        task.undo(unit).ifPresent(undo -> walkBack(undo, made));
        Policy.Silence silence = policy.settle();
        return new UnitVerdict(findings, undecided, true, statements, silence.findings(), silence.suppressions());
    }

    /** Judges what takes a unit back, each statement on the schema that the unit has left; it never runs in a history. */
    private void walkBack(MigrationUnit undo, Made byTheUnit) {
        Transactions transactions = Transactions.of(SqlParser.parse(undo.sql()), undo.transactional());
        Suppressions suppressions = Suppressions.in(undo, transactions.statements());
        Made made = new Made();
        for (int i = 0; i < transactions.statements().size(); i++) {
            Situation at = new Situation(engine, undo, transactions, i, schema, made);
            Situation after = new Situation(engine, undo, transactions, i, schema, byTheUnit);
            int index = i;
            judge(at, () -> DownMigrations.judge(at, after), rule -> suppressions.silence(index, rule));
            transactions.note(Past.of(at));
            made.note(at.facts(), schema);
        }
        findings.addAll(suppressions.findings());
    }

    private static Supplier<List<Report>> asked(Situation at) {
        return () -> {
            List<Report> reports = new ArrayList<>();
            for (StatementRule rule : StatementRules.all()) {
                reports.addAll(rule.check(at));
            }
            return reports;
        };
    }

    private void judge(Situation at, Supplier<List<Report>> reports, Predicate<String> isSilent) {
        statements++;
        Optional<String> opaque = Opaque.reason(at);
        ParsedStatement statement = at.statement();
        opaque.filter(reason -> !isSilent.test(Opaque.NAME) || policy.silencesByComment())
                .ifPresent(reason -> undecided.add(
                        new Undecided(at.unit().place(statement.line()), Words.firstLine(statement.text()), reason)));
        if (at.facts() instanceof Statement.CouldNotDecide) {
            return;
        }
        for (Report report : reports.get()) {
            if (!isSilent.test(report.rule().id()) || policy.silencesByComment()) {
                policy.weigh(report, at.unit().file()).ifPresent(weighed -> findings.add(finding(weighed, at)));
            }
        }
    }

    private static StatementFinding finding(Report report, Situation at) {
        ParsedStatement statement = at.statement();
        Position position = Position.in(statement, report.offset());
        Place place = at.unit().place(position.line());
        Finding finding = report.rule()
                .finding(report.severity(), place.toString(), report.subject(), report.what(), report.remedy());
        return new StatementFinding(
                finding, report.rule().ruleClass(), place, position.column(), statement.text(), report.safeForm());
    }

    /** Line and column in the unit's text, both counted from 1. */
    private record Position(int line, int column) {
        static Position in(ParsedStatement statement, int offset) {
            String before = statement.text().substring(0, offset);
            int newline = before.lastIndexOf('\n');
            int lines = (int) before.chars().filter(c -> c == '\n').count();
            return newline < 0
                    ? new Position(statement.line(), statement.column() + offset)
                    : new Position(statement.line() + lines, offset - newline);
        }
    }
}
