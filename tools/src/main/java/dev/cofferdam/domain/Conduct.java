package dev.cofferdam.domain;

import java.util.List;

/**
 * What every step states besides its work.
 *
 * @param who the role that does it
 * @param mayRun the app versions that may be running during the step
 * @param rollbackFloor for each consumer the oldest version that may be rolled back to once the step is done
 * @param gates what must hold before the next step
 * @param watch what to look at while it runs; empty for steps of an instant
 * @param cites ids of the facts on whose word the step names its numbers and objects
 */
public record Conduct(
        String who,
        List<AppVersion> mayRun,
        List<AppVersion> rollbackFloor,
        List<Gate> gates,
        List<WatchSignal> watch,
        List<String> cites) {
    public Conduct {
        mayRun = List.copyOf(mayRun);
        rollbackFloor = List.copyOf(rollbackFloor);
        gates = List.copyOf(gates);
        watch = List.copyOf(watch);
        cites = List.copyOf(cites);
    }
}
