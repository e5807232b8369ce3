package dev.cofferdam.toolbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Builds the JSON schema of a tool's arguments. What they mean stands in the tool's prompt file. */
final class Parameters {
    private final ObjectNode properties = JsonNodeFactory.instance.objectNode();
    private final ObjectNode schema = JsonNodeFactory.instance.objectNode();

    Parameters() {
        schema.put("type", "object");
        schema.set("properties", properties);
        schema.putArray("required");
        schema.put("additionalProperties", false);
    }

    Parameters text(String name) {
        properties.putObject(name).put("type", "string").put("minLength", 1);
        return this;
    }

    Parameters number(String name) {
        properties.putObject(name).put("type", "integer").put("minimum", 1);
        return this;
    }

    Parameters list(String name, ObjectNode element) {
        properties.putObject(name).put("type", "array").put("minItems", 1).set("items", element);
        return this;
    }

    Parameters required(String... names) {
        for (String name : names) {
            schema.withArray("required").add(name);
        }
        return this;
    }

    ObjectNode schema() {
        return schema;
    }
}
