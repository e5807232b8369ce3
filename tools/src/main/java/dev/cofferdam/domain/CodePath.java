package dev.cofferdam.domain;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the outside comes to a statement.
 *
 * @param trigger what sets it off: {@code GET /owners}, {@code main}, {@code Kafka orders}; empty when nothing is known of it
 * @param calls {@code class#method} each, from the one that is set off to the one with the statement; at least one
 */
public record CodePath(String trigger, List<String> calls) {
    /** What sets a test off. */
    public static final String TEST = "test";

    private static final String AFTER_TRIGGER = ": ";
    private static final String THEN = " -> ";

    public CodePath {
        calls = Checks.names(calls, "calls of a code path");
    }

    /** What {@link #toString} writes; a method alone is a code path of which nothing else is known. */
    public static CodePath parse(String text) {
        int first = text.indexOf(THEN);
        int colon = text.lastIndexOf(AFTER_TRIGGER, first < 0 ? text.length() : first);
        String calls = colon < 0 ? text : text.substring(colon + AFTER_TRIGGER.length());
        return new CodePath(colon < 0 ? "" : text.substring(0, colon), List.of(calls.split(THEN, -1)));
    }

    /** Whether a test comes to the statement, and not the outside. */
    public boolean isTest() {
        return trigger.equals(TEST);
    }

    /** The method that is set off. */
    public String entry() {
        return calls.get(0);
    }

    /** {@code OwnerController.list -> OwnerRepository.findAll}: without packages, as people speak of methods. */
    public String inShort() {
        return calls.stream().map(CodePath::shortName).collect(Collectors.joining(THEN));
    }

    private static String shortName(String call) {
        int member = call.indexOf('#');
        String type = member < 0 ? call : call.substring(0, member);
        String simple = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
        String name = member < 0 ? "" : call.substring(member + 1);
        return Stream.of(simple, name).filter(part -> !part.isEmpty()).collect(Collectors.joining("."));
    }

    /** {@code GET /owners: app.OwnerController#list -> app.OwnerRepository#findAll}. */
    @Override
    public String toString() {
        return (trigger.isEmpty() ? "" : trigger + AFTER_TRIGGER) + String.join(THEN, calls);
    }
}
