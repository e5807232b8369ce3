package dev.cofferdam.report;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import java.util.List;

/** The parts of a plan's page, in the order in which a reader needs them. */
public enum PlanSection {
    SUMMARY,
    PHASES,
    FINDINGS,
    SYNC,
    STEPS,
    ROLLBACK,
    EDITS,
    USAGES,
    REHEARSAL,
    MATRICES,
    PROBES,
    ESTIMATE,
    LEDGER;

    /** This part in GitHub Flavored Markdown; empty when the plan has nothing to say in it. */
    public String markdown(Plan plan, List<Finding> findings) {
        return switch (this) {
            case SUMMARY -> SummaryText.of(plan);
            case PHASES -> PhaseText.table(plan);
            case FINDINGS -> FindingText.of(plan, findings);
            case SYNC -> SyncText.of(plan);
            case STEPS -> PhaseText.details(plan);
            case ROLLBACK -> RollbackCards.section(plan);
            case EDITS -> EditsMarkdown.section(plan);
            case USAGES -> UsageText.of(plan);
            case REHEARSAL -> RehearsalMarkdown.of(plan);
            case MATRICES -> MatrixText.of(plan);
            case PROBES -> MatrixText.probes(plan);
            case ESTIMATE -> EstimateText.of(plan);
            case LEDGER -> LedgerText.of(plan);
        };
    }
}
