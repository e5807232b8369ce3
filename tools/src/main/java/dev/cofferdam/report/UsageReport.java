package dev.cofferdam.report;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A list of usages alone, for a terminal or as Markdown. */
public final class UsageReport {
    private UsageReport() {}

    /** Lines that begin with {@code file:line}, grouped with production code first; no colour codes. */
    public static String text(List<Usage> usages, List<Undecided> undecided) {
        StringBuilder out = new StringBuilder(usages.isEmpty() ? "no usages" : UsageText.total(usages)).append("\n");
        Arrays.stream(UsageText.Group.values()).forEach(group -> {
            List<Usage> members = group.in(usages);
            if (!members.isEmpty()) {
                out.append("\n")
                        .append(group.words())
                        .append(" (")
                        .append(members.size())
                        .append(")\n");
                members.forEach(usage -> out.append(line(usage)));
            }
        });
        if (!undecided.isEmpty()) {
            out.append("\nCould not decide (").append(undecided.size()).append(")\n");
            undecided.stream().sorted(Comparator.comparing(Undecided::place)).forEach(place -> out.append(line(place)));
        }
        return out.toString();
    }

    private static String line(Usage usage) {
        String what = usage.column() + ", " + UsageText.use(usage);
        String member = usage.place()
                .member()
                .map(name -> "  in " + Words.oneLine(name))
                .orElse("");
        return Words.oneLine(usage.place().toString()) + "  " + Words.oneLine(what) + member + "\n    "
                + Words.oneLine(usage.evidence()) + "\n    " + Words.oneLine(usage.reason()) + "\n";
    }

    private static String line(Undecided undecided) {
        return Words.oneLine(undecided.place().toString()) + "  " + Words.oneLine(undecided.what()) + "\n    "
                + Words.oneLine(undecided.why()) + "\n";
    }

    /** The same as tables, with implicit usages folded away and a list to look at. */
    public static String markdown(List<Usage> usages, List<Undecided> undecided) {
        String head = "## Usages\n\n" + (usages.isEmpty() ? "" : Words.capital(UsageText.total(usages)) + ".\n\n");
        return Markdown.page(head
                + UsageText.sections(
                        usages, new UsageText.LastColumn("Evidence", usage -> Markdown.code(usage.evidence())))
                + UsageText.triage(usages, undecided));
    }
}
