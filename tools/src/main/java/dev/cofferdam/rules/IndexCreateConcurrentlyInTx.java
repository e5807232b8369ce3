package dev.cofferdam.rules;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.sql.ParsedStatement;
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
                    .filter(statement ->
                            unit.isOneTransaction() || unit.statements().size() > 1)
                    .forEach(statement -> findings.add(finding(unit, statement)));
        }
        return findings;
    }

    private static Finding finding(SqlUnit unit, ParsedStatement statement) {
        String first = firstLine(statement.text());
        return INFO.finding(
                unit.where(),
                statement.text(),
                unit.isOneTransaction()
                        ? "`" + unit.where() + "` runs `" + first + "` inside a transaction, which the server refuses"
                        : "`" + unit.where() + "` runs `" + first
                                + "` together with other statements; if it fails half-way, nobody knows which of them are done",
                "give `" + first + "` a step of its own with transaction outside");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text).strip();
    }
}
