package dev.cofferdam.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.loop.ToolSpec;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The toolbox's specifications as LangChain4j's. */
final class ChatTools {
    private ChatTools() {}

    /** @param strict whether the endpoint enforces schemas; a tool whose schema strict mode cannot say is sent as it is */
    static ToolSpecification of(ToolSpec tool, boolean strict) {
        Optional<ObjectNode> enforced = strict ? StrictSchema.of(tool.parameters()) : Optional.empty();
        ToolSpecification.Builder specification = ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(schema(enforced.orElseGet(tool::parameters)));
        return enforced.isPresent() ? specification.strict(true).build() : specification.build();
    }

    /** The library's schema types know neither lengths nor constants, so each property goes as it is written. */
    private static JsonObjectSchema schema(JsonNode parameters) {
        JsonObjectSchema.Builder schema = JsonObjectSchema.builder().additionalProperties(false);
        parameters
                .path("properties")
                .properties()
                .forEach(property -> schema.addProperty(
                        property.getKey(),
                        JsonRawSchema.from(property.getValue().toString())));
        List<String> required = new ArrayList<>();
        parameters.path("required").forEach(name -> required.add(name.asText()));
        return schema.required(required).build();
    }
}
