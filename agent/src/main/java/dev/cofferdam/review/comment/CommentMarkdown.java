package dev.cofferdam.review.comment;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.report.Markdown;
import dev.cofferdam.report.Words;
import dev.cofferdam.review.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The comment on a pull request, verdict first. */
public final class CommentMarkdown {
    private static final int OPEN = 12;

    private final Review review;
    private final Links links;

    private CommentMarkdown(Review review, Links links) {
        this.review = review;
        this.links = links;
    }

    /** The whole comment, however long; empty when there is nothing to say. */
    public static String of(Review review, Links links) {
        return within(Integer.MAX_VALUE, "", review, links);
    }

    /**
     * The comment in so many characters: what can be missed most easily is left out first.
     *
     * @param whole where a reader finds what was left out, as Markdown that ends a sentence
     */
    public static String within(int characters, String whole, Review review, Links links) {
        return review.isSilent() ? "" : new CommentMarkdown(review, links).fitted(characters, whole);
    }

    /** A piece of the comment; of those that may go, the last goes first. */
    private record Piece(String text, boolean mayGo) {}

    private String fitted(int characters, String whole) {
        List<Piece> pieces = new ArrayList<>(pieces());
        int left = 0;
        String text = joined(pieces, left, whole);
        while (text.length() > characters && pieces.stream().anyMatch(Piece::mayGo)) {
            for (int i = pieces.size() - 1; i >= 0; i--) {
                if (pieces.get(i).mayGo()) {
                    pieces.remove(i);
                    left++;
                    break;
                }
            }
            text = joined(pieces, left, whole);
        }
        return text.length() > characters ? shortest(whole) : text;
    }

    private String joined(List<Piece> pieces, int left, String whole) {
        String rest = left == 0
                ? ""
                : "\n" + Words.count(left, "section") + " did not fit into this comment; " + whole + ".\n";
        return Markdown.page(
                pieces.stream().map(Piece::text).filter(text -> !text.isBlank()).collect(Collectors.joining("\n"))
                        + rest);
    }

    private String shortest(String whole) {
        return Markdown.page(head() + "\nThe findings did not fit into this comment; " + whole + ".\n");
    }

    private List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(head(), false));
        pieces.add(new Piece(steps(), false));
        add(pieces, FindingsPart.of(review, links), 1);
        add(pieces, ImpactPart.of(review, links), 1);
        pieces.add(new Piece(undecided(), false));
        review.plans().forEach(planned -> add(pieces, PlanPart.of(planned), 1));
        pieces.add(new Piece(approving(), true));
        pieces.add(new Piece(footer(), false));
        return pieces;
    }

    private static void add(List<Piece> pieces, List<String> texts, int firm) {
        for (int i = 0; i < texts.size(); i++) {
            pieces.add(new Piece(texts.get(i), i >= firm));
        }
    }

    private String head() {
        String verdict = Headline.of(review);
        return "## Cofferdam: " + verdict.substring(0, 1).toLowerCase(Locale.ROOT) + verdict.substring(1) + "\n\n"
                + (Headline.numbers(review).isEmpty() ? "" : Words.capital(Headline.numbers(review)) + ".\n");
    }

    private String steps() {
        return review.steps().stream()
                .map(step -> "### Step " + Markdown.code(step.step()) + " of plan "
                        + Markdown.code(step.plan()) + "\n\n" + links.changed(step.place()) + " is "
                        + Markdown.prose("\"" + step.title() + "\"")
                        + ", as the plan has it; it was judged with the plan."
                        + (step.gates().isEmpty()
                                ? "\n"
                                : " Before it runs, this must hold:\n\n"
                                        + Markdown.bullets(step.gates().stream()
                                                .map(Markdown::prose)
                                                .toList())))
                .collect(Collectors.joining("\n"));
    }

    private String undecided() {
        List<String> statements = review.checked().undecided().stream()
                .map(open -> links.changed(open.place()) + said(open))
                .toList();
        List<String> code = review.impacts().stream()
                .flatMap(impact -> impact.open().stream())
                .distinct()
                .map(open -> links.running(open.place()) + said(open))
                .toList();
        if (statements.isEmpty() && code.isEmpty()) {
            return "";
        }
        return "### What could not be decided\n\n" + some(statements)
                + (code.isEmpty()
                        ? ""
                        : "\n"
                                + Markdown.details(
                                        Words.count(code.size(), "place")
                                                + " in the code of the base that may be concerned",
                                        some(code)));
    }

    private static String some(List<String> items) {
        return Markdown.bullets(items.stream().limit(OPEN).toList())
                + (items.size() > OPEN ? "- and " + Words.number(items.size() - OPEN) + " more\n" : "");
    }

    private static String said(Undecided open) {
        return " " + Markdown.code(FindingsPart.shortened(open.what())) + ": " + Markdown.prose(open.why());
    }

    private String approving() {
        if (review.checked().findings().isEmpty()
                && review.checked().undecided().isEmpty()) {
            return "";
        }
        return Markdown.details(
                "How to accept a finding",
                "Whoever knows better says so where the next reader sees it, and why: in a comment before the"
                        + " statement,\n\n"
                        + Markdown.fence("sql", "-- cofferdam: suppress RULE because REASON")
                        + "\n"
                        + "or for whole files under `check.suppress` in `.cofferdam.yaml`, which counts once it is in"
                        + " the base branch. `cofferdam explain RULE` tells when that is reasonable.\n");
    }

    private String footer() {
        String silenced = review.silenced() == 0
                ? ""
                : " " + Words.count(review.silenced(), "finding") + " silenced by comments or configuration.";
        return "<sub>Cofferdam read " + Words.count(review.migrations().size(), "migration file")
                + "; the running code is "
                + Markdown.code(review.commits().base().substring(0, 10)) + "." + silenced + "</sub>\n";
    }
}
