package dev.cofferdam.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.planfile.PlanFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The reference plan with a few edits. A path's segments are keys, indexes, or the {@code id} or {@code kind} of a list's element.
 * The edits: {@code remove: path}, {@code set: path} + {@code to}, {@code append: path} + {@code value},
 * {@code insert: path-of-element} + {@code value} (before that element), {@code move: path} + {@code into: path-of-list},
 * {@code replace: path-of-text} + {@code text} + {@code by}.
 */
final class PlanVariant {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String REFERENCE = "reference.yaml";

    private PlanVariant() {}

    static Plan reference() {
        return PlanFile.parse(referenceText(), REFERENCE);
    }

    /** The reference plan after the edits of a fixture; an edit that finds nothing to change fails. */
    static Plan of(String edits, String name) {
        try {
            return of(YAML.readTree(edits), name);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    static Plan of(JsonNode edits, String name) {
        try {
            JsonNode plan = YAML.readTree(referenceText());
            edits.forEach(edit -> new Edit(plan, edit, name).apply());
            return PlanFile.parse(YAML.writeValueAsString(plan), name);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static String referenceText() {
        try (InputStream plan = PlanVariant.class.getResourceAsStream(REFERENCE)) {
            return new String(plan.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Edit(JsonNode plan, JsonNode edit, String name) {

        void apply() {
            String verb = edit.fieldNames().next();
            List<String> path = List.of(edit.get(verb).asText().split("/"));
            switch (verb) {
                case "remove" -> take(path);
                case "set" -> set(path, value("to"));
                case "append" -> list(path).add(value("value"));
                case "insert" -> insert(path, value("value"));
                case "move" -> move(path);
                case "replace" -> replace(path);
                default -> throw problem("no such edit: " + verb);
            }
        }

        private void move(List<String> path) {
            JsonNode moved = take(path);
            list(List.of(value("into").asText().split("/"))).add(moved);
        }

        private void replace(List<String> path) {
            String text = at(path).asText();
            String wanted = value("text").asText();
            if (!text.contains(wanted)) {
                throw problem("`" + wanted + "` is not in: " + text);
            }
            set(path, TextNode.valueOf(text.replace(wanted, value("by").asText())));
        }

        private JsonNode take(List<String> path) {
            JsonNode parent = at(path.subList(0, path.size() - 1));
            String last = path.get(path.size() - 1);
            JsonNode taken = parent instanceof ArrayNode array
                    ? array.remove(index(array, last))
                    : ((ObjectNode) parent).remove(last);
            if (taken == null) {
                throw problem("nothing at " + path);
            }
            return taken;
        }

        private void set(List<String> path, JsonNode value) {
            JsonNode parent = at(path.subList(0, path.size() - 1));
            String last = path.get(path.size() - 1);
            if (parent instanceof ArrayNode array) {
                array.set(index(array, last), value);
            } else {
                ((ObjectNode) parent).set(last, value);
            }
        }

        private void insert(List<String> path, JsonNode value) {
            ArrayNode array = (ArrayNode) at(path.subList(0, path.size() - 1));
            array.insert(index(array, path.get(path.size() - 1)), value);
        }

        /** A list that is empty in the plan is not written, so it is made here. */
        private ArrayNode list(List<String> path) {
            JsonNode parent = at(path.subList(0, path.size() - 1));
            String last = path.get(path.size() - 1);
            if (parent instanceof ObjectNode object && !object.has(last)) {
                return object.putArray(last);
            }
            return (ArrayNode) at(path);
        }

        private JsonNode at(List<String> path) {
            JsonNode node = plan;
            for (String segment : path) {
                node = node instanceof ArrayNode array ? array.get(index(array, segment)) : node.get(segment);
                if (node == null) {
                    throw problem("nothing at " + path + ": no " + segment);
                }
            }
            return node;
        }

        private int index(ArrayNode array, String segment) {
            for (int index = 0; index < array.size(); index++) {
                JsonNode element = array.get(index);
                if (segment.equals(element.path("id").asText())
                        || segment.equals(element.path("kind").asText())) {
                    return index;
                }
            }
            if (segment.matches("\\d+") && Integer.parseInt(segment) < array.size()) {
                return Integer.parseInt(segment);
            }
            throw problem("no element " + segment);
        }

        private JsonNode value(String key) {
            return Optional.ofNullable(edit.get(key)).orElseThrow(() -> problem("`" + key + "` is missing"));
        }

        private IllegalArgumentException problem(String words) {
            return new IllegalArgumentException(name + ": " + words + " (" + edit + ")");
        }
    }
}
