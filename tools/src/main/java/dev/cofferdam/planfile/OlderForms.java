package dev.cofferdam.planfile;

import dev.cofferdam.domain.CodePath;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** What plans of the same format held before in another form; they are read as if they were new, and written in the new form. */
final class OlderForms {
    private OlderForms() {}

    /** Code paths were texts, {@code app.OwnerController#list}; nothing else was. */
    static Optional<Object> read(Node node, Shape.Fields shape) {
        return shape.type() == CodePath.class
                        && node instanceof ScalarNode text
                        && !text.getValue().isBlank()
                ? Optional.of(CodePath.parse(text.getValue()))
                : Optional.empty();
    }
}
