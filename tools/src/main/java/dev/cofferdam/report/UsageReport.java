package dev.cofferdam.report;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import java.util.List;

/** A list of usages alone, as Markdown. */
public final class UsageReport {
    private UsageReport() {}

    /** Tables of what to edit and of what follows the property, implicit usages folded away, and one list to look at. */
    public static String markdown(List<Usage> usages, List<Undecided> undecided, List<String> notes) {
        String head = "## Usages\n\n" + (usages.isEmpty() ? "" : Words.capital(UsageText.total(usages)) + ".\n\n");
        String said = notes.isEmpty()
                ? ""
                : "### Notes\n\n"
                        + Markdown.bullets(notes.stream().map(Markdown::prose).toList()) + "\n";
        return Markdown.page(head
                + UsageText.listed(usages)
                + UsageText.triage(usages, undecided)
                + CodePathsMarkdown.of(usages)
                + said);
    }
}
