package dev.cofferdam.playbook.types;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.WatchSignal;
import dev.cofferdam.playbook.parts.PlanDraft;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.StepWriter;
import java.util.List;

/**
 * Statements that a driver has prepared on the server and that return the column. PostgreSQL compares the types of a result with those that
 * the statement was prepared for ({@code RevalidateCachedQuery}), and no step in the database can spare a session that; so the driver is told
 * to prepare anew before the type changes, and the error is watched for behind it.
 */
final class PreparedReads {
    private static final String ERROR = "ERROR: cached plan must not change result type";

    private final ColumnChange.ChangeType change;
    private final PlanningInput input;
    private final AppVersion today;

    PreparedReads(ColumnChange.ChangeType change, PlanningInput input) {
        this.change = change;
        this.input = input;
        this.today = new PlanDraft(input).today();
    }

    /** Code that only writes the column gets no result that could change. Where no code was found, there may be some. */
    private boolean mayExist() {
        List<Usage> code =
                input.usages().stream().filter(usage -> !usage.test()).toList();
        return code.isEmpty()
                || code.stream().anyMatch(usage -> usage.access().reads() || usage.access() == Access.MAPPING);
    }

    /** The step before the type changes; none when nothing returns the column. */
    List<Step> step(StepWriter writer, String what) {
        if (!mayExist()) {
            return List.of();
        }
        String column = change.column().toString();
        return List.of(writer.manual(
                "Let the driver prepare anew by itself what returns "
                        + change.column().column(),
                "Add `autosave=conservative` to the connection settings of " + today.consumer()
                        + " (pgjdbc; `prepareThreshold=0` does as well) and restart its instances one after the other. Take it out again with"
                        + " any release after " + what + ". Without it, " + what
                        + " makes a statement that was prepared on the server and returns "
                        + column + " fail once on each connection with `" + ERROR
                        + "` (SQLSTATE 0A000). Outside a transaction pgjdbc prepares anew and nobody notices; inside one, that transaction is"
                        + " rolled back. pgjdbc prepares a statement on the server from its fifth use on; other drivers have settings of"
                        + " their own.",
                List.of(new Gate.Attestation(
                        "every pool whose code reads " + column + " connects with `autosave=conservative` or"
                                + " `prepareThreshold=0`, or its code sends a failed transaction again",
                        "the team of " + today.consumer())),
                List.of()));
    }

    /** What to look for once the type has changed. */
    List<WatchSignal> watch(String stepId) {
        return mayExist()
                ? List.of(new WatchSignal(
                        "sessions that hold a plan for the old type",
                        "the logs of " + today.consumer() + " and of the database: " + ERROR,
                        "a second one on the same connection, or any after ten minutes",
                        "recycle the pools (a rolling restart does it); nothing has to be taken back",
                        stepId))
                : List.of();
    }
}
