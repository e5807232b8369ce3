package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.rules.info.Words;
import dev.cofferdam.rules.statements.situation.Made;
import dev.cofferdam.rules.statements.situation.Past;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.Transactions;
import dev.cofferdam.schema.SchemaWalk;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Walks a history from its start, learns from every statement, and asks the rules about those that are judged. */
public final class StatementCheck {
    private final Engine engine;
    private final SchemaWalk schema;
    private final Policy policy;
    private final List<StatementFinding> findings = new ArrayList<>();
    private final List<Undecided> undecided = new ArrayList<>();
    private int files;
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
        StatementCheck check = new StatementCheck(engine, history.searchPath(), policy);
        Made change = new Made();
        Made ofFile = new Made();
        String before = "";
        Set<String> releases = releases(history);
        for (MigrationUnit unit : history.units()) {
            boolean judges = judged.test(unit);
            boolean goesOn = unit.file().equals(before) && releases.contains(before);
            ofFile = goesOn ? ofFile : new Made();
            before = unit.file();
            Made here = judges && oneChange ? change : ofFile;
            if (check.walk(unit, judges, here)) {
                unit.undo()
                        .filter(judged)
                        .ifPresent(undo -> check.walkBack(undo, undo.file().equals(unit.file()), here));
            }
        }
        return new Checked(check.findings, check.undecided, check.files, check.statements);
    }

    /**
     * Files of several units that come with one release, so that what a unit makes is new to the next. A file that holds most of its history has grown
     * over releases.
     */
    private static Set<String> releases(History history) {
        Map<String, Long> units =
                history.units().stream().collect(Collectors.groupingBy(MigrationUnit::file, Collectors.counting()));
        return units.entrySet().stream()
                .filter(each -> each.getValue() * 2 <= history.units().size())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Whether the unit ran. */
    private boolean walk(MigrationUnit unit, boolean judges, Made made) {
        if (!schema.begin(unit)) {
            return false;
        }
        if (judges) {
            files++;
            policy.judges(unit.file());
        }
        Transactions transactions = Transactions.of(SqlParser.parse(unit.sql()), unit.transactional());
        int openBefore = undecided.size();
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
        findings.addAll(suppressions.findings());
        if (judges) {
            OtherDialect.in(unit, transactions.statements()).ifPresent(once -> {
                undecided.subList(openBefore, undecided.size()).removeIf(open -> OtherDialect.isForeign(open.why()));
                undecided.add(once);
            });
        }
        return true;
    }

    /** Judges what takes a unit back, each statement on the schema that the unit has left; it never runs in a history. */
    private void walkBack(MigrationUnit undo, boolean sameFile, Made byTheUnit) {
        files += sameFile ? 0 : 1;
        policy.judges(undo.file());
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
        return () -> StatementRules.all().stream()
                .flatMap(rule -> rule.check(at).stream())
                .toList();
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
        reports.get().stream()
                .filter(report -> !isSilent.test(report.rule().id()) || policy.silencesByComment())
                .flatMap(report -> policy.weigh(report, at.unit().file()).stream())
                .forEach(report -> findings.add(finding(report, at)));
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
