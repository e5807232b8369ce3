package dev.cofferdam.review.comment;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.report.Markdown;
import dev.cofferdam.report.Words;
import dev.cofferdam.review.PlannedChange;
import dev.cofferdam.review.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The comment on a pull request, verdict first. */
public final class CommentMarkdown {
    private CommentMarkdown() {}

    /** The whole comment; empty when there is nothing to say. */
    public static String of(Review review, Links links) {
        if (review.isSilent()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        parts.add("## Cofferdam: " + lower(Headline.of(review)) + "\n\n" + Words.capital(Headline.numbers(review))
                + ".\n");
        parts.add(FindingsPart.of(review, links));
        parts.add(ImpactPart.of(review, links));
        for (PlannedChange planned : review.plans()) {
            parts.add(PlanPart.of(planned));
        }
        parts.add(undecided(review, links));
        parts.add(approving(review));
        parts.add(footer(review));
        return Markdown.page(parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining("\n")));
    }

    private static String lower(String text) {
        return text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
    }

    private static String undecided(Review review, Links links) {
        List<Undecided> open = new ArrayList<>(review.checked().undecided());
        String statements = Markdown.bullets(open.stream()
                .limit(20)
                .map(each -> links.changed(each.place()) + " " + Markdown.code(each.what()) + ": "
                        + Markdown.prose(each.why()))
                .toList());
        String code = Markdown.bullets(review.impacts().stream()
                .flatMap(impact -> impact.open().stream())
                .distinct()
                .limit(10)
                .map(each -> links.running(each.place()) + " " + Markdown.code(each.what()) + ": "
                        + Markdown.prose(each.why()))
                .toList());
        return statements.isEmpty() && code.isEmpty() ? "" : "### What could not be decided\n\n" + statements + code;
    }

    private static String approving(Review review) {
        if (review.checked().findings().isEmpty()
                && review.checked().undecided().isEmpty()) {
            return "";
        }
        return Markdown.details(
                "How to accept a finding",
                "Somebody who knows better says so where the next reader sees it, and why: write a comment before the statement,\n\n"
                        + Markdown.fence("sql", "-- cofferdam: suppress RULE because REASON")
                        + "\nor, for whole files, an entry under `check.suppress` in `.cofferdam.yaml` of the base branch."
                        + " `cofferdam explain RULE` tells when that is reasonable.\n");
    }

    private static String footer(Review review) {
        String silenced = review.silenced() == 0
                ? ""
                : " " + Words.count(review.silenced(), "finding") + " silenced by comments or configuration.";
        return "<sub>" + Words.count(review.checked().statements(), "statement") + " of "
                + Words.count(review.migrations().size(), "migration file") + " read; code as of "
                + Markdown.code(review.commits().base().substring(0, 10)) + "." + silenced + "</sub>\n";
    }
}
