package dev.cofferdam.mutants;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Edits of a plan's tree, each made at every place that fits, one place at a time. A place is a path of keys and of {@code *} for any element, {@code
 * **} for any depth, {@code key=pattern} for an element with such a field, and {@code ~pattern} for a text.
 */
final class Edits {
    private static final YAMLMapper YAML = new YAMLMapper();

    private Edits() {}

    /** Takes the element or field away. */
    static Operator.Maker remove(String place) {
        return plan -> each(plan, place, Edits::take);
    }

    /** Takes everything away that fits, at once. */
    static Operator.Maker removeAll(String place) {
        return plan -> {
            List<String> found = places(plan, place);
            JsonNode copy = plan.deepCopy();
            for (int index = found.size() - 1; index >= 0; index--) {
                take(copy, found.get(index));
            }
            return found.isEmpty() ? Map.of() : Map.of(found.toString(), copy);
        };
    }

    /** Puts something else in its place. */
    static Operator.Maker set(String place, String yaml) {
        return plan -> each(plan, place, (copy, path) -> put(copy, path, read(yaml)));
    }

    /** Replaces words of a text; places whose text stays as it was do not count. */
    static Operator.Maker replace(String place, String words, String by) {
        return change(place, text -> text.replaceAll(words, by));
    }

    static Operator.Maker change(String place, UnaryOperator<String> by) {
        return plan -> {
            Map<String, JsonNode> made = new LinkedHashMap<>();
            for (String path : places(plan, place)) {
                String text = plan.at(path).asText();
                String changed = by.apply(text);
                if (!changed.equals(text)) {
                    JsonNode copy = plan.deepCopy();
                    put(copy, path, TextNode.valueOf(changed));
                    made.put(path, copy);
                }
            }
            return made;
        };
    }

    /** The same change of all texts that fit, at once. */
    static Operator.Maker changeAll(String place, UnaryOperator<String> by) {
        return plan -> {
            List<String> paths = places(plan, place);
            JsonNode copy = plan.deepCopy();
            paths.forEach(path ->
                    put(copy, path, TextNode.valueOf(by.apply(plan.at(path).asText()))));
            return copy.equals(plan) ? Map.of() : Map.of(paths.toString(), copy);
        };
    }

    /** Puts an element before the one that is there. */
    static Operator.Maker before(String place, String yaml) {
        return plan -> each(plan, place, (copy, path) -> list(copy, path).insert(index(path), read(yaml)));
    }

    /** Puts an element at the end of a list. */
    static Operator.Maker append(String place, String yaml) {
        return plan -> each(plan, place, (copy, path) -> ((ArrayNode) copy.at(path)).add(read(yaml)));
    }

    /** Moves an element before another, the first that fits. */
    static Operator.Maker move(String place, String beforePlace) {
        return plan -> {
            List<String> target = places(plan, beforePlace);
            return target.isEmpty()
                    ? Map.of()
                    : each(plan, place, (copy, path) -> {
                        JsonNode moved = copy.at(path).deepCopy();
                        list(copy, target.get(0)).insert(index(target.get(0)), moved);
                        // What stands behind the insertion in the same list has moved on by one.
                        boolean shifted =
                                parent(path).equals(parent(target.get(0))) && index(path) >= index(target.get(0));
                        list(copy, path).remove(index(path) + (shifted ? 1 : 0));
                    });
        };
    }

    /** One edit after the other, where each has exactly one place left to go: the first. */
    static Operator.Maker both(Operator.Maker first, Operator.Maker second) {
        return plan -> {
            Map<String, JsonNode> made = new LinkedHashMap<>();
            first.of(plan).forEach((path, copy) -> second.of(copy).entrySet().stream()
                    .findFirst()
                    .ifPresent(then -> made.put(path + " and " + then.getKey(), then.getValue())));
            return made;
        };
    }

    /** Only plans in which some text fits. */
    static Operator.Maker where(String place, Operator.Maker maker) {
        return plan -> places(plan, place).isEmpty() ? Map.of() : maker.of(plan);
    }

    /** Only plans in which no text fits. */
    static Operator.Maker unless(String place, Operator.Maker maker) {
        return plan -> places(plan, place).isEmpty() ? maker.of(plan) : Map.of();
    }

    private interface Edit {
        void edit(JsonNode copy, String path);
    }

    private static Map<String, JsonNode> each(JsonNode plan, String place, Edit edit) {
        Map<String, JsonNode> made = new LinkedHashMap<>();
        for (String path : places(plan, place)) {
            JsonNode copy = plan.deepCopy();
            edit.edit(copy, path);
            made.put(path, copy);
        }
        return made;
    }

    /** Paths of all that fits, in the order of the plan. */
    static List<String> places(JsonNode plan, String place) {
        List<String> found = new ArrayList<>();
        find(plan, "", List.of(place.substring(1).split("/")), found);
        return found.stream().distinct().toList();
    }

    private static void find(JsonNode node, String path, List<String> rest, List<String> found) {
        if (rest.isEmpty()) {
            if (!node.isMissingNode()) {
                found.add(path);
            }
            return;
        }
        String segment = rest.get(0);
        List<String> behind = rest.subList(1, rest.size());
        if (segment.equals("**")) {
            find(node, path, behind, found);
            children(node, path).forEach((below, child) -> find(child, below, rest, found));
        } else if (node.isArray()) {
            children(node, path).forEach((below, child) -> {
                if (fits(child, segment)) {
                    find(child, below, behind, found);
                }
            });
        } else if (node.has(segment)) {
            find(node.get(segment), path + "/" + segment, behind, found);
        } else if (segment.startsWith("~") && fits(node, segment)) {
            find(node, path, behind, found);
        }
    }

    private static Map<String, JsonNode> children(JsonNode node, String path) {
        Map<String, JsonNode> children = new LinkedHashMap<>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> children.put(path + "/" + field.getKey(), field.getValue()));
        }
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            children.put(path + "/" + index, node.get(index));
        }
        return children;
    }

    private static boolean fits(JsonNode element, String segment) {
        if (segment.equals("*")) {
            return true;
        }
        if (segment.startsWith("~")) {
            return element.isValueNode() && found(segment.substring(1), element.asText());
        }
        int equals = segment.indexOf('=');
        return equals > 0
                && element.has(segment.substring(0, equals))
                && found(segment.substring(equals + 1), text(element.get(segment.substring(0, equals))));
    }

    private static String text(JsonNode node) {
        return node.isValueNode() ? node.asText() : node.toString();
    }

    private static boolean found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).find();
    }

    private static void take(JsonNode copy, String path) {
        JsonNode parent = copy.at(parent(path));
        if (parent instanceof ArrayNode array) {
            array.remove(index(path));
        } else {
            ((ObjectNode) parent).remove(last(path));
        }
    }

    private static void put(JsonNode copy, String path, JsonNode value) {
        JsonNode parent = copy.at(parent(path));
        if (parent instanceof ArrayNode array) {
            array.set(index(path), value);
        } else {
            ((ObjectNode) parent).set(last(path), value);
        }
    }

    private static ArrayNode list(JsonNode copy, String path) {
        return (ArrayNode) copy.at(parent(path));
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static int index(String path) {
        return Integer.parseInt(last(path));
    }

    private static JsonNode read(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
