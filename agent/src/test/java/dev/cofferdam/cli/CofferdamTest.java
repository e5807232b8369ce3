package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.samples.Golden;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CofferdamTest {
    private final Commands commands = SampleCommands.all();

    @Test
    void theHelpPageOfTheRealCommands() {
        Desk desk = Desk.type(Commands.installed(), "--help");

        Golden.assertMatches(CofferdamTest.class, "golden/help.txt", desk.out());
        assertThat(desk.exitCode()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.err()).isEmpty();
    }

    @Test
    void theHelpPageShowsOnlyGroupsThatHaveCommands() {
        Golden.assertMatches(
                CofferdamTest.class,
                "golden/help-of-samples.txt",
                Desk.type(commands, "--help").out());
    }

    @Test
    void noLineOfTheHelpPageIsWiderThanItPromises() {
        assertThat(Stream.of(commands, Commands.installed())
                        .flatMap(table -> Desk.type(table, "--help").out().lines()))
                .isNotEmpty()
                .allMatch(line -> line.length() <= 96);
    }

    @Test
    void helpIsTheSameInEveryWayOfAskingForIt() {
        String help = Desk.type(commands, "--help").out();

        assertThat(List.of(
                        Desk.type(commands).out(),
                        Desk.type(commands, "-h").out(),
                        Desk.type(commands, "help").out()))
                .containsOnly(help);
        assertThat(Desk.type(commands, "help", "raise").out())
                .isEqualTo(Desk.type(commands, "raise", "--help").out());
    }

    @Test
    void coloursAreShownOnlyWhereTheyAreWelcome() {
        assertThat(Desk.typeInColour(commands, "--help").out()).contains("\u001b[1mUsage\u001b[0m");
        assertThat(Desk.type(commands, "--help").out()).doesNotContain("\u001b");
        assertThat(Desk.typeInColour(commands, "raise", "--help").out()).contains("\u001b[");
        assertThat(Desk.type(commands, "raise", "--help").out()).doesNotContain("\u001b");
    }

    @Test
    void aCommandsHelpPage() {
        Golden.assertMatches(
                CofferdamTest.class,
                "golden/help-of-raise.txt",
                Desk.type(commands, "raise", "--help").out());
    }

    @Test
    void theVersionNamesTheJavaItRunsOn() {
        assertThat(Desk.type(commands, "--version").out())
                .matches("cofferdam \\d+\\.\\d+\\.\\d+\\S*( \\([0-9a-f]+(-dirty)?\\))? on Java "
                        + System.getProperty("java.version") + "\n");
        assertThat(Desk.type(commands, "raise", "--version").out())
                .isEqualTo(Desk.type(commands, "-V").out());
    }

    @Test
    void aCommandsOwnExitCodeIsPassedOn() {
        assertThat(Desk.type(commands, "raise", "granite", "--by", "3"))
                .isEqualTo(new Desk(ExitCode.CLEAN, "raised [granite] by 3" + System.lineSeparator(), ""));
        assertThat(Desk.type(commands, "raise", "granite", "cracked").exitCode())
                .isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void whatTheCallerCanFixIsSaidWithoutAStackTrace() {
        List<Desk> desks = List.of(
                Desk.type(commands, "rise", "granite"),
                Desk.type(commands, "demolish"),
                Desk.type(commands, "--versoin"),
                Desk.type(commands, "help", "wiegh"),
                Desk.type(commands, "raise"),
                Desk.type(commands, "raise", "granite", "--bye", "3"),
                Desk.type(commands, "raise", "granite", "--by", "far"),
                Desk.type(commands, "raise", "missing"));

        assertThat(desks).allSatisfy(desk -> {
            assertThat(desk.exitCode()).isEqualTo(ExitCode.CALLER);
            assertThat(desk.out()).isEmpty();
        });
        Golden.assertMatches(
                CofferdamTest.class,
                "golden/caller-errors.txt",
                String.join("\n", desks.stream().map(Desk::err).toList()));
    }

    @Test
    void whatTheWorldDidIsSaidWithItsCauseAndNoStackTrace() {
        Desk desk = Desk.type(commands, "raise", "stuck");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.FAILURE);
        Golden.assertMatches(CofferdamTest.class, "golden/world-failed.txt", desk.err());
    }

    @Test
    void whatWeDidIsSaidWithAStackTrace() {
        Desk desk = Desk.type(commands, "raise", "cursed");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(desk.err())
                .contains("a fault in Cofferdam", "nobody foresaw this", "at dev.cofferdam.cli.SampleCommands$Raise");
        assertThat(desk.out()).isEmpty();
    }

    @Test
    void twoCommandsMayNotShareAName() {
        CommandEntry entry = commands.entries().get(0);

        assertThatThrownBy(() -> new Commands(List.of(entry, entry))).hasMessageContaining("[raise, raise]");
    }
}
