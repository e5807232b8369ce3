package dev.cofferdam.cli;

import dev.cofferdam.cli.chat.Desk;
import dev.cofferdam.cli.chat.Ink;
import dev.cofferdam.cli.chat.Interrupts;
import dev.cofferdam.cli.chat.Keyboard;
import dev.cofferdam.cli.chat.LineKeyboard;
import dev.cofferdam.cli.chat.Paper;
import dev.cofferdam.cli.chat.PlainKeyboard;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;

/**
 * Where a conversation is held: in a terminal with lines that can be edited, or over plain streams. The line editor is left out when there is no
 * terminal to speak to, because it asks the terminal questions at its start.
 */
record ChatTerminal(Paper paper, Keyboard keyboard) implements AutoCloseable {

    static ChatTerminal open(Terminal terminal, Supplier<BufferedReader> in, Desk desk, Interrupts interrupts) {
        String streams = System.getProperty("cofferdam.terminal", "").toLowerCase(Locale.ROOT);
        boolean person = streams.contains("in") && terminal.out().terminal();
        boolean dumb = terminal.environment().getOrDefault("TERM", "").equals("dumb")
                || terminal.environment().getOrDefault("TERM", "").isEmpty();
        return person && !dumb ? edited(terminal, desk, interrupts) : plain(terminal, in, person, interrupts);
    }

    private static ChatTerminal edited(Terminal terminal, Desk desk, Interrupts interrupts) {
        try {
            org.jline.terminal.Terminal screen =
                    TerminalBuilder.builder().system(true).build();
            screen.handle(org.jline.terminal.Terminal.Signal.INT, signal -> interrupts.signal());
            Ink ink = new Ink(terminal.out().colour());
            Paper paper = new Paper(screen.writer(), screen.writer(), ink, ink, true, () -> screen.getSize()
                    .getColumns());
            return new ChatTerminal(
                    paper, new LineKeyboard(screen, paper, desk.chats().resolveSibling("history"), desk.redaction()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the terminal cannot be opened", e);
        }
    }

    private static ChatTerminal plain(
            Terminal terminal, Supplier<BufferedReader> in, boolean person, Interrupts interrupts) {
        if (person) {
            Signals.register("INT", interrupts::signal);
        }
        Paper paper = new Paper(
                terminal.out().text(),
                terminal.err().text(),
                new Ink(terminal.out().colour()),
                new Ink(terminal.err().colour()),
                false,
                () -> 0);
        return new ChatTerminal(paper, new PlainKeyboard(in.get(), paper, person));
    }

    @Override
    public void close() {
        keyboard.close();
    }
}
