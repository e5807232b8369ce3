package dev.cofferdam.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.NearestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Checks arguments against the part of JSON Schema that tools use: type, properties, required, additionalProperties, items,
 * enum, const, minimum, maximum, minLength, minItems, and oneOf where constants tell the alternatives apart. Reports every problem at once, with its path.
 */
final class ArgumentCheck {
    private final List<String> problems = new ArrayList<>();

    private ArgumentCheck() {}

    /** One sentence for each problem; empty when the arguments fit. */
    static List<String> problems(JsonNode arguments, JsonNode schema) {
        ArgumentCheck check = new ArgumentCheck();
        check.check("", arguments, schema);
        return check.problems;
    }

    private void check(String path, JsonNode value, JsonNode schema) {
        if (schema.has("oneOf")) {
            checkAlternatives(path, value, schema.get("oneOf"));
            return;
        }
        String type = schema.path("type").asText("");
        if (!type.isEmpty() && !fits(value, type)) {
            problems.add(named(path) + " must be of type " + type + ", but is " + shown(value));
            return;
        }
        if (value instanceof ObjectNode object && schema.has("properties")) {
            checkObject(path, object, schema);
        }
        if (value.isArray()) {
            checkArray(path, value, schema);
        }
        checkValue(path, value, schema);
    }

    private void checkObject(String path, ObjectNode object, JsonNode schema) {
        TreeSet<String> known = new TreeSet<>();
        schema.get("properties").fieldNames().forEachRemaining(known::add);
        for (JsonNode required : schema.path("required")) {
            if (isAbsent(object.get(required.asText()))) {
                problems.add(named(child(path, required.asText())) + " is missing");
            }
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!known.contains(field.getKey())) {
                problems.add(unknown(child(path, field.getKey()), field.getKey(), known));
            } else if (!isAbsent(field.getValue())) {
                check(
                        child(path, field.getKey()),
                        field.getValue(),
                        schema.get("properties").get(field.getKey()));
            }
        }
    }

    /** Only the alternative that the value names by its constants is checked; the others' problems would mislead. */
    private void checkAlternatives(String path, JsonNode value, JsonNode alternatives) {
        TreeSet<String> kinds = new TreeSet<>();
        for (JsonNode alternative : alternatives) {
            Map<String, JsonNode> constants = constantsOf(alternative);
            if (constants.entrySet().stream()
                    .allMatch(constant -> constant.getValue().equals(value.get(constant.getKey())))) {
                check(path, value, alternative);
                return;
            }
            kinds.add(constants.toString());
        }
        problems.add(named(path) + " must be one of " + kinds + ", but is " + shown(value));
    }

    private static Map<String, JsonNode> constantsOf(JsonNode alternative) {
        Map<String, JsonNode> constants = new TreeMap<>();
        alternative.path("properties").properties().stream()
                .filter(property -> property.getValue().has("const"))
                .forEach(property ->
                        constants.put(property.getKey(), property.getValue().get("const")));
        return constants;
    }

    private void checkArray(String path, JsonNode array, JsonNode schema) {
        if (array.size() < schema.path("minItems").asInt(0)) {
            problems.add(named(path) + " must not be empty");
        }
        for (int i = 0; i < array.size() && schema.has("items"); i++) {
            check(path + "[" + i + "]", array.get(i), schema.get("items"));
        }
    }

    private void checkValue(String path, JsonNode value, JsonNode schema) {
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            problems.add(named(path) + " must be one of " + schema.get("enum") + ", but is " + shown(value));
        }
        if (schema.has("const") && !schema.get("const").equals(value)) {
            problems.add(named(path) + " must be " + schema.get("const") + ", but is " + shown(value));
        }
        if (value.isNumber()
                && schema.has("minimum")
                && value.asDouble() < schema.get("minimum").asDouble()) {
            problems.add(named(path) + " must be at least " + schema.get("minimum") + ", but is " + shown(value));
        }
        if (value.isNumber()
                && schema.has("maximum")
                && value.asDouble() > schema.get("maximum").asDouble()) {
            problems.add(named(path) + " must be at most " + schema.get("maximum") + ", but is " + shown(value));
        }
        if (value.isTextual()
                && value.asText().strip().length() < schema.path("minLength").asInt(0)) {
            problems.add(named(path) + " must not be blank");
        }
    }

    private static String unknown(String path, String key, Set<String> known) {
        Optional<String> nearest = NearestNames.to(key, known);
        return named(path) + " is not known"
                + nearest.map(name -> "; did you mean `" + name + "`?").orElse("; known are " + known);
    }

    /** Servers with strict schemas fill optional arguments with null. */
    private static boolean isAbsent(@org.jspecify.annotations.Nullable JsonNode value) {
        return value == null || value.isNull();
    }

    private static boolean fits(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber() && value.canConvertToLong();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalArgumentException("no type of a tool's arguments: " + type);
        };
    }

    private static boolean contains(JsonNode allowed, JsonNode value) {
        for (JsonNode one : allowed) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String named(String path) {
        return path.isEmpty() ? "the argument object" : "`" + path + "`";
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
