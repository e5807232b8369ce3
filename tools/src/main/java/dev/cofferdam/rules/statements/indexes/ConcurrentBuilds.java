package dev.cofferdam.rules.statements.indexes;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.migrations.FlywayTransactions;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.Words;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Flags CONCURRENTLY inside a transaction block: the server refuses it, and the migration stops (docs, CREATE INDEX). */
public final class ConcurrentBuilds implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "index-create-concurrently-in-tx",
            Severity.ERROR,
            Hazard.FAILS_WHEN_RUN,
            "A CONCURRENTLY statement is not alone outside a transaction");

    private static final String OUTSIDE =
            " (Flyway: executeInTransaction=false in its .conf; Liquibase: runInTransaction:false;"
                    + " goose: NO TRANSACTION; dbmate: transaction:false; golang-migrate and Prisma: alone in its file)";

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        if (at.unit().refusal().isPresent()) {
            return refused(at).stream().toList();
        }
        if (!at.inTransaction() || !isConcurrent(at)) {
            return List.of();
        }
        boolean ownBlock = at.before().stream().map(ParsedStatement::facts).anyMatch(ConcurrentBuilds::opensBlock);
        String first = at.statement().text().lines().findFirst().orElse("").strip();
        return List.of(Report.on(
                        at.plain(),
                        INFO,
                        "`" + first + "` stands in a transaction block"
                                + (ownBlock ? "" : ", which the tool opens for the whole file")
                                + "; the server refuses that, and the migration stops here",
                        ownBlock
                                ? "take it out of BEGIN and COMMIT, into a migration of its own that runs without a transaction"
                                : "give it a migration of its own that the tool runs without a transaction" + OUTSIDE)
                .at(at.offsetOf("CONCURRENTLY")));
    }

    /** Once, at the statement over which the tool stumbles. */
    private static Optional<Report> refused(Situation at) {
        boolean first = FlywayTransactions.isSeenToRefuse(at.statement())
                && at.before().stream().noneMatch(FlywayTransactions::isSeenToRefuse);
        return first
                ? at.unit()
                        .refusal()
                        .map(why -> Report.on(
                                at.plain(),
                                INFO,
                                why + "; the migration stops here, and nothing of the file has run",
                                "give `" + Words.firstLine(at.statement().text())
                                        + "` a migration of its own; or, if every statement of this one may commit alone, a file `"
                                        + at.unit().file() + ".conf` with executeInTransaction=false"))
                : Optional.empty();
    }

    private static boolean opensBlock(Statement facts) {
        return facts instanceof Statement.Transaction transaction
                && List.of("BEGIN", "START").contains(transaction.word());
    }

    /** A refresh of a materialized view may say CONCURRENTLY inside a block. */
    private static boolean isConcurrent(Situation at) {
        if (at.facts() instanceof Statement.CreateIndex index) {
            return index.concurrently();
        }
        if (at.facts() instanceof Statement.Drop drop) {
            return drop.concurrently();
        }
        return at.actions(AlterAction.DetachPartition.class).anyMatch(AlterAction.DetachPartition::concurrently)
                || Reindexes.isConcurrent(at);
    }
}
