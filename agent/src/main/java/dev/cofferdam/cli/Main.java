package dev.cofferdam.cli;

import java.util.List;

/** Where the process begins and ends. */
public final class Main {
    private Main() {}

    /** Runs one command line; the process ends with its {@link ExitCode}. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess(System.getenv(), System.getProperty("cofferdam.terminal", ""));
        int code = run(List.of(arguments), terminal);
        terminal.flush();
        System.exit(code);
    }

    /** The edge of the program: an {@code Error} that no command may catch becomes exit code 3 here, never picocli's 1. */
    public static int run(List<String> arguments, Terminal terminal) {
        try {
            return new Cofferdam(Commands.installed(), terminal).run(arguments);
        } catch (Throwable failure) {
            return new Failures(terminal.err()).report(failure);
        }
    }
}
