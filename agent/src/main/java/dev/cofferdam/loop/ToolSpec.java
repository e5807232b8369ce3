package dev.cofferdam.loop;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a model is told about a tool.
 *
 * @param parameters JSON schema of the arguments, an object that refuses unknown keys
 * @param alone whether the call must be the only one of its turn, because its answer decides what the others would be for
 */
public record ToolSpec(String name, String description, ObjectNode parameters, boolean alone) {
    public ToolSpec {
        parameters = parameters.deepCopy();
    }

    @Override
    public ObjectNode parameters() {
        return parameters.deepCopy();
    }
}
