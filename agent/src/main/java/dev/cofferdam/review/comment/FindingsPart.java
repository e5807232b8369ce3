package dev.cofferdam.review.comment;

import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.report.Markdown;
import dev.cofferdam.report.Words;
import dev.cofferdam.review.Review;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What the rules say of the new statements, each with the safe form. */
final class FindingsPart {
    private static final int MOST = 20;

    private FindingsPart() {}

    static String of(Review review, Links links) {
        List<StatementFinding> all = review.checked().findings().stream()
                .sorted(Comparator.comparing(
                                (StatementFinding found) -> found.finding().severity())
                        .reversed())
                .toList();
        if (all.isEmpty()) {
            return "";
        }
        String rest = all.size() > MOST
                ? "\nAnd " + Words.count(all.size() - MOST, "more finding") + ", which `cofferdam review` lists.\n"
                : "";
        return "### Findings\n\n"
                + all.stream().limit(MOST).map(found -> one(found, links)).collect(Collectors.joining("\n")) + rest;
    }

    private static String one(StatementFinding found, Links links) {
        return "- " + mark(found.finding().severity()) + " " + links.changed(found.place()) + " "
                + Markdown.prose(found.finding().what()) + ". ("
                + Markdown.code(found.finding().rule()) + ")\n"
                + "  <br>**Instead:** " + Markdown.prose(found.finding().remedy()) + ".\n"
                + found.safeForm().map(FindingsPart::safe).orElse("");
    }

    private static String mark(Severity severity) {
        return switch (severity) {
            case ERROR -> "**Error**";
            case WARNING -> "**Warning**";
            case INFO -> "Note";
        };
    }

    private static String safe(SafeForm form) {
        String how = form.outsideTransaction()
                ? "Safe form, outside a transaction"
                : form.statements().size() > 1 ? "Safe form, each in a transaction of its own" : "Safe form";
        String sql = form.statements().stream().map(each -> each + ";").collect(Collectors.joining("\n"));
        return ("\n" + Markdown.details(how, Markdown.fence("sql", sql))).indent(2);
    }
}
