package dev.cofferdam.report;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A plan as one page of GitHub Flavored Markdown, for the tracker of the team that will run it. */
public final class PlanMarkdown {
    private PlanMarkdown() {}

    /** The whole page; the same plan and findings always give the same text. */
    public static String of(Plan plan, List<Finding> findings) {
        return Markdown.page(Arrays.stream(PlanSection.values())
                .map(section -> section.markdown(plan, findings))
                .collect(Collectors.joining()));
    }
}
