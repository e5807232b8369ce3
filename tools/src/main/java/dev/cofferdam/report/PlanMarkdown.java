package dev.cofferdam.report;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import java.util.List;

/** A plan as one page of GitHub Flavored Markdown, for the tracker of the team that will run it. */
public final class PlanMarkdown {
    private PlanMarkdown() {}

    /** The whole page; the same plan and findings always give the same text. */
    public static String of(Plan plan, List<Finding> findings) {
        return Markdown.page(String.join(
                "",
                SummaryText.of(plan),
                PhaseText.table(plan),
                FindingText.of(plan, findings),
                SyncText.of(plan),
                PhaseText.details(plan),
                RollbackCards.section(plan),
                EditsMarkdown.section(plan),
                UsageText.of(plan),
                RehearsalMarkdown.of(plan),
                MatrixText.of(plan),
                EstimateText.of(plan),
                LedgerText.of(plan)));
    }
}
