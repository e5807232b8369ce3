package dev.cofferdam.planfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Plan;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The JSON Schema of {@code plan.yaml}, for editors and other programs; generated from the records. */
public final class PlanSchema {
    private static final Separators COLON_AFTER_KEY =
            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);

    private static final String REFERENCE = "$ref";
    private static final String DEFINITIONS = "#/$defs/";

    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    private PlanSchema() {}

    /** JSON Schema 2020-12 with one definition for each record, choice and kind of value. */
    public static String json() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(COLON_AFTER_KEY)
                .withObjectIndenter(lines)
                .withArrayIndenter(lines);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(new PlanSchema().root()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain nodes can be written", e);
        }
    }

    /** The schema of one shape with every definition written out where it is used; for readers that follow no references. */
    static ObjectNode withoutReferences(Shape shape) {
        PlanSchema schema = new PlanSchema();
        return (ObjectNode) schema.resolved(schema.of(shape));
    }

    private JsonNode resolved(JsonNode node) {
        if (node.has(REFERENCE)) {
            String name = node.get(REFERENCE).asText().substring(DEFINITIONS.length());
            return resolved(Objects.requireNonNull(definitions.get(name), name));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = json.objectNode();
            object.properties().forEach(property -> copy.set(property.getKey(), resolved(property.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = json.arrayNode();
            node.forEach(element -> copy.add(resolved(element)));
            return copy;
        }
        return node;
    }

    private ObjectNode root() {
        ObjectNode root = json.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Cofferdam plan, format " + Plan.FORMAT);
        ObjectNode plan = fields(Shapes.ofPlan());
        ((ObjectNode) plan.get("properties").get("format")).put("const", Plan.FORMAT);
        root.setAll(plan);
        ObjectNode defs = root.putObject("$defs");
        definitions.forEach(defs::set);
        return root;
    }

    private ObjectNode of(Shape shape) {
        if (shape instanceof Shape.Single single) {
            return reference(single.scalar().name(), scalar(single.scalar()));
        }
        if (shape instanceof Shape.Maybe maybe) {
            return of(maybe.value());
        }
        if (shape instanceof Shape.Several several) {
            ObjectNode list = json.objectNode().put("type", "array");
            list.set("items", of(several.element()));
            return list;
        }
        if (shape instanceof Shape.Named named) {
            return named(named);
        }
        if (shape instanceof Shape.Kinds kinds) {
            return reference(Shapes.definition(kinds.type()), kinds(kinds));
        }
        Shape.Fields fields = (Shape.Fields) shape;
        return reference(Shapes.definition(fields.type()), fields(fields));
    }

    private ObjectNode reference(String name, ObjectNode definition) {
        ObjectNode earlier = definitions.putIfAbsent(name, definition);
        if (earlier != null && !earlier.equals(definition)) {
            throw new IllegalStateException("two different definitions are named " + name);
        }
        return json.objectNode().put(REFERENCE, DEFINITIONS + name);
    }

    private ObjectNode named(Shape.Named named) {
        ObjectNode object = json.objectNode().put("type", "object");
        object.set("additionalProperties", of(named.value()));
        if (!named.key().choices().isEmpty()) {
            object.set("propertyNames", of(new Shape.Single(named.key())));
        }
        return object;
    }

    private ObjectNode kinds(Shape.Kinds kinds) {
        ObjectNode choice = json.objectNode();
        var options = choice.putArray("oneOf");
        kinds.byKind().forEach((kind, fields) -> {
            ObjectNode option = fields(fields);
            ObjectNode properties = json.objectNode();
            properties.putObject(Shape.Kinds.KEY).put("const", kind);
            properties.setAll((ObjectNode) option.get("properties"));
            option.set("properties", properties);
            option.withArray("required").insert(0, Shape.Kinds.KEY);
            options.add(option);
        });
        return choice;
    }

    private ObjectNode fields(Shape.Fields shape) {
        ObjectNode object = json.objectNode().put("type", "object");
        ObjectNode properties = object.putObject("properties");
        shape.fields().forEach(field -> properties.set(field.name(), of(field.shape())));
        var required = object.putArray("required");
        shape.fields().stream().filter(field -> !field.mayBeMissing()).forEach(field -> required.add(field.name()));
        object.put("additionalProperties", false);
        return object;
    }

    private ObjectNode scalar(Scalar scalar) {
        ObjectNode node = json.objectNode();
        switch (scalar.form()) {
            case NUMBER -> node.put("type", "integer");
            case TRUTH -> node.put("type", "boolean");
            case INSTANT -> node.put("type", "string").put("format", "date-time");
            case TEXT -> text(node, scalar);
        }
        return node.put("description", scalar.words());
    }

    /** The reader takes a bare number where a text is wanted as that text ({@code expected: 0}); the schema must not say no. */
    private void text(ObjectNode node, Scalar scalar) {
        if (!scalar.choices().isEmpty()) {
            var values = node.putArray("enum");
            scalar.choices().forEach(values::add);
        } else if (scalar.isTerse()) {
            node.put("type", "string");
        } else {
            node.putArray("type").add("string").add("number").add("boolean");
        }
        if (!scalar.pattern().isEmpty()) {
            node.put("pattern", scalar.pattern());
        }
    }
}
