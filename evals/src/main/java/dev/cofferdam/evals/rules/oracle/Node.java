package dev.cofferdam.evals.rules.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of the server's parse tree as {@code debug_print_parse} prints it (src/backend/nodes/outfuncs.c).
 *
 * @param tag in capitals, as {@code ALTERTABLECMD}
 * @param fields a {@link Node}, a {@link List}, or a word; what is not there has no entry
 */
record Node(String tag, Map<String, Object> fields) {
    Node {
        fields = Map.copyOf(fields);
    }

    String word(String field) {
        return fields.getOrDefault(field, "") instanceof String word ? word : "";
    }

    int number(String field) {
        return word(field).isEmpty() ? 0 : Integer.parseInt(word(field));
    }

    boolean is(String field) {
        return word(field).equals("true");
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    Optional<Node> node(String field) {
        return fields.get(field) instanceof Node node ? Optional.of(node) : Optional.empty();
    }

    List<?> list(String field) {
        return fields.get(field) instanceof List<?> list ? list : List.of();
    }

    List<Node> nodes(String field) {
        return list(field).stream()
                .filter(Node.class::isInstance)
                .map(Node.class::cast)
                .toList();
    }

    List<String> words(String field) {
        return words(list(field));
    }

    static List<String> words(List<?> list) {
        return list.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** Nodes with this tag here and below. */
    List<Node> all(String wanted) {
        List<Node> found = new ArrayList<>();
        collect(this, wanted, found);
        return found;
    }

    private static void collect(Object value, String wanted, List<Node> found) {
        if (value instanceof Node node) {
            if (node.tag.equals(wanted)) {
                found.add(node);
            }
            node.fields.values().forEach(each -> collect(each, wanted, found));
        } else if (value instanceof List<?> list) {
            list.forEach(each -> collect(each, wanted, found));
        }
    }
}
