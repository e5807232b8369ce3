package dev.cofferdam.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A way to make a good plan wrong.
 *
 * @param name what a planner or a person did, in words
 * @param caughtBy rules of which one must see it; any other finding does not count
 */
public record Operator(String name, Maker maker, Set<String> caughtBy) {

    /** All wrong plans that the operator makes of a good one, each by the place where it was made wrong; empty where it does not apply. */
    public interface Maker {
        Map<String, JsonNode> of(JsonNode plan);
    }

    static Operator of(String name, Maker maker, String... caughtBy) {
        return new Operator(name, maker, Set.of(caughtBy));
    }

    /** One wrong plan of each good one, at a place in the middle; those of all places with {@code -Dmutants=all}, which takes a quarter of an hour. */
    public List<Map.Entry<String, JsonNode>> mutants(JsonNode plan) {
        List<Map.Entry<String, JsonNode>> all = List.copyOf(maker.of(plan).entrySet());
        return all.size() <= 1 || System.getProperty("mutants", "").equals("all")
                ? all
                : List.of(all.get(all.size() / 2));
    }

    @Override
    public String toString() {
        return name;
    }
}
