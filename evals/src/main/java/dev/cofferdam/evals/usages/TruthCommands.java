package dev.cofferdam.evals.usages;

import dev.cofferdam.cli.CommandEntry;
import dev.cofferdam.cli.CommandGroup;
import dev.cofferdam.cli.CommandProvider;
import java.util.List;

/** Puts {@code truth} on the command line. */
public final class TruthCommands implements CommandProvider {
    @Override
    public List<CommandEntry> commands() {
        return List.of(new CommandEntry(
                CommandGroup.MEASURE,
                "truth",
                "WHAT",
                "measures usages against what commits had to touch",
                "truth history --mirrors ../mirrors",
                TruthCommand::new));
    }
}
