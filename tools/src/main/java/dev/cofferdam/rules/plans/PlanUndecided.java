package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.RoutineBody;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.rules.loops.BackfillLoop;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Flags what the rules could not read: such a plan may be right, but nobody may call it checked. */
public final class PlanUndecided implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-undecided", Severity.ERROR, Hazard.UNDECIDED, "Something could not be read, so it was not checked");
    private static final Pattern CALL = Pattern.compile(
            "^call\\s+((?:\"(?:[^\"]|\"\")+\"|[\\w$]+)(?:\\.(?:\"(?:[^\"]|\"\")+\"|[\\w$]+))?)\\s*\\(",
            Pattern.CASE_INSENSITIVE);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (SqlUnit unit : facts.units()) {
            unit.statements().forEach(statement -> check(plan, facts, unit, statement, findings));
        }
        facts.queries().forEach(query -> query.statements().stream()
                .filter(statement -> statement.facts() instanceof Statement.CouldNotDecide)
                .forEach(statement -> findings.add(unread(query.where(), statement))));
        UnseenCalls unseen = new UnseenCalls(plan, facts);
        facts.units().forEach(unit -> unit.statements().forEach(statement -> unseen.of(statement)
                .forEach(name -> findings.add(unseen(unit.where(), statement, name)))));
        facts.queries().forEach(query -> query.statements().forEach(statement -> unseen.of(statement)
                .forEach(name -> findings.add(unseen(query.where(), statement, name)))));
        if (plan.engine().product() != Engine.Product.POSTGRESQL) {
            findings.add(INFO.finding(
                    "engine",
                    plan.engine().toString(),
                    "nothing is known of the locks that statements take on " + plan.engine(),
                    "have a person who knows the engine approve the plan"));
        }
        // Whoever looks at a body that does more than fill its table looks at its loop too.
        Set<String> toldOf = findings.stream().map(Finding::where).collect(Collectors.toSet());
        new BackfilledRows(plan, facts)
                .all().stream()
                        .filter(placed -> !toldOf.contains(placed.where()))
                        .forEach(placed -> BackfillLoop.of(placed.backfill())
                                .unread()
                                .ifPresent(words -> findings.add(unfollowed(placed, words))));
        plan.undecided().forEach(place -> findings.add(undecided(place)));
        return findings;
    }

    private static void check(
            Plan plan, PlanFacts facts, SqlUnit unit, ParsedStatement statement, List<Finding> findings) {
        if (statement.facts() instanceof Statement.CouldNotDecide && !callsOwnRoutine(unit, statement, facts)) {
            findings.add(unread(unit.where(), statement));
        }
        if (statement.facts() instanceof Statement.CreateRoutine routine) {
            List<String> acts = RoutineBody.findActs(routine.body(), table -> mayBeUpdated(unit, table, plan, facts));
            acts.forEach(act -> findings.add(INFO.finding(
                    unit.where(),
                    routine.name() + act,
                    "the body of `" + routine.name() + "` says " + act
                            + ", and the rules do not look into what a routine does beyond filling its own table",
                    "take it out of the routine into a step of its own, or have a person approve the body by name")));
        }
    }

    /** CALL of a procedure whose body this plan gives, and which was looked at where it is created. */
    private static boolean callsOwnRoutine(SqlUnit unit, ParsedStatement statement, PlanFacts facts) {
        Matcher call = CALL.matcher(statement.text());
        return call.find() && facts.isOwnObject(unit, StoredName.of(call.group(1)));
    }

    private static boolean mayBeUpdated(SqlUnit unit, TableRef table, Plan plan, PlanFacts facts) {
        return facts.isOwn(unit, table)
                || plan.steps()
                        .anyMatch(step -> step instanceof Step.Backfill backfill
                                && backfill.table().isSameTable(table));
    }

    private static Finding unread(String where, ParsedStatement statement) {
        Statement.CouldNotDecide facts = (Statement.CouldNotDecide) statement.facts();
        return INFO.finding(
                where,
                statement.text(),
                "`" + where + "` has a statement that could not be read: " + facts.reason() + " ("
                        + statement.text().lines().findFirst().orElse("").strip() + ")",
                "write it as plain statements, or have a person approve it by name");
    }

    /** A function may do anything, and what it does stands nowhere in the plan. */
    private static Finding unseen(String where, ParsedStatement statement, String function) {
        return INFO.finding(
                where,
                statement.text(),
                "`" + where + "` calls `" + function + "`, whose statements are not seen here",
                "write its statements into the step, or have a person approve the call by name");
    }

    private static Finding unfollowed(BackfilledRows.Placed placed, String words) {
        return INFO.finding(
                placed.where(),
                "loop " + words,
                "the procedure of `" + placed.where() + "` could not be followed (" + words
                        + "), so nobody has seen that it ends, meets every row and goes on where it was stopped",
                "let it use LOOP, WHILE, IF, plain SELECT INTO, UPDATE and COMMIT, or have a person approve it by name");
    }

    private static Finding undecided(Undecided place) {
        return INFO.finding(
                place.place().toString(),
                place.what(),
                place.what() + " at " + place.place() + ": " + place.why(),
                "have a person look at it and approve this finding by name");
    }
}
