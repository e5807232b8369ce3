package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.rules.info.Words;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Flags a CONCURRENTLY statement that is not alone in a step outside any transaction: the server refuses it. */
public final class IndexCreateConcurrentlyInTx implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "index-create-concurrently-in-tx",
            Severity.ERROR,
            Hazard.FAILS_WHEN_RUN,
            "A CONCURRENTLY statement is not alone outside a transaction");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (SqlUnit unit : facts.units()) {
            unit.statements().stream()
                    .filter(LongWork::isConcurrent)
                    .filter(statement -> unit.isOneTransaction() || !isAlone(unit))
                    .forEach(statement -> findings.add(finding(unit, statement)));
        }
        return findings;
    }

    /** DROP ... IF EXISTS before CREATE of the same index clears what a failed build left: such a step can be run again as a whole. */
    private static boolean isAlone(SqlUnit unit) {
        if (unit.statements().size() == 1) {
            return true;
        }
        return unit.statements().size() == 2
                && unit.statements().get(0).facts() instanceof Statement.Drop drop
                && unit.statements().get(1).facts() instanceof Statement.CreateIndex index
                && drop.concurrently()
                && drop.ifExists()
                && index.concurrently()
                && !index.ifNotExists()
                && drop.names().stream()
                        .map(StoredName::of)
                        .toList()
                        .equals(index.name().stream()
                                .map(name ->
                                        StoredName.of(new TableRef(index.table().schema(), name)))
                                .toList());
    }

    private static Finding finding(SqlUnit unit, ParsedStatement statement) {
        String first = Words.firstLine(statement.text());
        return INFO.finding(
                unit.where(),
                statement.text(),
                unit.isOneTransaction()
                        ? "`" + unit.where() + "` runs `" + first + "` inside a transaction, which the server refuses"
                        : "`" + unit.where() + "` runs `" + first
                                + "` together with other statements; if it fails half-way, nobody knows which of them are done",
                "give `" + first + "` a step of its own with transaction outside");
    }
}
