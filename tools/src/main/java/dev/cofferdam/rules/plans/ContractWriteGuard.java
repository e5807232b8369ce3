package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.Milestones;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Flags a write guard that lets every writer pass: its soak proves nothing, and the last old writer is met when the column is gone. */
public final class ContractWriteGuard implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "contract-write-guard", Severity.ERROR, Hazard.BREAKS_OLD_CODE, "A write guard lets old writers pass");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.forward().filter(unit -> unit.phase() == PhaseKind.CONTRACT).forEach(unit -> unit.facts(
                        Statement.CreateTrigger.class)
                .filter(made -> made.table().isSameTable(plan.change().table()) && !isSync(made, plan))
                .forEach(guard -> judge(guard, unit, facts, findings)));
        if (findings.isEmpty()) {
            judgeWrites(plan, facts, findings);
        }
        return findings;
    }

    /** All triggers of the guard together, as they stand until the old place goes. */
    private static void judgeWrites(Plan plan, PlanFacts facts, List<Finding> findings) {
        Optional<ColumnRef> column = facts.columnGivenUp();
        int end = column.flatMap(old -> firstWithout(old, plan, facts))
                .map(SqlUnit::order)
                .orElse(Integer.MAX_VALUE);
        List<SqlUnit> units = facts.forward()
                .filter(unit -> unit.phase() == PhaseKind.CONTRACT && unit.order() < end)
                .toList();
        Optional<SqlUnit> made = units.stream()
                .filter(unit -> unit.facts(Statement.CreateTrigger.class)
                        .anyMatch(trigger ->
                                trigger.table().isSameTable(plan.change().table()) && !isSync(trigger, plan)))
                .findFirst();
        if (made.isEmpty() || column.isEmpty()) {
            return;
        }
        Map<String, StandingGuard> guards =
                StandingGuard.of(units, facts, plan.change().table());
        guards.values().removeIf(guard -> isSync(guard.trigger(), plan));
        new GuardTrials(plan, facts, column.get(), guards.values())
                .wrongs(made.get())
                .forEach(
                        wrong -> findings.add(
                                INFO.finding(
                                        made.get().where(),
                                        wrong,
                                        "the write guard of `" + made.get().where() + "` " + wrong
                                                + "; its soak would prove nothing, or refuse what newer code writes",
                                        "let triggers on INSERT and on UPDATE OF the old column RAISE EXCEPTION unless the column was left out, and leave them switched on until the step that drops it")));
    }

    /** From here on the old name itself fails, and no guard is needed. */
    private static Optional<SqlUnit> firstWithout(ColumnRef column, Plan plan, PlanFacts facts) {
        Optional<SqlUnit> loss = new Milestones(plan, facts).firstLoss();
        return facts.forward()
                .filter(unit -> unit.phase() == PhaseKind.CONTRACT)
                .filter(unit -> loss.filter(unit::equals).isPresent()
                        || !facts.nameAt(column, unit).equals(facts.nameAfter(column, unit)))
                .findFirst();
    }

    private static boolean isSync(Statement.CreateTrigger made, Plan plan) {
        return plan.sync() instanceof Sync.ByTrigger sync && StoredName.means(sync.trigger(), made.name());
    }

    private static void judge(Statement.CreateTrigger guard, SqlUnit unit, PlanFacts facts, List<Finding> findings) {
        facts.forward()
                .filter(earlier -> earlier.order() <= unit.order())
                .flatMap(earlier -> earlier.facts(Statement.CreateRoutine.class))
                .filter(routine -> routine.name().name().equals(guard.function().name()))
                .reduce((first, second) -> second)
                .flatMap(ContractWriteGuard::hollowness)
                .ifPresent(
                        why -> findings.add(
                                INFO.finding(
                                        unit.where(),
                                        guard.name(),
                                        "write guard `" + guard.name() + "` calls `" + guard.function() + "`, which "
                                                + why
                                                + "; a writer that was left over is not seen before the column is gone",
                                        "let the function RAISE EXCEPTION for every write of the old place, with nothing before it that returns always")));
    }

    /** Why nobody is refused; empty when somebody is. */
    private static Optional<String> hollowness(Statement.CreateRoutine routine) {
        List<String> words = PlainSql.tokens(routine.body());
        int handler = Collections.indexOfSubList(words, List.of("exception", "when"));
        if (handler >= 0 && !words.subList(handler, words.size()).contains("raise")) {
            return Optional.of("catches the exception that it raises");
        }
        int depth = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean ends = i > 0 && words.get(i - 1).equals("end");
            if (word.equals("if") || word.equals("loop")) {
                depth += ends ? -1 : 1;
            } else if (word.equals("raise") && refuses(words, i)) {
                return Optional.empty();
            } else if (word.equals("return") && depth == 0) {
                return Optional.of("returns before it raises anything");
            }
        }
        return Optional.of("raises no exception");
    }

    /** RAISE alone is an exception too; NOTICE, WARNING and the like let the write pass (PostgreSQL docs, PL/pgSQL, RAISE). */
    private static boolean refuses(List<String> words, int at) {
        return at + 1 >= words.size()
                || !List.of("notice", "warning", "info", "log", "debug").contains(words.get(at + 1));
    }
}
