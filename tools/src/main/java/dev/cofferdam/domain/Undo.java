package dev.cofferdam.domain;

import java.util.List;

/** How one step is taken back. */
public sealed interface Undo {

    /** These statements take it back. */
    record BySql(List<String> statements, TransactionMode transaction) implements Undo {
        public BySql {
            statements = List.copyOf(statements);
        }
    }

    /** An earlier version is deployed again. */
    record ByDeploy(AppVersion version) implements Undo {}

    /** There is nothing to take back. */
    record NotNeeded(String reason) implements Undo {}

    /** After this step, going back loses something; what, and why. */
    record PointOfNoReturn(String reason, String lost) implements Undo {}
}
