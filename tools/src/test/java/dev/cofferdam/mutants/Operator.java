package dev.cofferdam.mutants;

import com.fasterxml.jackson.databind.JsonNode;
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

    @Override
    public String toString() {
        return name;
    }
}
