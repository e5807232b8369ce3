package dev.cofferdam.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/**
 * What the launcher runs once, unseen, so that the JVM can write down the classes that a start needs: every help page, which
 * touches every command's options. Reads nothing and changes nothing.
 */
final class Training {
    private Training() {}

    public static void main(String[] arguments) {
        Commands commands = Commands.installed();
        Screen nowhere = new Screen(new PrintWriter(Writer.nullWriter()), false, true);
        Cofferdam cofferdam = new Cofferdam(commands, new Terminal(nowhere, nowhere));
        cofferdam.run(List.of("--help"));
        cofferdam.run(List.of("--version"));
        cofferdam.run(List.of("no-such-command"));
        commands.names().forEach(name -> cofferdam.run(List.of(name, "--help")));
    }
}
