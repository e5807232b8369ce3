package dev.cofferdam.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tool's result in the ledger. Whatever the plan says in numbers, objects and places, it says on the word of a fact.
 *
 * @param id {@code f1}, {@code f2}, ... in the order the tools were called
 * @param tool the tool that reported it
 * @param arguments what the tool was asked
 * @param values numbers and short texts by name, such as {@code rows -> 12000000}
 * @param names the objects ({@code owners.telephone}) and places ({@code src/Owner.java:62}) the result named
 * @param digest of tool, arguments, values and names; a ledger edited by hand no longer matches
 * @param at when the tool answered
 */
public record Fact(
        String id,
        String tool,
        SortedMap<String, String> arguments,
        SortedMap<String, String> values,
        List<String> names,
        String digest,
        Instant at) {

    public Fact {
        Checks.text(id, "fact id");
        Checks.text(tool, "tool");
        arguments = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
        values = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(values));
        names = List.copyOf(names);
    }

    /** A fact with the digest that belongs to it. */
    public static Fact of(
            String id,
            String tool,
            Map<String, String> arguments,
            Map<String, String> values,
            List<String> names,
            Instant at) {
        TreeMap<String, String> sortedArguments = new TreeMap<>(arguments);
        TreeMap<String, String> sortedValues = new TreeMap<>(values);
        return new Fact(
                id,
                tool,
                sortedArguments,
                sortedValues,
                names,
                digestOf(tool, sortedArguments, sortedValues, names),
                at);
    }

    /** Whether the digest is the one that belongs to the content. */
    public boolean isIntact() {
        return digest.equals(digestOf(tool, arguments, values, names));
    }

    private static String digestOf(
            String tool, SortedMap<String, String> arguments, SortedMap<String, String> values, List<String> names) {
        return Digest.of(tool + "\n" + arguments + "\n" + values + "\n" + String.join("\n", names));
    }
}
