package dev.cofferdam.loop;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Entries as lines of JSON, {@code {"at":...,"kind":...}}, and back; strictly, so that no line is half understood. */
final class EntryJson {
    private static final Map<String, Class<? extends Entry>> KINDS = new LinkedHashMap<>();
    /** Fields only: derived questions such as {@code isIntact()} are no part of an entry. */
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .setVisibility(PropertyAccessor.GETTER, Visibility.NONE)
            .setVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .setVisibility(PropertyAccessor.FIELD, Visibility.ANY);

    static {
        KINDS.put("session", Entry.Session.class);
        KINDS.put("user", Entry.User.class);
        KINDS.put("request", Entry.Request.class);
        KINDS.put("usage", Entry.Charged.class);
        KINDS.put("assistant", Entry.Assistant.class);
        KINDS.put("tool_call", Entry.Called.class);
        KINDS.put("tool_result", Entry.Answered.class);
        KINDS.put("validation", Entry.Validation.class);
        KINDS.put("interrupt", Entry.Interrupt.class);
        KINDS.put("reverted", Entry.Reverted.class);
        KINDS.put("compacted", Entry.Compacted.class);
        KINDS.put("consented", Entry.Consented.class);
        KINDS.put("stop", Entry.Stop.class);
    }

    private EntryJson() {}

    /** The entry as it may be kept: without secrets, wherever in it they stood. */
    static Entry redacted(Entry entry, Redaction redaction) {
        try {
            return MAPPER.treeToValue(redactedTree(tree(entry), redaction), entry.getClass());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry that was just written cannot be read back: " + entry, e);
        }
    }

    static String write(Instant at, Entry entry) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("at", at.toString());
        line.put("kind", kindOf(entry));
        line.setAll((ObjectNode) MAPPER.valueToTree(entry));
        return line.toString();
    }

    /** The entry of a line; throws when it is not one that {@link #write} made. */
    static Entry read(String line) throws JsonProcessingException {
        if (!(Canonical.parse(line) instanceof ObjectNode object)) {
            throw new UnknownKind("the line is no JSON object");
        }
        String kind = object.path("kind").asText();
        Class<? extends Entry> type = KINDS.get(kind);
        if (type == null) {
            throw new UnknownKind("`" + kind + "` is no kind of entry; known are " + KINDS.keySet());
        }
        object.remove("at");
        object.remove("kind");
        return MAPPER.treeToValue(object, type);
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    private static String kindOf(Entry entry) {
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue() == entry.getClass())
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static JsonNode redactedTree(JsonNode node, Redaction redaction) {
        if (node instanceof TextNode text) {
            return TextNode.valueOf(redaction.redact(text.asText()));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = MAPPER.createArrayNode();
            array.forEach(element -> copy.add(redactedTree(element, redaction)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = MAPPER.createObjectNode();
            object.properties()
                    .forEach(field -> copy.set(
                            field.getKey(),
                            field.getKey().equals("argumentsText")
                                    ? TextNode.valueOf(
                                            redactedArguments(field.getValue().asText(), redaction))
                                    : redactedTree(field.getValue(), redaction)));
            return copy;
        }
        return node;
    }

    /** JSON inside a text is redacted value by value: a pattern run over its source could eat a quote and break it. */
    private static String redactedArguments(String argumentsText, Redaction redaction) {
        return new ToolCall("", "", argumentsText)
                .arguments()
                .map(arguments -> {
                    JsonNode clean = redactedTree(arguments, redaction);
                    return clean.equals(arguments) ? argumentsText : Canonical.text(clean);
                })
                .orElseGet(() -> redaction.redact(argumentsText));
    }

    /** A line of some other program, or of a later version of ours. */
    private static final class UnknownKind extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        UnknownKind(String message) {
            super(message);
        }
    }
}
