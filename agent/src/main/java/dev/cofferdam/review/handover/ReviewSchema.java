package dev.cofferdam.review.handover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** {@code review.schema.json}, and whether a review fits it. Knows as much of JSON Schema (draft 2020-12) as that file uses. */
final class ReviewSchema {
    private static final int MOST_PROBLEMS = 5;

    private final JsonNode root;
    private final List<String> problems = new ArrayList<>();

    private ReviewSchema(JsonNode root) {
        this.root = root;
    }

    /** What does not fit, each with its path; empty when all does. */
    static List<String> problems(JsonNode review) {
        ReviewSchema schema = new ReviewSchema(packaged());
        schema.check("$", review, schema.root);
        return schema.problems.stream().limit(MOST_PROBLEMS).toList();
    }

    static JsonNode packaged() {
        try (InputStream file = Objects.requireNonNull(ReviewSchema.class.getResourceAsStream("review.schema.json"))) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(String path, JsonNode value, JsonNode rawSchema) {
        JsonNode schema =
                rawSchema.has("$ref") ? root.at(rawSchema.get("$ref").asText().substring(1)) : rawSchema;
        if (!isOf(value, schema.path("type").asText())) {
            problems.add(path + " is no " + schema.path("type").asText());
            return;
        }
        if (value.isObject()) {
            object(path, value, schema);
        } else if (value.isArray()) {
            array(path, value, schema);
        } else if (value.isTextual()) {
            text(path, value.asText(), schema);
        } else if (value.isNumber()
                && (value.asLong() < schema.path("minimum").asLong(Long.MIN_VALUE)
                        || value.asLong() > schema.path("maximum").asLong(Long.MAX_VALUE))) {
            problems.add(path + " is too small or too large");
        }
    }

    private void object(String path, JsonNode value, JsonNode schema) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                problems.add(path + "." + name.asText() + " is missing");
            }
        });
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            JsonNode known = schema.path("properties").path(field.getKey());
            if (known.isMissingNode()) {
                problems.add(path + " has a field that is not known");
            } else {
                check(path + "." + field.getKey(), field.getValue(), known);
            }
        }
    }

    private void array(String path, JsonNode value, JsonNode schema) {
        if (value.size() > schema.path("maxItems").asInt()) {
            problems.add(path + " has more than " + schema.path("maxItems").asInt() + " entries");
            return;
        }
        for (int i = 0; i < value.size(); i++) {
            check(path + "[" + i + "]", value.get(i), schema.path("items"));
        }
    }

    private void text(String path, String value, JsonNode schema) {
        if (schema.has("maxLength") && value.length() > schema.get("maxLength").asInt()) {
            problems.add(path + " is longer than " + schema.get("maxLength").asInt() + " characters");
        } else if (schema.has("pattern")
                && !Pattern.compile(schema.get("pattern").asText())
                        .matcher(value)
                        .find()) {
            problems.add(path + " is not of the form " + schema.get("pattern").asText());
        }
        if (schema.has("enum")) {
            boolean known = false;
            for (JsonNode each : schema.get("enum")) {
                known |= each.asText().equals(value);
            }
            if (!known) {
                problems.add(path + " is none of " + schema.get("enum"));
            }
        }
    }

    private static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber() && value.canConvertToLong();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalStateException("the schema names the type `" + type + "`");
        };
    }
}
