package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.rows.TableFacts;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A schema, and an empty copy of it on which SQL can be tried.
 *
 * @param database the copy: the whole schema when it was replayed, what hangs on the change's table when it was read from a live database
 * @param liveMajor major version of the live database
 * @param facts of the change's table in the live database
 */
record Learned(
        ThrowawayServer server,
        ThrowawayDatabase database,
        Schema schema,
        Change change,
        OptionalInt liveMajor,
        Optional<TableFacts> facts,
        List<Undecided> undecided,
        List<String> concerns) {
    Learned {
        undecided = List.copyOf(undecided);
        concerns = List.copyOf(concerns);
    }
}
