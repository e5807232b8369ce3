package dev.cofferdam.review.comment;

import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.report.Markdown;
import dev.cofferdam.report.Words;
import dev.cofferdam.review.Impact;
import dev.cofferdam.review.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The places of the running version that a change would break. */
final class ImpactPart {
    private static final int SHOWN = 8;
    private static final int MOST = 40;

    private ImpactPart() {}

    static String of(Review review, Links links) {
        List<Impact> breaking =
                review.impacts().stream().filter(Headline::breaks).toList();
        List<Impact> clear = review.impacts().stream().filter(Impact::isClear).toList();
        if (breaking.isEmpty() && clear.isEmpty()) {
            return "";
        }
        return "### What it does to the running version\n\n"
                + breaking.stream().map(impact -> one(impact, links)).collect(Collectors.joining("\n"))
                + clear.stream().map(impact -> settled(impact, links)).collect(Collectors.joining());
    }

    private static String settled(Impact impact, Links links) {
        return "- " + Markdown.prose(Words.capital(impact.change().summary())) + " (" + links.changed(impact.place())
                + "): no code of this repository uses it.\n";
    }

    private static String one(Impact impact, Links links) {
        List<Usage> broken = impact.broken();
        String head = "**" + Markdown.prose(Words.capital(impact.change().summary())) + "** ("
                + links.changed(impact.place()) + ") meets " + Words.count(broken.size(), "place")
                + " of the running code" + further(impact) + ":\n\n";
        String rest = broken.size() <= SHOWN
                ? ""
                : "\n"
                        + Markdown.details(
                                Words.count(Math.min(broken.size(), MOST) - SHOWN, "more place")
                                        + (broken.size() > MOST ? " of " + (broken.size() - SHOWN) : ""),
                                table(broken.subList(SHOWN, Math.min(broken.size(), MOST)), links));
        return head + table(broken.subList(0, Math.min(SHOWN, broken.size())), links) + rest;
    }

    private static String further(Impact impact) {
        List<String> also = new ArrayList<>();
        if (impact.tests() > 0) {
            also.add(impact.tests() + " in tests");
        }
        if (impact.possible() > 0) {
            also.add(impact.possible() + " that may be about something else");
        }
        return also.isEmpty() ? "" : " (and " + String.join(", ", also) + ")";
    }

    private static String table(List<Usage> usages, Links links) {
        return Markdown.table(
                List.of("Where", "What it does", "Reached by"),
                usages.stream()
                        .map(usage -> List.of(
                                links.running(usage.place()),
                                Words.of(usage.access()) + ", " + usage.style().words() + ": "
                                        + Markdown.code(
                                                shortened(usage.evidence().replaceAll("[«»]", ""))),
                                reached(usage.codePaths())))
                        .toList());
    }

    private static String reached(List<CodePath> paths) {
        if (paths.isEmpty()) {
            return "";
        }
        CodePath first = paths.get(0);
        String shown = Markdown.code(first.trigger().isEmpty() ? first.inShort() : first.trigger());
        return shown + (paths.size() > 1 ? " and " + (paths.size() - 1) + " more" : "");
    }

    private static String shortened(String text) {
        String line = Words.oneLine(text);
        return line.length() > 90 ? line.substring(0, 87) + "..." : line;
    }
}
