package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.schema.Schema;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything a playbook may know.
 *
 * @param before the schema as it is
 * @param after the schema as the naive change would make it, read back from the server; what the plan must end with
 * @param notes what the scan could not read or had to assume
 * @param consumer name of the service whose repository was scanned
 * @param ledger the facts so far
 * @param cites ids of the ledger's facts by what they tell
 */
public record PlanningInput(
        Change change,
        Engine engine,
        Schema before,
        Schema after,
        List<Usage> usages,
        List<Undecided> undecided,
        List<String> notes,
        Estimate estimate,
        String consumer,
        List<Fact> ledger,
        Cites cites,
        PlannedBy plannedBy,
        Instant made) {

    /** The same schemas the other way round: for the change that takes this one back. */
    public PlanningInput reversed(Change back) {
        return new PlanningInput(
                back, engine, after, before, usages, undecided, notes, estimate, consumer, ledger, cites, plannedBy,
                made);
    }

    /** Ids of facts; of usages one for each affected column. */
    public record Cites(String schema, List<String> usages, String estimate) {
        public Cites {
            usages = List.copyOf(usages);
        }

        /** What every step rests on: schema, estimate and code paths. */
        public List<String> all() {
            return Stream.concat(Stream.of(schema, estimate), usages.stream()).toList();
        }
    }
}
