package dev.cofferdam.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * One line of the command table. The command behind it is created only when it is called, so that {@code --help} loads none.
 *
 * @param name what is typed: {@code usages}
 * @param parameters what follows, as shown in the help: {@code TABLE[.COLUMN]}; empty for none
 * @param summary what it does, at most 64 characters, no full stop
 * @param example a whole line to copy from, after {@code cofferdam}; empty for none
 * @param command makes the picocli-annotated command, which returns an {@link ExitCode}
 * @param plain reads the simplest lines without picocli, which takes a third of a short run's time
 */
public record CommandEntry(
        CommandGroup group,
        String name,
        String parameters,
        String summary,
        String example,
        Function<Terminal, Callable<Integer>> command,
        Plain plain) {
    /** Reads some lines of words as picocli would, and leaves all others, wrong ones too, to it. */
    @FunctionalInterface
    public interface Plain {
        Optional<Callable<Integer>> read(List<String> words, Terminal terminal);
    }

    /** A command of which picocli reads every line. */
    public CommandEntry(
            CommandGroup group,
            String name,
            String parameters,
            String summary,
            String example,
            Function<Terminal, Callable<Integer>> command) {
        this(group, name, parameters, summary, example, command, (words, terminal) -> Optional.empty());
    }

    /** The first column of the help page. */
    String usage() {
        return parameters.isEmpty() ? name : name + " " + parameters;
    }
}
