package dev.cofferdam.review.comment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.review.Review;
import dev.cofferdam.review.diff.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CommentMarkdownTest {
    private static final String WHOLE = "the whole review is in the artifact";

    private static StatementFinding finding(int line, Severity severity, String what) {
        Place place = Place.of("db/V7__many.sql", line);
        return new StatementFinding(
                new Finding(
                        "id" + line,
                        "a-rule",
                        severity,
                        Hazard.BLOCKS_WRITES,
                        place.toString(),
                        what,
                        "do it otherwise"),
                RuleClass.HAZARD,
                place,
                1,
                "ALTER TABLE t" + line + " ADD c int",
                Optional.empty());
    }

    private static Review review(List<StatementFinding> findings, List<Undecided> undecided) {
        return new Review(
                new Comparison.Commits("a".repeat(40), Optional.of("b".repeat(40))),
                List.of(),
                List.of("db/V7__many.sql"),
                new Checked(findings, undecided, 1, findings.size()),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void aCommentThatIsTooLongLosesWhatCanBeMissedAndSaysWhereItIs() {
        Review large = review(
                IntStream.rangeClosed(1, 60)
                        .mapToObj(
                                line -> finding(line, line <= 3 ? Severity.ERROR : Severity.WARNING, "x".repeat(1_300)))
                        .toList(),
                List.of());
        assertThat(CommentMarkdown.of(large, Links.NONE)).hasSizeGreaterThan(70_000);

        String comment = CommentMarkdown.within(65_000, WHOLE, large, Links.NONE);

        assertThat(comment)
                .hasSizeLessThanOrEqualTo(65_000)
                .startsWith("## Cofferdam: this migration is not safe to run as it stands\n\n3 errors, 57 warnings.\n")
                .contains("`ALTER TABLE t3 ADD c int`")
                .contains("sections did not fit into this comment; " + WHOLE + ".")
                .contains("<sub>Cofferdam read 1 migration file");
    }

    @Test
    void whatIsLeftOfTheSmallestRoomIsTheVerdict() {
        Review review = review(List.of(finding(1, Severity.ERROR, "y".repeat(5_000))), List.of());

        assertThat(CommentMarkdown.within(600, WHOLE, review, Links.NONE))
                .isEqualTo("## Cofferdam: this migration is not safe to run as it stands\n\n1 error.\n\n"
                        + "The findings did not fit into this comment; " + WHOLE + ".\n");
    }

    @Test
    void whatCouldNotBeDecidedIsNoPass() {
        Review review = review(
                List.of(),
                List.of(new Undecided(Place.of("db/V7__many.sql", 4), "DO $$ ... $$", "it runs code of its own")));

        assertThat(CommentMarkdown.of(review, Links.NONE))
                .startsWith("## Cofferdam: part of this migration could not be judged\n")
                .contains("- `db/V7__many.sql:4` `DO $$ ... $$`: it runs code of its own");
    }
}
