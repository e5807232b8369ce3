package dev.cofferdam.cli;

import dev.cofferdam.domain.NearestNames;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The root command. It picks the command by name and leaves the rest of the line to picocli: a tree of all commands would read
 * the annotations of each of them before the first one could run.
 */
final class Cofferdam {
    private static final int WIDTH = 96;

    private final Commands commands;
    private final Terminal terminal;
    private final Failures failures;

    Cofferdam(Commands commands, Terminal terminal) {
        this.commands = commands;
        this.terminal = terminal;
        this.failures = new Failures(terminal.err());
    }

    /** Runs one command line and returns its {@link ExitCode}; throws only what no command caught and picocli did not see. */
    int run(List<String> arguments) {
        String first = arguments.isEmpty() ? "--help" : arguments.get(0);
        List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        return switch (first) {
            case "-h", "--help" -> print(new HelpPage(commands, terminal.out()).render());
            case "-V", "--version" -> print(Build.current().line(System.getProperty("java.version")) + "\n");
            case "help" -> rest.isEmpty() ? run(List.of("--help")) : run(List.of(rest.get(0), "--help"));
            default -> commands.find(first).map(entry -> run(entry, rest)).orElseGet(() -> unknown(first));
        };
    }

    private int run(CommandEntry entry, List<String> words) {
        return entry.plain().read(words, terminal).map(this::call).orElseGet(() -> commandLine(entry)
                .execute(words.toArray(new String[0])));
    }

    /** As picocli does it: an error that is no exception passes through. */
    private int call(Callable<Integer> command) {
        try {
            return command.call();
        } catch (Exception failure) {
            return failures.report(failure);
        }
    }

    private int print(String text) {
        terminal.out().text().print(text);
        return ExitCode.CLEAN;
    }

    private int unknown(String word) {
        boolean option = word.startsWith("-");
        List<String> known = option
                ? List.of("--help", "--version")
                : Stream.concat(commands.names().stream(), Stream.of("help")).toList();
        String list = "`cofferdam --help` lists what there is";
        return failures.callerError(
                "there is no " + (option ? "option" : "command") + " `" + word + "`",
                "",
                NearestNames.to(word, known)
                        .map(nearest -> "did you mean `" + nearest + "`? " + list)
                        .orElse(list));
    }

    private CommandLine commandLine(CommandEntry entry) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(entry.command().apply(terminal))
                .name("cofferdam " + entry.name())
                .mixinStandardHelpOptions(true)
                .versionProvider(() -> new String[] {Build.current().line(System.getProperty("java.version"))});
        return new CommandLine(spec)
                .setOut(terminal.out().text())
                .setErr(terminal.err().text())
                .setUsageHelpWidth(WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(terminal.out().colour() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler((failure, line) -> badParameter(entry, failure))
                .setExecutionExceptionHandler((failure, line, parsed) -> failures.report(failure));
    }

    private int badParameter(CommandEntry entry, ParameterException failure) {
        String help = "`cofferdam " + entry.name() + " --help` lists what it takes";
        return failures.callerError(
                Objects.requireNonNullElse(failure.getMessage(), "the options do not fit"),
                "",
                suggestion(failure)
                        .map(nearest -> "did you mean `" + nearest + "`? " + help)
                        .orElse(help));
    }

    private static Optional<String> suggestion(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            String typed = unmatched.getUnmatched().get(0);
            return NearestNames.to(
                    typed,
                    failure.getCommandLine().getCommandSpec().optionsMap().keySet());
        }
        return Optional.empty();
    }
}
