package dev.cofferdam.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Arguments that fit their schema; null counts as absent. */
record Arguments(ObjectNode node) {

    /** A required text. */
    String text(String name) {
        return node.get(name).asText();
    }

    Optional<String> findText(String name) {
        return node.hasNonNull(name) ? Optional.of(node.get(name).asText()) : Optional.empty();
    }

    OptionalLong findNumber(String name) {
        return node.hasNonNull(name) ? OptionalLong.of(node.get(name).asLong()) : OptionalLong.empty();
    }

    /** A number that counts pages or lines; whatever is beyond the last one is beyond it. */
    int count(String name, int otherwise) {
        return (int) Math.min(Integer.MAX_VALUE, findNumber(name).orElse(otherwise));
    }

    List<JsonNode> list(String name) {
        List<JsonNode> elements = new ArrayList<>();
        node.get(name).forEach(elements::add);
        return elements;
    }
}
