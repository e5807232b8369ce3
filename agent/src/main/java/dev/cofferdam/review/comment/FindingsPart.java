package dev.cofferdam.review.comment;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.report.Markdown;
import dev.cofferdam.report.Words;
import dev.cofferdam.review.Review;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the rules say of the new statements, statement by statement, worst first, each with the safe form. */
final class FindingsPart {
    /** Of more statements than this, the others are told in a line each. */
    private static final int STATEMENTS = 8;

    private static final int LINES = 60;
    private static final int LONGEST = 160;

    private final Links links;

    private FindingsPart(Links links) {
        this.links = links;
    }

    /** Those that matter, then the rest, which may be left out. */
    static List<String> of(Review review, Links links) {
        FindingsPart part = new FindingsPart(links);
        List<StatementFinding> all = review.checked().findings();
        List<List<StatementFinding>> statements = byStatement(all.stream()
                .filter(found -> found.finding().severity() != Severity.INFO)
                .toList());
        List<StatementFinding> notes = all.stream()
                .filter(found -> found.finding().severity() == Severity.INFO)
                .toList();
        List<String> parts = new ArrayList<>();
        if (!statements.isEmpty()) {
            parts.add("### Findings\n\n"
                    + statements.stream().limit(STATEMENTS).map(part::statement).collect(Collectors.joining("\n")));
        }
        if (statements.size() > STATEMENTS) {
            parts.add(part.brief(
                    statements.stream().skip(STATEMENTS).flatMap(List::stream).toList(), "more finding"));
        }
        if (!notes.isEmpty()) {
            parts.add(part.brief(notes, "note"));
        }
        return parts;
    }

    private static List<List<StatementFinding>> byStatement(List<StatementFinding> findings) {
        Map<String, List<StatementFinding>> all = new LinkedHashMap<>();
        findings.forEach(
                found -> all.computeIfAbsent(found.place().file() + "\n" + found.statement(), any -> new ArrayList<>())
                        .add(found));
        return all.values().stream()
                .sorted(Comparator.comparing(FindingsPart::worst).reversed())
                .toList();
    }

    private static Severity worst(List<StatementFinding> findings) {
        return findings.stream()
                .map(found -> found.finding().severity())
                .max(Comparator.naturalOrder())
                .orElse(Severity.INFO);
    }

    private String statement(List<StatementFinding> findings) {
        StatementFinding first = findings.get(0);
        return links.changed(first.place()) + " " + Markdown.code(shortened(first.statement())) + "\n\n"
                + findings.stream()
                        .sorted(Comparator.comparing((StatementFinding found) ->
                                        found.finding().severity())
                                .reversed())
                        .map(FindingsPart::one)
                        .collect(Collectors.joining());
    }

    private static String one(StatementFinding found) {
        Finding finding = found.finding();
        return "- **" + Words.capital(Words.of(finding.severity())) + "** " + Markdown.code(finding.rule()) + ": "
                + Markdown.prose(finding.what()) + ".<br>**Instead:** " + Markdown.prose(finding.remedy()) + ".\n"
                + found.safeForm().map(FindingsPart::safe).orElse("");
    }

    private static String safe(SafeForm form) {
        String how = form.outsideTransaction()
                ? "The safe form, outside a transaction"
                : form.statements().size() > 1 ? "The safe form, each in a transaction of its own" : "The safe form";
        String sql = form.statements().stream().map(each -> each + ";").collect(Collectors.joining("\n"));
        return ("\n" + Markdown.details(how, Markdown.fence("sql", sql)) + "\n").indent(2);
    }

    private String brief(List<StatementFinding> findings, String noun) {
        return Markdown.details(
                Words.count(findings.size(), noun),
                Markdown.bullets(findings.stream()
                                .limit(LINES)
                                .map(found -> links.changed(found.place()) + " "
                                        + Markdown.code(found.finding().rule()) + ": "
                                        + Markdown.prose(found.finding().what()))
                                .toList())
                        + (findings.size() > LINES
                                ? "\nAnd " + Words.number(findings.size() - LINES) + " more.\n"
                                : ""));
    }

    static String shortened(String sql) {
        String line = Words.oneLine(sql);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
    }
}
