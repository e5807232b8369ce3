package dev.cofferdam.report;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import java.util.List;

/** A list of usages alone, as Markdown. */
public final class UsageReport {
    private UsageReport() {}

    /** Tables of what to edit and of what follows the property, implicit usages folded away, and one list to look at. */
    public static String markdown(List<Usage> usages, List<Undecided> undecided, List<String> notes) {
        String head = "## Usages\n\n" + (usages.isEmpty() ? "" : asked(usages) + UsageText.total(usages) + ".\n\n");
        String said = notes.isEmpty()
                ? ""
                : "### Notes\n\n"
                        + Markdown.bullets(notes.stream().map(Markdown::prose).toList()) + "\n";
        List<Usage> production = usages.stream()
                .filter(usage -> UsageGroup.of(usage) != UsageGroup.TEST)
                .toList();
        return Markdown.page(head
                + UsageText.listed(usages)
                + UsageText.triage(production, undecided)
                + CodePathsMarkdown.of(usages)
                + said);
    }

    /** The column, where the question was about one. */
    private static String asked(List<Usage> usages) {
        List<ColumnRef> columns = usages.stream().map(Usage::column).distinct().toList();
        return columns.size() == 1 ? Markdown.code(columns.get(0).toString()) + ": " : "";
    }
}
