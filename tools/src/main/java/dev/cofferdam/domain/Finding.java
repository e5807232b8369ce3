package dev.cofferdam.domain;

/**
 * One report by one rule at one place.
 *
 * @param id stable across runs: rule, place and a hash of what it is about
 * @param rule the rule's id
 * @param where {@code file:line}, or a path into the plan such as {@code backfill/b2}
 * @param what what happens, with the concrete names
 * @param remedy what to do about it, in the user's own names
 */
public record Finding(
        String id, String rule, Severity severity, Hazard hazard, String where, String what, String remedy) {
    public Finding {
        Checks.text(what, "what");
        Checks.text(remedy, "remedy");
    }
}
