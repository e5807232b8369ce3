package dev.cofferdam.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Edits of gates. A gate that is said twice for one moment, at the exit of a phase and at the entry of the next, is one. */
final class GateEdits {
    private GateEdits() {}

    /** A query that says yes whatever the rows are. */
    static Map<String, JsonNode> hollow(JsonNode plan) {
        Map<String, JsonNode> made = new LinkedHashMap<>();
        moments(plan, "query")
                .values()
                .forEach(places -> places.forEach(path -> {
                    JsonNode copy = plan.deepCopy();
                    ObjectNode gate = (ObjectNode) copy.at(path);
                    gate.put("sql", "SELECT '" + gate.get("expected").asText() + "'");
                    made.put(path, copy);
                }));
        return made;
    }

    /** Every gate that counts what a demand refuses lets some of it pass. */
    static Map<String, JsonNode> narrowed(JsonNode plan) {
        if (!plan.at("/change/kind").asText().matches("set-not-null|add-unique")) {
            return Map.of();
        }
        JsonNode copy = plan.deepCopy();
        moments(plan, "query")
                .values()
                .forEach(places -> places.forEach(path -> {
                    ObjectNode gate = (ObjectNode) copy.at(path);
                    gate.put(
                            "sql",
                            gate.get("sql")
                                    .asText()
                                    .replace("IS NULL", "IS NULL AND id > 5")
                                    .replace("count(*) > 1", "count(*) > 99"));
                }));
        return copy.equals(plan) ? Map.of() : Map.of("every gate", copy);
    }

    /** Every gate that compares both places asks something else. */
    static Operator.Maker everyComparison(UnaryOperator<String> by) {
        return plan -> {
            JsonNode copy = plan.deepCopy();
            moments(plan, "query")
                    .values()
                    .forEach(places -> places.forEach(path -> {
                        ObjectNode gate = (ObjectNode) copy.at(path);
                        String sql = gate.get("sql").asText();
                        gate.put("sql", sql.contains(" DISTINCT FROM ") ? by.apply(sql) : sql);
                    }));
            return copy.equals(plan) ? Map.of() : Map.of("every gate", copy);
        };
    }

    /** All gates of the kind that are met at one moment. */
    static Operator.Maker withoutMoments(String kind) {
        return plan -> {
            Map<String, JsonNode> made = new LinkedHashMap<>();
            moments(plan, kind).values().forEach(places -> {
                JsonNode copy = plan.deepCopy();
                for (int index = places.size() - 1; index >= 0; index--) {
                    String path = places.get(index);
                    int slash = path.lastIndexOf('/');
                    ((ArrayNode) copy.at(path.substring(0, slash))).remove(Integer.parseInt(path.substring(slash + 1)));
                }
                made.put(places.toString(), copy);
            });
            return made;
        };
    }

    /** Of every phase but the last with work, whose end is the plan's. */
    static Map<String, JsonNode> withoutExit(JsonNode plan) {
        Map<String, JsonNode> made = new LinkedHashMap<>();
        List<String> working = new ArrayList<>();
        for (int phase = 0; phase < plan.at("/phases").size(); phase++) {
            if (!plan.at("/phases/" + phase + "/steps").isEmpty()) {
                working.add("/phases/" + phase);
            }
        }
        for (String path : working.subList(0, Math.max(0, working.size() - 1))) {
            JsonNode copy = plan.deepCopy();
            ((ObjectNode) copy.at(path)).remove("exit");
            made.put(path, copy);
        }
        return made;
    }

    /** Paths of all gates of this kind, by the moment at which they are met: entry, steps and exit of each phase. */
    private static Map<Integer, List<String>> moments(JsonNode plan, String kind) {
        Map<Integer, List<String>> moments = new LinkedHashMap<>();
        int moment = 0;
        for (int phase = 0; phase < plan.at("/phases").size(); phase++) {
            String path = "/phases/" + phase;
            collect(plan, path + "/entry", kind, moment, moments);
            for (int step = 0; step < plan.at(path + "/steps").size(); step++) {
                moment++;
                collect(plan, path + "/steps/" + step + "/conduct/gates", kind, moment, moments);
            }
            collect(plan, path + "/exit", kind, moment, moments);
        }
        return moments;
    }

    private static void collect(
            JsonNode plan, String list, String kind, int moment, Map<Integer, List<String>> moments) {
        for (int index = 0; index < plan.at(list).size(); index++) {
            if (plan.at(list).get(index).get("kind").asText().equals(kind)) {
                moments.computeIfAbsent(moment, any -> new ArrayList<>()).add(list + "/" + index);
            }
        }
    }
}
