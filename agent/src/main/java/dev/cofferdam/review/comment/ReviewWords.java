package dev.cofferdam.review.comment;

import dev.cofferdam.domain.Usage;
import dev.cofferdam.report.Words;
import dev.cofferdam.report.check.CheckText;
import dev.cofferdam.report.check.LeftOut;
import dev.cofferdam.report.check.SourceLines;
import dev.cofferdam.review.Impact;
import dev.cofferdam.review.PlannedChange;
import dev.cofferdam.review.Review;
import java.util.stream.Collectors;

/** A review for a terminal. */
public final class ReviewWords {
    private static final int PLACES = 12;

    private ReviewWords() {}

    /** Verdict first, then findings as {@code check} prints them, what breaks, and how to get a plan; nothing when there is nothing to say. */
    public static String of(Review review, SourceLines lines, boolean colour) {
        if (review.isSilent()) {
            return "";
        }
        String findings = review.checked().findings().isEmpty()
                        && review.checked().undecided().isEmpty()
                ? ""
                : CheckText.of(review.checked(), new LeftOut(0, review.silenced(), 0), lines, colour) + "\n";
        return Headline.of(review) + ": " + Headline.numbers(review) + ".\n\n" + findings
                + review.impacts().stream().map(ReviewWords::impact).collect(Collectors.joining())
                + review.plans().stream().map(ReviewWords::plan).collect(Collectors.joining());
    }

    /** {@code This change breaks the version that is running}. */
    public static String headline(Review review) {
        return Headline.of(review);
    }

    private static String impact(Impact impact) {
        String head = Words.oneLine(impact.change()) + " ("
                + Words.oneLine(impact.place().toString()) + ")";
        if (impact.broken().isEmpty()) {
            return head + ": no code of the base is known to break\n";
        }
        String rest = impact.broken().size() > PLACES
                ? "  and " + Words.number(impact.broken().size() - PLACES) + " more\n"
                : "";
        return head + ": " + Words.count(impact.broken().size(), "place") + " in the code of the base\n"
                + impact.broken().stream().limit(PLACES).map(ReviewWords::place).collect(Collectors.joining())
                + rest;
    }

    private static String place(Usage usage) {
        return "  " + Words.oneLine(usage.place().toString()) + " "
                + usage.style().words() + ": " + Words.oneLine(usage.evidence().replaceAll("[«»]", "")) + "\n";
    }

    private static String plan(PlannedChange planned) {
        String what = Words.oneLine(planned.change());
        return planned.plan().isPresent()
                ? "the safe way to " + what + ": --format md shows it, `cofferdam plan \"" + what + "\"` rehearses it\n"
                : "no plan for " + what + ": " + Words.oneLine(planned.refused().orElse("")) + "\n";
    }
}
