package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SqlUnit.Part;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.rules.info.Words;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Flags steps that may stop half-way: statements outside a transaction that are not alone, and steps that open or end transactions themselves. */
public final class PlanStepTransactionMode implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-step-transaction-mode",
            Severity.ERROR,
            Hazard.FAILS_WHEN_RUN,
            "A step may stop half-way, or holds locks while rows are written");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (SqlUnit unit : facts.units()) {
            together(unit, findings);
            transactions(unit, findings);
            rows(unit, facts, findings);
        }
        return findings;
    }

    /** An undo is run by hand, statement by statement, by somebody who looks; only what builds is worth a step of its own there too. */
    private static void together(SqlUnit unit, List<Finding> findings) {
        boolean concurrent = unit.statements().stream().anyMatch(LongWork::isConcurrent);
        boolean stops = unit.part() == Part.STEP
                && !unit.isOneTransaction()
                && unit.statements().size() > 1
                && (concurrent || !unit.isUndo());
        if (stops && !clearsAndBuilds(unit)) {
            findings.add(INFO.finding(
                    unit.where(),
                    "together",
                    "`" + unit.where() + "` runs " + unit.statements().size()
                            + " statements outside of a transaction, each committed alone; if `"
                            + Words.firstLine(unit.statements().get(1).text())
                            + "` fails, the step is half done and cannot be run again as a whole",
                    concurrent
                            ? "give each CONCURRENTLY statement a step of its own with transaction outside"
                            : "put the statements into one transaction, or each into a step of its own"));
        }
    }

    /** DROP ... IF EXISTS before CREATE of the same index clears what a failed build left: such a step can be run again as a whole. */
    private static boolean clearsAndBuilds(SqlUnit unit) {
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

    private static void transactions(SqlUnit unit, List<Finding> findings) {
        for (ParsedStatement statement : unit.statements()) {
            if (statement.facts() instanceof Statement.Transaction transaction) {
                findings.add(INFO.finding(
                        unit.where(),
                        statement.text(),
                        "`" + unit.where() + "` says " + transaction.word()
                                + " itself; whoever runs the step opens and ends its transaction, so its statements are no longer done together or not at all",
                        "take it out, and say in `transaction` how the step is run"));
            }
        }
    }

    /** The lock of a change of the catalogs is meant to be held for an instant; rows in the same transaction make it as long as the table is big. */
    private static void rows(SqlUnit unit, PlanFacts facts, List<Finding> findings) {
        boolean changes = unit.isOneTransaction()
                && unit.part() == Part.STEP
                && unit.facts(Statement.AlterTable.class).anyMatch(alter -> !facts.isOwn(unit, alter.table()));
        unit.facts(Statement.Query.class)
                .filter(query -> changes)
                .flatMap(query -> query.written().stream())
                .filter(table -> !facts.isOwn(unit, table))
                .distinct()
                .forEach(table -> findings.add(INFO.finding(
                        unit.where(),
                        "rows of " + table,
                        "`" + unit.where() + "` changes a table and writes rows of `" + table
                                + "` in one transaction; whoever reads or writes waits until the last row is written",
                        "fill the rows in a backfill of their own, in batches")));
    }
}
