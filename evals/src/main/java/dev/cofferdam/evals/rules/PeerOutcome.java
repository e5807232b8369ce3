package dev.cofferdam.evals.rules;

import java.util.Set;
import java.util.TreeSet;

/**
 * What one checker said of a case.
 *
 * @param checker {@code cofferdam} or a peer's name
 * @param wanted our ids for the hazard that the case is about
 * @param said our ids for what the checker said; its own names where nothing maps them
 */
record PeerOutcome(PeerCase of, String checker, Set<String> wanted, Set<String> said) {

    /** Whether it spoke of the hazard when it should have, or was silent on it when it should have been. */
    boolean agrees() {
        Set<String> both = new TreeSet<>(wanted);
        both.retainAll(said);
        return both.isEmpty() != of.unsafe();
    }

    /** The key under which a person excuses the case. */
    String key() {
        return of.peer() + "\t" + of.id();
    }

    String line() {
        return String.join(
                "\t", of.peer(), of.id(), of.unsafe() ? "unsafe" : "safe", of.rule(), String.join(" ", said));
    }
}
