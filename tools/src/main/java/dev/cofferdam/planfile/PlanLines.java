package dev.cofferdam.planfile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** On which lines of a plan's text its phases and steps begin. */
final class PlanLines {
    private final Map<String, Integer> lines = new HashMap<>();

    private PlanLines() {}

    static PlanLines in(String yaml) {
        PlanLines found = new PlanLines();
        Node root = YamlTree.compose(yaml, new Complaint("plan"));
        for (Node phase : list(root, "phases")) {
            String kind = text(phase, "kind");
            found.lines.putIfAbsent(kind, Complaint.line(phase));
            for (Node step : list(phase, "steps")) {
                found.lines.putIfAbsent(kind + "/" + text(step, "id"), Complaint.line(step));
            }
        }
        return found;
    }

    int of(String where) {
        return lines.getOrDefault(where, lines.getOrDefault(where.replaceFirst("/.*", ""), 1));
    }

    private static List<Node> list(Node owner, String key) {
        return owner instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(tuple -> isCalled(tuple, key) && tuple.getValueNode() instanceof SequenceNode)
                        .flatMap(tuple -> ((SequenceNode) tuple.getValueNode()).getValue().stream())
                        .toList()
                : List.of();
    }

    private static String text(Node owner, String key) {
        return owner instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(tuple -> isCalled(tuple, key) && tuple.getValueNode() instanceof ScalarNode)
                        .map(tuple -> ((ScalarNode) tuple.getValueNode()).getValue())
                        .findFirst()
                        .orElse("")
                : "";
    }

    private static boolean isCalled(NodeTuple tuple, String key) {
        return tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key);
    }
}
