package dev.cofferdam.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** A command line in a test: what was typed, what came back on which stream, and the exit code. */
record Desk(int exitCode, String out, String err) {
    static Desk type(Commands commands, String... words) {
        return type(commands, false, words);
    }

    static Desk typeInColour(Commands commands, String... words) {
        return type(commands, true, words);
    }

    private static Desk type(Commands commands, boolean colour, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new Screen(new PrintWriter(out), colour, colour), new Screen(new PrintWriter(err), colour, colour));
        int code = new Cofferdam(commands, terminal).run(List.of(words));
        terminal.flush();
        return new Desk(code, out.toString(), err.toString());
    }
}
