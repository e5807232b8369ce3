package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {
    @Test
    void aStreamIsColouredWhenItIsATerminalAndNobodyObjects() {
        Terminal terminal = Terminal.ofProcess(Map.of("TERM", "xterm"), "out,err");

        assertThat(terminal.out().colour()).isTrue();
        assertThat(terminal.err().colour()).isTrue();
    }

    @Test
    void aPipeIsNeverColoured() {
        Terminal terminal = Terminal.ofProcess(Map.of(), "err");

        assertThat(terminal.out().colour()).isFalse();
        assertThat(terminal.out().terminal()).isFalse();
        assertThat(terminal.err().colour()).isTrue();
    }

    @Test
    void noColorAndDumbTerminalsMeanNo() {
        assertThat(Terminal.allowsColour(Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Terminal.allowsColour(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.allowsColour(Map.of("NO_COLOR", "", "TERM", "screen")))
                .isTrue();
    }
}
