package dev.cofferdam.review.comment;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.CodePath;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.report.Markdown;
import dev.cofferdam.report.Words;
import dev.cofferdam.review.Impact;
import dev.cofferdam.review.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The places of the running version that a change would break, and the changes that break none. */
final class ImpactPart {
    private static final int SHOWN = 8;
    private static final int MOST = 40;
    private static final int LONGEST = 90;

    private final Links links;

    private ImpactPart(Links links) {
        this.links = links;
    }

    /** Each may stand alone; those at the end may be left out. */
    static List<String> of(Review review, Links links) {
        ImpactPart part = new ImpactPart(links);
        List<String> parts = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        List<String> spared = new ArrayList<>();
        for (Impact impact : review.impacts()) {
            if (!impact.broken().isEmpty()) {
                parts.add(part.broken(impact));
                part.more(impact).ifPresent(rest::add);
            } else {
                spared.add(part.spared(impact));
            }
        }
        if (!spared.isEmpty()) {
            parts.add(Markdown.bullets(spared));
        }
        if (!parts.isEmpty()) {
            parts.set(0, "### The code that is running\n\n" + parts.get(0));
        }
        parts.addAll(rest);
        return parts;
    }

    private String spared(Impact impact) {
        String rest = impact.possible() > 0
                ? "; " + Words.count(impact.possible(), "place") + " may be about it and could not be bound"
                : impact.open().isEmpty() ? "" : "; SQL that is put together at run time may, see below";
        return Markdown.prose(Words.capital(impact.change())) + ", " + links.changed(impact.place()) + ": "
                + nobody(impact) + " in this repository" + rest
                + ". Other consumers of the database are not seen here.";
    }

    private static String nobody(Impact impact) {
        return switch (impact.kind()) {
            case DEMANDS_A_COLUMN -> "no code writes such rows";
            case DEMANDS_A_VALUE -> "no code writes it";
            case TAKES_AWAY, RETYPES -> "no code uses it";
        };
    }

    private String broken(Impact impact) {
        List<Usage> broken = impact.broken();
        return "**" + Markdown.prose(Words.capital(impact.change())) + "**, " + links.changed(impact.place())
                + ", " + meets(impact) + " " + Words.count(broken.size(), "place") + " in the code of the base"
                + wholeRows(broken) + further(impact) + ":\n\n"
                + table(broken.subList(0, Math.min(SHOWN, broken.size())));
    }

    private static String meets(Impact impact) {
        return switch (impact.kind()) {
            case DEMANDS_A_COLUMN, DEMANDS_A_VALUE -> "refuses what may be written at";
            case TAKES_AWAY -> "takes away what is used at";
            case RETYPES -> "changes the type at";
        };
    }

    private Optional<String> more(Impact impact) {
        List<Usage> broken = impact.broken();
        if (broken.size() <= SHOWN) {
            return Optional.empty();
        }
        int last = Math.min(broken.size(), MOST);
        return Optional.of(Markdown.details(
                "The other " + Words.count(broken.size() - SHOWN, "place") + " of " + impact.change(),
                table(broken.subList(SHOWN, last))
                        + (last < broken.size()
                                ? "\nAnd " + Words.number(broken.size() - last)
                                        + " more, which `cofferdam usages` lists.\n"
                                : "")));
    }

    private static String wholeRows(List<Usage> broken) {
        long implicit =
                broken.stream().filter(usage -> usage.style().isImplicit()).count();
        return implicit == 0 || implicit == broken.size()
                ? ""
                : ", " + Words.number(implicit) + " of which load or store whole rows";
    }

    private static String further(Impact impact) {
        List<String> also = new ArrayList<>();
        if (impact.tests() > 0) {
            also.add(Words.number(impact.tests()) + " in tests");
        }
        if (impact.possible() > 0) {
            also.add(Words.number(impact.possible()) + " that may be about something else");
        }
        return also.isEmpty() ? "" : " (beside " + String.join(" and ", also) + ")";
    }

    private String table(List<Usage> usages) {
        return Markdown.table(
                List.of("Where", "What it does", "Reached by"),
                usages.stream().map(this::row).toList());
    }

    private List<String> row(Usage usage) {
        String how = usage.access() == Access.MAPPING
                ? "mapping"
                : Words.of(usage.access()).replace("read write", "read and write") + ", "
                        + usage.style().words();
        return List.of(
                links.running(usage.place()),
                how + ": " + Markdown.code(shortened(usage.evidence().replaceAll("[«»]", ""))),
                reached(usage.codePaths()));
    }

    private static String reached(List<CodePath> paths) {
        if (paths.isEmpty()) {
            return "";
        }
        CodePath first = paths.get(0);
        String shown = Markdown.code(shortened(first.trigger().isEmpty() ? first.inShort() : first.trigger()));
        return shown + (paths.size() > 1 ? " and " + (paths.size() - 1) + " more" : "");
    }

    private static String shortened(String text) {
        String line = Words.oneLine(text);
        return line.length() > LONGEST ? line.substring(0, LONGEST - 3) + "..." : line;
    }
}
