package dev.cofferdam.report;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.report.UsageText.Group;
import java.util.List;

/** A list of usages as one page for a browser, with nothing to load. */
public final class UsageHtml {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>%s</title>
            <style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem;max-width:75rem}table{border-collapse:collapse;width:100%%}
            td,th{border-bottom:1px solid #ddd;padding:.3rem .6rem;text-align:left;vertical-align:top}code{font-size:90%%;overflow-wrap:anywhere}
            mark{background:#ffe08a}</style></head><body>
            <h1>%s</h1>
            """;

    private UsageHtml() {}

    /**
     * The page.
     *
     * @param title what was asked about
     */
    public static String of(String title, List<Usage> usages, List<Undecided> undecided, List<String> notes) {
        StringBuilder out = new StringBuilder(HEAD.formatted(escaped(title), escaped(title)));
        out.append("<p>")
                .append(usages.isEmpty() ? "No usages" : UsageText.total(usages))
                .append(".</p>\n");
        for (Group group : Group.values()) {
            List<Usage> members = group.in(usages);
            if (!members.isEmpty()) {
                out.append("<h2>")
                        .append(escaped(group.words()))
                        .append(" (")
                        .append(members.size())
                        .append(")</h2>\n");
                out.append("<table><tr><th>Place<th>Use<th>Evidence<th>Reason<th>From</tr>\n");
                members.forEach(usage -> out.append(row(usage)));
                out.append("</table>\n");
            }
        }
        list(
                out,
                "Could not decide",
                undecided.stream()
                        .map(one -> one.place() + " " + one.what() + ": " + one.why())
                        .toList());
        list(out, "Notes", notes);
        return out.append("</body></html>\n").toString();
    }

    private static void list(StringBuilder out, String title, List<String> items) {
        if (!items.isEmpty()) {
            out.append("<h2>").append(title).append("</h2>\n<ul>\n");
            items.forEach(item -> out.append("<li>").append(escaped(item)).append("</li>\n"));
            out.append("</ul>\n");
        }
    }

    private static String row(Usage usage) {
        String evidence = escaped(usage.evidence()).replace("«", "<mark>").replace("»", "</mark>");
        return "<tr><td><code>" + escaped(usage.place().toString()) + "</code> "
                + usage.place().member().map(UsageHtml::escaped).orElse("")
                + "<td>" + escaped(usage.column() + ", " + UsageText.use(usage))
                + "<td><code>" + evidence + "</code><td>" + escaped(usage.reason())
                + "<td>" + escaped(String.join(", ", usage.entryPoints())) + "</tr>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
