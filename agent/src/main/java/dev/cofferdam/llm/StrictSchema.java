package dev.cofferdam.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A tool's schema in the part of JSON Schema that strict mode takes (OpenAI docs, "Structured Outputs", supported schemas): every
 * property is required and an optional one may be null, objects are closed, alternatives are {@code anyOf}. What it cannot say (lengths)
 * is left out; the toolbox checks every argument itself.
 */
final class StrictSchema {
    private static final Set<String> LEFT_OUT =
            Set.of("minLength", "maxLength", "format", "default", "title", "$schema");

    private StrictSchema() {}

    /** Empty when the schema has an object of any keys, which strict mode cannot say. */
    static Optional<ObjectNode> of(JsonNode schema) {
        return isSayable(schema) ? Optional.of((ObjectNode) strict(schema)) : Optional.empty();
    }

    private static boolean isSayable(JsonNode schema) {
        if (schema.path("type").asText().equals("object")
                && (!schema.has("properties")
                        || schema.path("additionalProperties").asBoolean(true))) {
            return false;
        }
        for (JsonNode child : schema) {
            if (child.isContainerNode() && !isSayable(child)) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode strict(JsonNode schema) {
        ObjectNode strict = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : schema.properties()) {
            switch (field.getKey()) {
                case "oneOf", "anyOf" -> strict.set("anyOf", each(field.getValue()));
                case "const" -> strict.putArray("enum").add(field.getValue());
                case "items" -> strict.set("items", strict(field.getValue()));
                case "properties" -> strict.set("properties", properties(field.getValue(), schema.path("required")));
                default -> keep(strict, field);
            }
        }
        if (schema.has("properties")) {
            ArrayNode all = strict.putArray("required");
            schema.get("properties").fieldNames().forEachRemaining(all::add);
        }
        return strict;
    }

    private static void keep(ObjectNode strict, Map.Entry<String, JsonNode> field) {
        if (!LEFT_OUT.contains(field.getKey())) {
            strict.set(field.getKey(), field.getValue());
        }
    }

    private static ArrayNode each(JsonNode alternatives) {
        ArrayNode strict = JsonNodeFactory.instance.arrayNode();
        alternatives.forEach(alternative -> strict.add(strict(alternative)));
        return strict;
    }

    private static ObjectNode properties(JsonNode properties, JsonNode required) {
        Set<String> needed = new HashSet<>();
        required.forEach(name -> needed.add(name.asText()));
        ObjectNode strict = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            JsonNode value = strict(property.getValue());
            strict.set(property.getKey(), needed.contains(property.getKey()) ? value : nullable(value));
        }
        return strict;
    }

    private static JsonNode nullable(JsonNode schema) {
        ObjectNode either = JsonNodeFactory.instance.objectNode();
        either.putArray("anyOf").add(schema).addObject().put("type", "null");
        return either;
    }
}
