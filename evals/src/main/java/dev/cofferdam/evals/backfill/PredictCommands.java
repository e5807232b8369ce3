package dev.cofferdam.evals.backfill;

import dev.cofferdam.cli.CommandEntry;
import dev.cofferdam.cli.CommandGroup;
import dev.cofferdam.cli.CommandProvider;
import java.util.List;

/** Puts {@code predict} on the command line. */
public final class PredictCommands implements CommandProvider {
    @Override
    public List<CommandEntry> commands() {
        return List.of(new CommandEntry(
                CommandGroup.MEASURE,
                "predict",
                "",
                "measures estimate against backfills of larger tables",
                "predict --sizes 300k,1M --repeats 3",
                PredictCommand::new));
    }
}
