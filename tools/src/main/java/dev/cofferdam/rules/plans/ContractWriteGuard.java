package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flags a write guard that lets every writer pass: its soak proves nothing, and the last old writer is met when the column is gone. */
public final class ContractWriteGuard implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "contract-write-guard", Severity.ERROR, Hazard.BREAKS_OLD_CODE, "A write guard refuses nobody");

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
        return findings;
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
