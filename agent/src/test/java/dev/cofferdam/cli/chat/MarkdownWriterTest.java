package dev.cofferdam.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MarkdownWriterTest {
    private final StringWriter screen = new StringWriter();

    private Paper paper(boolean watched, boolean colour, int width) {
        PrintWriter writer = new PrintWriter(screen);
        return new Paper(writer, writer, new Ink(colour), new Ink(colour), watched, () -> width + 1);
    }

    private String set(int width, String markdown) {
        MarkdownWriter.write(paper(true, false, width), markdown);
        return screen.toString();
    }

    @Test
    void runningTextIsShownWordByWordAsItComes() {
        MarkdownWriter writer = new MarkdownWriter(paper(true, false, 60));

        writer.accept("The trigger ca");
        assertThat(screen).hasToString("The trigger");
        writer.accept("rries every wr");
        assertThat(screen).hasToString("The trigger carries every");
        writer.accept("ite.\n");
        assertThat(screen).hasToString("The trigger carries every write.\n");
    }

    @Test
    void itMakesNoDifferenceInWhichPiecesAnAnswerComes() {
        String answer = """
                # Why

                Because **v0** reads `owners.telephone`:

                1. first
                2. second
                - [ ] open

                ```sql
                SELECT 1;
                ```
                | a | b |
                |---|---|
                | 1 | 2 |

                Done *here*.
                """;
        String whole = set(50, answer);

        screen.getBuffer().setLength(0);
        MarkdownWriter writer = new MarkdownWriter(paper(true, false, 50));
        answer.chars().forEach(c -> writer.accept(String.valueOf((char) c)));
        writer.end();

        assertThat(screen).hasToString(whole);
        assertThat(whole).isEqualTo("""
                Why

                Because v0 reads owners.telephone:

                1. first
                2. second
                ☐ open

                    SELECT 1;
                a  b
                ────
                1  2

                Done *here*.
                """);
    }

    @Test
    void linesBreakBetweenWordsAndListsKeepTheirIndent() {
        assertThat(set(24, "- the old column stays filled\n")).isEqualTo("• the old column stays\n  filled\n");
    }

    @Test
    void aTableFitsTheTerminal() {
        assertThat(
                        set(
                                30,
                                "| step | what it locks |\n|---|---|\n| expand-1 | ACCESS EXCLUSIVE on owners for an instant |\n"))
                .isEqualTo("""
                        step      what it locks
                        ──────────────────────────────
                        expand-1  ACCESS EXCLUSIVE on
                                  owners for an
                                  instant
                        """);
    }

    @Test
    void sqlIsColouredByWhatItIs() {
        MarkdownWriter.write(paper(true, true, 80), "```sql\nSELECT 'from' AS x, 42; -- note\n```\n");

        assertThat(screen)
                .hasToString(
                        "    \u001b[34mSELECT\u001b[0m \u001b[32m'from'\u001b[0m \u001b[34mAS\u001b[0m x, \u001b[35m42\u001b[0m;"
                                + " \u001b[2m-- note\u001b[0m\n");
    }

    @Test
    void whatATerminalWouldObeyIsNotPassedOn() {
        assertThat(set(60, "look \u001b]0;owned\u0007 here \u202eevil\n")).doesNotContain("\u001b", "\u0007", "\u202e");
    }

    @Test
    void whereNobodyLooksOnTheTextStaysAsItIs() {
        String answer = "# Why\n\n**Because** of a line that is much longer than thirty characters.\n";

        MarkdownWriter.write(paper(false, false, 30), answer);

        assertThat(screen).hasToString(answer);
    }
}
