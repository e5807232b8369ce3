package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.PlainSql;
import java.util.ArrayList;
import java.util.List;

/** Flags a backfill whose predicate does not ask whether a row still needs it: what the sync wrote meanwhile is written again, and so is every row of a batch that is repeated. */
public final class BackfillIdempotent implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "backfill-idempotent",
            Severity.ERROR,
            Hazard.LOSES_WRITES,
            "A backfill writes rows that need nothing any more");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (PlacedStep placed : facts.steps()) {
            if (placed.step() instanceof Step.Backfill backfill && !asksForTheFilled(backfill)) {
                findings.add(INFO.finding(
                        placed.where(),
                        backfill.predicate(),
                        "`" + placed.where() + "` sets `" + backfill.set() + "` where `" + backfill.predicate()
                                + "`, which does not ask whether the row still needs it; newer values are overwritten, and a batch that"
                                + " is repeated writes all its rows again",
                        "let the predicate name the column that is filled: `" + filled(backfill) + " IS NULL` or `"
                                + filled(backfill) + " IS DISTINCT FROM ...`"));
            }
        }
        return findings;
    }

    private static boolean asksForTheFilled(Step.Backfill backfill) {
        return PlainSql.tokens(backfill.predicate()).contains(filled(backfill));
    }

    /** The column before the first `=`, as SQL writes it. */
    private static String filled(Step.Backfill backfill) {
        String plain = PlainSql.of(backfill.set());
        int equals = plain.indexOf(" = ");
        return equals < 0 ? plain : plain.substring(0, equals);
    }
}
