package dev.cofferdam.report;

import dev.cofferdam.domain.Usage;
import java.util.List;

/** Usages as a table of Markdown: a row for what one member does in one way, with its first line to read and the others to find. */
final class SiteTable {
    /** GitHub takes 65,536 characters in one comment; a table beyond this many rows is not read there anyway. */
    private static final int MOST_ROWS = 100;

    private SiteTable() {}

    static String of(List<Usage> usages) {
        boolean oneColumn = usages.stream().map(Usage::column).distinct().count() == 1;
        List<UsageSite> sites = UsageSite.of(usages);
        List<List<String>> rows = sites.stream()
                .limit(MOST_ROWS)
                .map(site -> row(site, oneColumn))
                .toList();
        String rest = sites.size() <= MOST_ROWS
                ? ""
                : "\nAnd " + Words.number(sites.size() - MOST_ROWS) + " more, which `--format json` lists.\n";
        return Markdown.table(List.of("Place", "Member", "Use", "Evidence"), rows) + rest;
    }

    private static List<String> row(UsageSite site, boolean oneColumn) {
        Usage usage = site.first();
        String use = UsageText.use(usage);
        return List.of(
                Markdown.code(usage.place().file() + ":" + site.lines()),
                usage.place().member().map(Markdown::code).orElse(""),
                oneColumn ? use : Markdown.code(usage.column().toString()) + " " + use,
                Markdown.code(usage.evidence()));
    }
}
