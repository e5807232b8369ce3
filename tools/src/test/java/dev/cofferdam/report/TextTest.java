package dev.cofferdam.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Gate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, at once",
        "PT0.25S, 250 ms",
        "PT1S, 1 second",
        "PT90S, 1 minute 30 seconds",
        "PT1H, 1 hour",
        "PT26H, 1 day 2 hours",
        "PT48H5M, 2 days",
        "PT49H5M, 2 days 1 hour"
    })
    void durationsAreShownInTheirTwoLargestUnits(Duration span, String words) {
        assertThat(Words.span(span)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 usages", "1, 1 usage", "2, 2 usages", "1200000, '1,200,000 usages'"})
    void pluralsAreRight(long count, String words) {
        assertThat(Words.count(count, "usage")).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "310000000, 310 MB", "2500000000, 2.5 GB"})
    void bytesAreShownInDecimalUnits(long bytes, String words) {
        assertThat(Words.bytes(bytes)).isEqualTo(words);
    }

    @Test
    void versionsNameEachConsumerOnce() {
        Stream<AppVersion> versions =
                Stream.of(new AppVersion("clinic", 1), new AppVersion("billing", 0), new AppVersion("clinic", 0));
        assertThat(Words.versions(versions)).isEqualTo("billing v0, clinic v0 and v1");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"plain, `plain`", "a`b, ``a`b``", "`a, `` `a ``", "a``b, ```a``b```"})
    void codeSpansAreLongerThanWhatTheyHold(String text, String code) {
        assertThat(Markdown.code(text)).isEqualTo(code);
    }

    @Test
    void fencesAreLongerThanWhatTheyHold() {
        assertThat(Markdown.fence("sql", "a ```` b")).isEqualTo("`````sql\na ```` b\n`````\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "column `a_b` is *gone*, column `a_b` is \\*gone\\*",
                "phone_number, phone_number",
                "_emphasis_, \\_emphasis\\_",
                "a < b & c, a \\< b \\& c",
                "odd ` tick, odd \\` tick",
                "1. first, 1\\. first",
                "- item, \\- item"
            })
    void proseKeepsCodeAndEscapesTheRest(String text, String prose) {
        assertThat(Markdown.prose(text)).isEqualTo(prose);
    }

    @Test
    void barsInCellsAreEscapedAlsoInCode() {
        assertThat(Markdown.table(List.of("A"), List.of(List.of("`a || b`")))).endsWith("| `a \\|\\| b` |\n");
    }

    @Test
    void textOfOthersCannotSteerATerminal() {
        assertThat(Words.oneLine("a\u001b[31mb\u009bc\r\nd\u202ee\u2028f")).isEqualTo("a[31mbc de f");
    }

    @ParameterizedTest
    @CsvSource({
        "Add the column, add-the-column",
        "'../../etc/passwd', etc-passwd",
        "'`x`; rm -rf /', x-rm-rf",
        "Größe, gr-e",
        "'a title that goes on and on until nobody wants to read it', a-title-that-goes-on-and-on-until-nobody-wants"
    })
    void slugsAreSafe(String title, String slug) {
        assertThat(PlanPaths.slug(title)).isEqualTo(slug);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "SELECT 1, SELECT 1;",
                "SELECT 1;, SELECT 1;",
                "SELECT 1 ; ; , SELECT 1;",
                "SELECT 1 -- why, SELECT 1 -- why~;"
            })
    void aStatementEndsWithOneSemicolon(String sql, String statement) {
        assertThat(SqlText.statement(sql)).isEqualTo(statement.replace('~', '\n') + "\n");
    }

    @Test
    void aGuardHoldsAnyText() {
        Gate.Query gate = new Gate.Query("it's 100% \\ sure", "SELECT '$gate$'", "it's");
        assertThat(SqlText.guard("s-1", gate))
                .startsWith("DO $gate2$")
                .contains("IS DISTINCT FROM 'it''s'")
                .contains("MESSAGE = E'gate before s-1 does not hold: it''s 100% \\\\ sure'");
    }
}
