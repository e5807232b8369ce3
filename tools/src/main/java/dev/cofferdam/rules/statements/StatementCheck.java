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
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.Words;
import dev.cofferdam.rules.statements.situation.Made;
import dev.cofferdam.rules.statements.situation.Past;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.rules.statements.situation.Transactions;
import dev.cofferdam.schema.SchemaWalk;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
        List<String> keys = UnitKeys.of(task.history(), engine, task::isInOneChange, memory.circumstances());
        List<Optional<UnitVerdict>> known = new ArrayList<>();
        int unknown = -1;
        for (int i = 0; i < units.size(); i++) {
            boolean judges = task.judged().test(units.get(i));
            known.add(judges ? memory.find(keys.get(i)) : Optional.empty());
            unknown = judges && known.get(i).isEmpty() ? i : unknown;
        }
        StatementCheck check = new StatementCheck(engine, task.history().searchPath(), policy);
        Made made = new Made();
        Sum sum = new Sum(policy);
        for (int i = 0; i < units.size(); i++) {
            MigrationUnit unit = units.get(i);
            // Nothing is learned from what comes after the last one that is judged.
            if (i <= unknown) {
                boolean asks = task.judged().test(unit) && known.get(i).isEmpty();
                UnitVerdict verdict = check.walk(unit, asks, task.isInOneChange(unit) ? made : new Made());
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
            return oneChange && judged.test(unit);
        }
    }

    /** The verdicts on all units, one after the other. */
    private static final class Sum {
        private final Policy policy;
        private final List<StatementFinding> findings = new ArrayList<>();
        private final List<Undecided> undecided = new ArrayList<>();
        private int files;
        private int statements;

        Sum(Policy policy) {
            this.policy = policy;
        }

        void add(MigrationUnit unit, UnitVerdict verdict) {
            if (verdict.runs()) {
                files++;
                policy.judged(unit.file(), verdict);
            }
            findings.addAll(verdict.findings());
            undecided.addAll(verdict.undecided());
            statements += verdict.statements();
        }

        Checked checked() {
            return new Checked(findings, undecided, files, statements);
        }
    }

    private UnitVerdict walk(MigrationUnit unit, boolean judges, Made made) {
        if (!schema.begin(unit)) {
            return UnitVerdict.NOT_RUN;
        }
        findings.clear();
        undecided.clear();
        statements = 0;
        Transactions transactions = Transactions.of(SqlParser.parse(unit.sql()), unit.transactional());
        Suppressions suppressions = Suppressions.in(unit, judges ? transactions.statements() : List.of());
        for (int i = 0; i < transactions.statements().size(); i++) {
            ParsedStatement statement = transactions.statements().get(i);
            int index = i;
            if (judges) {
                Situation at = new Situation(engine, unit, transactions, i, schema, made);
                judge(at, rule -> suppressions.silence(index, rule));
                transactions.note(Past.of(at));
            }
            made.note(statement.facts(), schema);
            schema.apply(unit, statement);
        }
        return judges ? verdict(unit, transactions, suppressions) : UnitVerdict.NOT_RUN;
    }

    private UnitVerdict verdict(MigrationUnit unit, Transactions transactions, Suppressions suppressions) {
        findings.addAll(suppressions.findings());
        OtherDialect.in(unit, transactions.statements()).ifPresent(once -> {
            undecided.removeIf(open -> OtherDialect.isForeign(open.why()));
            undecided.add(once);
        });
        Policy.Silence silence = policy.settle();
        return new UnitVerdict(findings, undecided, true, statements, silence.findings(), silence.suppressions());
    }

    private void judge(Situation at, Predicate<RuleInfo> isSilent) {
        statements++;
        Optional<String> opaque = Opaque.reason(at);
        ParsedStatement statement = at.statement();
        opaque.ifPresent(reason -> undecided.add(
                new Undecided(at.unit().place(statement.line()), Words.firstLine(statement.text()), reason)));
        if (at.facts() instanceof Statement.CouldNotDecide) {
            return;
        }
        for (StatementRule rule : StatementRules.all()) {
            for (Report report : rule.check(at)) {
                if (!isSilent.test(report.rule()) || policy.silencesByComment()) {
                    policy.weigh(report, at.unit().file()).ifPresent(weighed -> findings.add(finding(weighed, at)));
                }
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
