package dev.cofferdam.report.page;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.report.Html;
import dev.cofferdam.report.PlanSection;
import dev.cofferdam.report.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A plan as one page for a browser: light or dark as the reader's system is, on a phone, on paper, without a script and with nothing to load.
 * The words are those of {@code plan.md}; time line, locks, matrices and estimate are drawn.
 */
public final class PlanHtml {
    private static final String STYLE = style();

    private final Plan plan;
    private final List<Finding> findings;
    private final MarkdownHtml html;

    private PlanHtml(Plan plan, List<Finding> findings, SourceLinks links) {
        this.plan = plan;
        this.findings = findings;
        this.html = new MarkdownHtml(links.of(plan));
    }

    /** The page; the same plan, findings and links always give the same text. */
    public static String of(Plan plan, List<Finding> findings, SourceLinks links) {
        return Html.printable(new PlanHtml(plan, findings, links).page());
    }

    private String page() {
        String title = Html.escaped(Words.capital(plan.change().summary()));
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n"
                // A page that was made from the text of others runs nothing and fetches nothing, whatever it says.
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\" />\n"
                + "<title>" + title + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<header class=\""
                + tone() + "\">\n" + part(PlanSection.SUMMARY) + "</header>\n" + CONTENTS + body()
                + "</body>\n</html>\n";
    }

    private String tone() {
        return plan.verdict() == Verdict.Outcome.REJECTED
                ? "bad"
                : plan.verdict() == Verdict.Outcome.COULD_NOT_DECIDE ? "open" : "good";
    }

    private static final String CONTENTS = """
            <nav><a href="#time-line">Time line</a> <a href="#locks">Locks</a> <a href="#findings">Findings</a>
            <a href="#steps">Steps</a> <a href="#rollback">Rollback</a> <a href="#edits">Edits</a> <a href="#usages">Usages</a>
            <a href="#compatibility">Matrices</a> <a href="#backfill-estimate">Backfill</a>
            <a href="#what-no-plan-can-know">Not known</a></nav>
            """;

    private String body() {
        return "<h2 id=\"time-line\">Time line</h2>\n" + TimeLine.of(plan)
                + "<h2 id=\"locks\">Locks</h2>\n" + LockChart.of(plan)
                + part(PlanSection.FINDINGS)
                + part(PlanSection.SYNC)
                + "<div id=\"steps\"></div>\n" + part(PlanSection.STEPS)
                + part(PlanSection.ROLLBACK)
                + part(PlanSection.EDITS)
                + part(PlanSection.USAGES)
                + part(PlanSection.REHEARSAL)
                + MatrixGrid.of(plan, html)
                + part(PlanSection.PROBES)
                + estimate()
                + part(PlanSection.LEDGER);
    }

    /** The chart stands between the heading and its table. */
    private String estimate() {
        String text = part(PlanSection.ESTIMATE);
        int end = text.indexOf("</h2>") + "</h2>".length();
        return text.substring(0, end) + "\n" + EstimateChart.of(plan) + text.substring(end);
    }

    private String part(PlanSection section) {
        return html.of(section.markdown(plan, findings));
    }

    private static String style() {
        try (InputStream file = PlanHtml.class.getResourceAsStream("plan.css")) {
            return new String(
                    Objects.requireNonNull(file, "plan.css is packaged with this class")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("plan.css cannot be read", e);
        }
    }
}
