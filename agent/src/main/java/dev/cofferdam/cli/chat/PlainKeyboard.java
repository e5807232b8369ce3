package dev.cofferdam.cli.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Lines of a pipe, a file or a dumb terminal. A backslash at the end of a line takes the next one along. */
public final class PlainKeyboard implements Keyboard {
    private final BufferedReader in;
    private final Paper paper;
    private final boolean asked;

    /** @param asked whether a person sits there, who wants to see a prompt */
    public PlainKeyboard(BufferedReader in, Paper paper, boolean asked) {
        this.in = in;
        this.paper = paper;
        this.asked = asked;
    }

    @Override
    public Optional<String> read(String prompt) {
        if (asked) {
            paper.print(prompt);
        }
        StringBuilder message = new StringBuilder();
        try {
            String line = in.readLine();
            if (line == null) {
                return Optional.empty();
            }
            while (line != null && line.endsWith("\\")) {
                message.append(line, 0, line.length() - 1).append('\n');
                line = in.readLine();
            }
            return Optional.of(message.append(line == null ? "" : line).toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what is typed", e);
        }
    }

    @Override
    public void close() {}
}
