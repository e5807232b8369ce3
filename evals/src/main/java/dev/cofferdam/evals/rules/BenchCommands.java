package dev.cofferdam.evals.rules;

import dev.cofferdam.cli.CommandEntry;
import dev.cofferdam.cli.CommandGroup;
import dev.cofferdam.cli.CommandProvider;
import java.util.List;

/** Puts {@code bench} on the command line. */
public final class BenchCommands implements CommandProvider {
    @Override
    public List<CommandEntry> commands() {
        return List.of(new CommandEntry(
                CommandGroup.MEASURE,
                "bench",
                "WHAT",
                "measures check against cases of other checkers and real migrations",
                "bench peers --squawk ../squawk",
                BenchCommand::new));
    }
}
