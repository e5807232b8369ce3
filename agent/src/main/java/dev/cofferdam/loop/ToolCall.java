package dev.cofferdam.loop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A tool that the model wants called.
 *
 * @param id links the call with its result; the loop gives each call of a session its own
 * @param argumentsText as the model wrote it, which may be anything
 */
public record ToolCall(String id, String tool, String argumentsText) {

    /** A call with well-formed arguments. */
    public static ToolCall of(String id, String tool, ObjectNode arguments) {
        return new ToolCall(id, tool, Canonical.text(arguments));
    }

    /** The arguments when they are one JSON object without repeated keys. Nothing at all counts as no arguments. */
    public Optional<ObjectNode> arguments() {
        if (argumentsText.isBlank()) {
            return Optional.of(JsonNodeFactory.instance.objectNode());
        }
        try {
            return Canonical.parse(argumentsText) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with the arguments when {@link #arguments()} is empty; an empty text otherwise. */
    public String malformation() {
        if (arguments().isPresent()) {
            return "";
        }
        try {
            JsonNode node = Canonical.parse(argumentsText);
            return "the arguments must be a JSON object, but are of type " + node.getNodeType();
        } catch (JsonProcessingException e) {
            return "the arguments are no JSON: " + e.getOriginalMessage();
        }
    }

    /** The arguments with sorted keys and no spare blanks, or the text as it is when it is malformed. */
    public String canonicalArguments() {
        return arguments().map(Canonical::text).orElse(argumentsText);
    }

    ToolCall withId(String newId) {
        return new ToolCall(newId, tool, argumentsText);
    }
}
