package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SqlUnit.Part;
import dev.cofferdam.rules.facts.SqlUnit.Route;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.Words;
import dev.cofferdam.rules.statements.StatementRules;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges the SQL of a plan by the rules for statements: the way forward as one history, the undo of each step and both ways back from each
 * boundary as histories that branch off from it.
 */
public final class StepStatements {
    private final Plan plan;
    private final PlanFacts facts;
    private final Weight weight;
    private final List<String> before;
    private final List<ParsedStatement> ownTables;
    private final List<Finding> findings = new ArrayList<>();

    private StepStatements(Plan plan, PlanFacts facts) {
        this.plan = plan;
        this.facts = facts;
        this.weight = new Weight(plan);
        this.ownTables = facts.forward()
                .flatMap(unit -> unit.statements().stream())
                .filter(statement -> statement.facts() instanceof Statement.CreateTable)
                .toList();
        this.before = DescribedSchema.statements(plan);
    }

    /** Every finding on a statement, in the order of the plan. */
    public static List<Finding> check(Plan plan, PlanFacts facts) {
        if (plan.engine().product() != Engine.Product.POSTGRESQL) {
            return List.of(); // PlanUndecided says that nothing is known of this engine.
        }
        StepStatements check = new StepStatements(plan, facts);
        check.walk();
        return List.copyOf(check.findings);
    }

    /** What is known of the rules that can report on a step's statement, sorted by id. */
    public static List<RuleInfo> infos() {
        return StatementRules.infos().stream().filter(Weight::counts).toList();
    }

    private void walk() {
        StepWalk forward = new StepWalk(plan.engine(), before, ownTables);
        facts.units().stream().filter(StepStatements::isRun).forEach(unit -> judge(forward, unit));
        for (SqlUnit first : facts.units()) {
            if (first.route() != Route.FORWARD && beginsItsWay(first)) {
                branch(first);
            }
        }
    }

    /** Batches stand in for the body of their procedure, which is judged by what the plan says of it. */
    private static boolean isRun(SqlUnit unit) {
        return unit.route() == Route.FORWARD && unit.part() != Part.BATCH;
    }

    private boolean beginsItsWay(SqlUnit unit) {
        return unit.isUndo()
                || facts.wayOf(unit).findFirst().filter(unit::equals).isPresent();
    }

    /** What the branch runs: one undo, or a whole way back. */
    private List<SqlUnit> judged(SqlUnit first) {
        return first.isUndo() ? List.of(first) : facts.wayOf(first).toList();
    }

    /** What has run when an undo on a way back begins: that way up to its step. */
    private List<SqlUnit> goneBack(SqlUnit first) {
        return first.route() != Route.UNDO_OF_BACK
                ? List.of()
                : facts.units().stream()
                        .filter(unit -> unit.step().equals(first.step())
                                && first.where().startsWith(unit.where() + "/"))
                        .flatMap(base -> facts.wayOf(base)
                                .takeWhile(unit -> facts.units().indexOf(unit)
                                        <= facts.units().indexOf(base)))
                        .toList();
    }

    private void branch(SqlUnit first) {
        StepWalk back = new StepWalk(plan.engine(), before, ownTables);
        facts.units().stream()
                .filter(unit -> isRun(unit) && unit.order() <= first.order())
                .forEach(back::pass);
        goneBack(first).stream().filter(unit -> unit.part() != Part.BATCH).forEach(back::pass);
        judged(first).stream().filter(unit -> unit.part() != Part.BATCH).forEach(unit -> judge(back, unit));
    }

    private void judge(StepWalk walk, SqlUnit unit) {
        for (StepWalk.Judged judged : walk.judge(unit)) {
            Report report = judged.report();
            String what = "`" + unit.where() + "` runs `"
                    + Words.firstLine(judged.statement().text()) + "`: " + report.what();
            weight.of(report, unit)
                    .ifPresent(severity -> findings.add(
                            report.rule().finding(severity, unit.where(), report.subject(), what, report.remedy())));
        }
    }
}
