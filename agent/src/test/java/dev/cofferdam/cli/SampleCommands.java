package dev.cofferdam.cli;

import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.WorldFailed;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A small table of commands that end in every way a command can end. */
final class SampleCommands {
    private SampleCommands() {}

    static Commands all() {
        return new Commands(List.of(
                new CommandEntry(
                        CommandGroup.PLAN,
                        "raise",
                        "STONE...",
                        "Raises stones",
                        "raise granite --by 3",
                        terminal -> new Raise(terminal.out())),
                new CommandEntry(
                        CommandGroup.EXAMINE,
                        "weigh",
                        "STONE AND-ANOTHER-STONE",
                        "Weighs two stones",
                        "",
                        terminal -> new Raise(terminal.out()))));
    }

    @Command(description = "Raises stones.")
    static final class Raise implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "STONE", description = "What to raise.")
        private List<String> stones = List.of();

        @Option(names = "--by", paramLabel = "METRES", description = "How far.", defaultValue = "1")
        private int metres;

        private final Screen out;

        Raise(Screen out) {
            this.out = out;
        }

        @Override
        public Integer call() {
            switch (stones.get(0)) {
                case "missing" -> throw new UserError("there is no stone `missing`", "quarry.yaml, line 7", "add it");
                case "stuck" -> throw new CraneStuck(new IllegalStateException("the rope broke"));
                case "cursed" -> throw new IllegalStateException("nobody foresaw this");
                default -> out.text().println("raised " + stones + " by " + metres);
            }
            return stones.contains("cracked") ? ExitCode.FINDINGS : ExitCode.CLEAN;
        }
    }

    static final class CraneStuck extends RuntimeException implements WorldFailed {
        private static final long serialVersionUID = 1L;

        CraneStuck(Throwable cause) {
            super("the crane is stuck", cause);
        }

        @Override
        public String remedy() {
            return "mend the rope";
        }
    }
}
