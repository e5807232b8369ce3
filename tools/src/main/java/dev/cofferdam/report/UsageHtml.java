package dev.cofferdam.report;

import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import java.util.List;
import java.util.stream.Collectors;

/** A list of usages as one page for a browser, with nothing to load; light or dark as the reader's system is, on a phone too. */
public final class UsageHtml {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            :root{color-scheme:light dark;--line:#ddd;--soft:#59636e;--mark:#ffe08a;--ink:#1f2328;--page:#fff}
            @media(prefers-color-scheme:dark){:root{--line:#3d444d;--soft:#9198a1;--mark:#6b5300;--ink:#e6edf3;--page:#0d1117}}
            body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;padding:0 1rem;max-width:75rem;color:var(--ink);background:var(--page)}
            h1{font-size:1.5rem;overflow-wrap:anywhere}h2{font-size:1.2rem;margin:2rem 0 0}h3{font:600 .95rem ui-monospace,monospace;margin:1.2rem 0 .2rem;overflow-wrap:anywhere}
            p,.soft{color:var(--soft);margin:.2rem 0}
            dl{display:grid;grid-template-columns:minmax(9rem,18rem) 1fr;margin:0;border-top:1px solid var(--line)}
            dt,dd{margin:0;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line);min-width:0}
            code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}mark{background:var(--mark);color:inherit}
            summary{cursor:pointer}li{overflow-wrap:anywhere}
            @media(max-width:40rem){body{margin:1rem auto}dl{grid-template-columns:1fr}dt{border:0;padding-bottom:0}}
            </style></head><body>
            <h1>%s</h1>
            """;

    private UsageHtml() {}

    /**
     * The page.
     *
     * @param title what was asked about
     */
    public static String of(String title, List<Usage> usages, List<Undecided> undecided, List<String> notes) {
        StringBuilder out = new StringBuilder(HEAD.formatted(Html.escaped(title), Html.escaped(title)));
        out.append("<p>")
                .append(usages.isEmpty() ? "No usages" : UsageText.total(usages))
                .append(".</p>\n");
        for (UsageGroup group : UsageGroup.values()) {
            List<Usage> members = group.in(usages);
            if (!members.isEmpty()) {
                out.append("<h2>%s (%s)</h2>\n<p>%s.</p>\n"
                        .formatted(
                                Html.escaped(group.title()),
                                group == UsageGroup.NAMED ? UsageEdit.count(members) : Words.number(members.size()),
                                Html.escaped(Words.capital(group.words()))));
                out.append(group.isFolded() ? "<details><summary>Show them</summary>\n" : "");
                if (group == UsageGroup.IMPLICIT) {
                    ImplicitWords.of(usages).forEach(words -> out.append("<p>")
                            .append(Html.escaped(words))
                            .append(".</p>\n"));
                }
                UsageSite.byFile(UsageSite.of(members)).forEach((file, sites) -> file(out, file, sites));
                out.append(group.isFolded() ? "</details>\n" : "");
            }
        }
        out.append(PathsHtml.of(usages));
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
            items.forEach(item -> out.append("<li>").append(Html.escaped(item)).append("</li>\n"));
            out.append("</ul>\n");
        }
    }

    private static void file(StringBuilder out, String file, List<UsageSite> sites) {
        boolean oneColumn =
                sites.stream().map(site -> site.first().column()).distinct().count() == 1;
        out.append("<h3>").append(Html.escaped(file)).append("</h3>\n<dl>\n");
        sites.forEach(site -> out.append(entry(site, oneColumn)));
        out.append("</dl>\n");
    }

    private static String entry(UsageSite site, boolean oneColumn) {
        Usage usage = site.first();
        String evidence = Html.escaped(usage.evidence()).replace("«", "<mark>").replace("»", "</mark>");
        String from = usage.codePaths().isEmpty()
                ? ""
                : "<details><summary class=\"soft\">"
                        + Words.count(usage.codePaths().size(), "code path") + "</summary><ul>"
                        + usage.codePaths().stream().map(UsageHtml::path).collect(Collectors.joining())
                        + "</ul></details>";
        return "<dt>%s <code>%s</code><div class=\"soft\">%s%s</div><dd><code>%s</code><div class=\"soft\">%s</div>%s\n"
                .formatted(
                        Html.escaped(site.lines()),
                        Html.escaped(site.member()),
                        oneColumn ? "" : Html.escaped(usage.column().toString()) + ", ",
                        Html.escaped(UsageText.use(usage)),
                        evidence,
                        Html.escaped(usage.reason()),
                        from);
    }

    private static String path(CodePath path) {
        return "<li>" + Html.escaped(path.trigger()) + " <code>" + Html.escaped(path.inShort()) + "</code></li>";
    }
}
