package dev.cofferdam.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The person's side of the process: the product goes to {@code out}, progress and trouble to {@code err}.
 *
 * @param out stdout, written when full or flushed
 * @param err stderr, written at each line's end
 * @param environment variables of the process; secrets come from nowhere else
 */
public record Terminal(Screen out, Screen err, Map<String, String> environment) {
    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** With the environment of this process. */
    public Terminal(Screen out, Screen err) {
        this(out, err, System.getenv());
    }

    /**
     * The process's own streams, in UTF-8 whatever the locale says.
     * The launcher asks the shell which streams are terminals, in {@code -Dcofferdam.terminal}: before JDK 22 Java can tell only
     * whether all of them are, and asking costs more time than printing.
     */
    static Terminal ofProcess(Map<String, String> environment, String terminals) {
        boolean colour = allowsColour(environment);
        return new Terminal(
                screen(FileDescriptor.out, false, terminals.contains("out"), colour),
                screen(FileDescriptor.err, true, terminals.contains("err"), colour),
                environment);
    }

    /** The convention of no-color.org: set and not empty means no. A dumb terminal shows escapes as text. */
    static boolean allowsColour(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    private static Screen screen(FileDescriptor stream, boolean atOnce, boolean terminal, boolean colour) {
        var writer = new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8);
        return new Screen(new PrintWriter(writer, atOnce), terminal, terminal && colour);
    }

    void flush() {
        out.text().flush();
        err.text().flush();
    }
}
