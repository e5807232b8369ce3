package dev.cofferdam.report;

import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            summary{cursor:pointer}li{overflow-wrap:anywhere}a{color:inherit}
            nav{display:grid;grid-template-columns:max-content max-content 1fr;gap:.1rem .8rem;margin:.8rem 0}nav b{text-align:right}nav .soft{margin:0}
            @media(max-width:40rem){body{margin:1rem auto}dl{grid-template-columns:1fr}dt{border:0;padding-bottom:0}nav{grid-template-columns:max-content 1fr}nav .soft{grid-column:2}}
            </style></head><body>
            <h1>%s</h1>
            """;

    private static final String UNDECIDED = "UNDECIDED";
    private static final String UNDECIDED_WORDS =
            "the source does not show what is sent; somebody who knows has to say";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

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
                .append(".</p>\n")
                .append(overview(usages, undecided));
        Stream.of(UsageGroup.values()).filter(group -> !group.isFolded()).forEach(group -> group(out, group, usages));
        undecided(out, undecided);
        out.append(PathsHtml.of(usages));
        Stream.of(UsageGroup.values()).filter(UsageGroup::isFolded).forEach(group -> group(out, group, usages));
        notes(out, notes);
        return out.append("</body></html>\n").toString();
    }

    /** What there is to do, and where on the page. */
    private static String overview(List<Usage> usages, List<Undecided> undecided) {
        StringBuilder lines = new StringBuilder();
        for (UsageGroup group : UsageGroup.values()) {
            List<Usage> members = group.in(usages);
            if (!members.isEmpty()) {
                lines.append(line(count(group, members), group.name(), group.title(), prose(group.words())));
            }
        }
        if (!undecided.isEmpty()) {
            lines.append(line(Words.number(undecided.size()), UNDECIDED, "Could not decide", UNDECIDED_WORDS));
        }
        return lines.isEmpty() ? "" : "<nav>\n" + lines + "</nav>\n";
    }

    private static String line(String count, String anchor, String title, String words) {
        return "<b>%s</b><a href=\"#%s\">%s</a><span class=\"soft\">%s</span>\n"
                .formatted(count, anchor, Html.escaped(title), words);
    }

    private static String count(UsageGroup group, List<Usage> members) {
        return group == UsageGroup.NAMED ? UsageEdit.count(members) : Words.number(members.size());
    }

    private static void group(StringBuilder out, UsageGroup group, List<Usage> usages) {
        List<Usage> members = group.in(usages);
        if (members.isEmpty()) {
            return;
        }
        out.append("<h2 id=\"%s\">%s (%s)</h2>\n<p>%s.</p>\n"
                .formatted(
                        group.name(),
                        Html.escaped(group.title()),
                        count(group, members),
                        prose(Words.capital(group.words()))));
        out.append(group.isFolded() ? "<details><summary>Show them</summary>\n" : "");
        if (group == UsageGroup.IMPLICIT) {
            ImplicitWords.of(usages)
                    .forEach(words -> out.append("<p>").append(prose(words)).append(".</p>\n"));
        }
        UsageSite.byFile(UsageSite.of(members)).forEach((file, sites) -> file(out, file, sites));
        out.append(group.isFolded() ? "</details>\n" : "");
    }

    private static void undecided(StringBuilder out, List<Undecided> undecided) {
        if (!undecided.isEmpty()) {
            out.append("<h2 id=\"%s\">Could not decide (%s)</h2>\n<p>%s.</p>\n<dl>\n"
                    .formatted(UNDECIDED, Words.number(undecided.size()), Words.capital(UNDECIDED_WORDS)));
            undecided.forEach(one -> out.append("<dt><code>%s</code><dd>%s<div class=\"soft\">%s</div>\n"
                    .formatted(path(one.place().toString()), prose(one.what()), prose(one.why()))));
            out.append("</dl>\n");
        }
    }

    private static void notes(StringBuilder out, List<String> notes) {
        if (!notes.isEmpty()) {
            out.append("<h2>Notes</h2>\n<ul>\n");
            notes.forEach(note -> out.append("<li>").append(prose(note)).append("</li>\n"));
            out.append("</ul>\n");
        }
    }

    private static void file(StringBuilder out, String file, List<UsageSite> sites) {
        boolean oneColumn =
                sites.stream().map(site -> site.first().column()).distinct().count() == 1;
        out.append("<h3>").append(path(file)).append("</h3>\n<dl>\n");
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
                        prose(usage.reason()),
                        from);
    }

    private static String path(CodePath path) {
        return "<li>" + Html.escaped(path.trigger()) + " <code>" + Html.escaped(path.inShort()) + "</code></li>";
    }

    /** A path that may be broken behind its slashes, where a reader would break it. */
    static String path(String path) {
        return Html.escaped(path).replace("/", "/<wbr>");
    }

    /** Words, in which code stands between back quotes. */
    static String prose(String text) {
        return CODE.matcher(Html.escaped(text)).replaceAll("<code>$1</code>");
    }
}
