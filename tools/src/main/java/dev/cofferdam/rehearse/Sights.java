package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Observation.Kind;
import dev.cofferdam.rehearse.traffic.Lost;
import dev.cofferdam.rehearse.traffic.Trouble;
import java.util.ArrayList;
import java.util.List;

/** What a rehearsal sees, as observations. */
final class Sights {
    private Sights() {}

    static List<Observation> of(String step, StepWatch.Seen seen) {
        List<Observation> all = new ArrayList<>();
        seen.locks()
                .forEach(held -> all.add(new Observation(
                        step,
                        Kind.LOCK,
                        held.relation().toString(),
                        held.level().words(),
                        held.millis() + " ms")));
        seen.rewritten()
                .forEach(table -> all.add(
                        new Observation(step, Kind.REWRITE, table.toString(), "", "pg_relation_filenode changed")));
        // Who writes a table anew reads it too, and that is told already.
        seen.scanned().entrySet().stream()
                .filter(each -> !seen.rewritten().contains(each.getKey()))
                .forEach(each -> all.add(new Observation(
                        step,
                        Kind.SCAN,
                        each.getKey().toString(),
                        each.getValue().words(),
                        "pg_stat_get_xact_numscans rose")));
        seen.invalid()
                .forEach(index -> all.add(new Observation(
                        step, Kind.INVALID_INDEX, index.toString(), "", "pg_index.indisvalid is false")));
        seen.waits()
                .forEach((query, millis) ->
                        all.add(new Observation(step, Kind.WAIT, "traffic", Long.toString(millis), query)));
        all.add(new Observation(
                step, Kind.DURATION, "step", Long.toString(seen.millis()), "measured here, not on your server"));
        all.add(new Observation(step, Kind.WAL, "server", Long.toString(seen.walBytes()), "pg_current_wal_insert_lsn"));
        return all;
    }

    static List<Observation> troubles(String step, List<Trouble> troubles) {
        return troubles.stream()
                .map(one -> new Observation(
                        step,
                        Kind.ERROR,
                        one.version().label(),
                        one.sqlState(),
                        one.message().lines().findFirst().orElse("") + " in: " + one.statement()))
                .toList();
    }

    static List<Observation> lost(String step, List<Lost> lost) {
        return lost.stream()
                .limit(1)
                .map(one -> new Observation(
                        step,
                        Kind.LOST_WRITE,
                        one.version().label(),
                        lost.size() + (lost.size() == 1 ? " row" : " rows"),
                        one.toString()))
                .toList();
    }
}
