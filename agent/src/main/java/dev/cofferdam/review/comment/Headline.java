package dev.cofferdam.review.comment;

import dev.cofferdam.domain.Severity;
import dev.cofferdam.report.Words;
import dev.cofferdam.review.Impact;
import dev.cofferdam.review.Review;
import java.util.ArrayList;
import java.util.List;

/** The verdict of a review in words. */
final class Headline {
    private Headline() {}

    /** What a reader in a hurry takes away. */
    static String of(Review review) {
        if (breaks(review) > 0) {
            return "This change breaks the version that is running";
        }
        if (count(review, Severity.ERROR) > 0) {
            return "This migration is not safe to run as it stands";
        }
        if (!review.checked().undecided().isEmpty()) {
            return "Part of this migration could not be judged";
        }
        if (count(review, Severity.WARNING) > 0) {
            return "This migration needs a second look";
        }
        if (!review.steps().isEmpty()) {
            return "This migration is a step of a plan";
        }
        return review.isSilent() ? "Nothing to object to" : "Nothing stands in the way of this migration";
    }

    /** {@code 2 errors and 1 warning in 3 new statements; 4 places of the running code would break}. */
    static String numbers(Review review) {
        List<String> parts = new ArrayList<>();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.INFO)) {
            long number = count(review, severity);
            if (number > 0) {
                parts.add(
                        severity == Severity.INFO
                                ? Words.count(number, "note")
                                : Words.count(number, Words.of(severity)));
            }
        }
        if (breaks(review) > 0) {
            parts.add(Words.count(breaks(review), "place") + " in the running code that would break");
        }
        int open = review.checked().undecided().size();
        if (open > 0) {
            parts.add(Words.count(open, "statement") + " that could not be judged, which is no pass");
        }
        return String.join(", ", parts);
    }

    static long breaks(Review review) {
        return review.impacts().stream()
                .mapToLong(impact -> impact.broken().size())
                .sum();
    }

    static long count(Review review, Severity severity) {
        return review.checked().findings().stream()
                .filter(found -> found.finding().severity() == severity)
                .count();
    }

    /** Whether code shows a break. */
    static boolean breaks(Impact impact) {
        return !impact.broken().isEmpty();
    }
}
