package dev.cofferdam.planfile;

import dev.cofferdam.domain.Configuration;
import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A repository's {@code .cofferdam.yaml}, read as strictly as a plan: unknown keys and values are refused with their line.
 *
 * @param file where it lies
 * @param configuration what it says
 * @param yaml its text
 */
public record ConfigurationFile(Path file, Configuration configuration, String yaml) {
    /** How the file is called in every repository. */
    public static final String NAME = ".cofferdam.yaml";

    private static final Shape CONFIGURATION = Shapes.of(Configuration.class);

    /**
     * Reads the file.
     *
     * @throws UserError with file, line and the nearest known key
     */
    public static ConfigurationFile read(Path file) {
        String text = text(file);
        boolean saysNothing = text.lines()
                .allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"));
        Configuration configuration = saysNothing
                ? new Configuration(Optional.empty(), new TreeMap<>(), Optional.empty())
                : (Configuration) new PlanReader(file.toString(), text).readOne(CONFIGURATION, "the configuration");
        return new ConfigurationFile(file, configuration, text);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new UserError("`" + file + "` is not UTF-8 text", "", "save it as UTF-8");
        } catch (IOException e) {
            throw new UserError("`" + file + "` cannot be read: " + e.getMessage(), "", "check its permissions");
        }
    }

    /** The line of a value: keys as they are written, entries of lists by their numbers from 0. As far as the path leads. */
    public int line(Object... path) {
        Node node = YamlTree.compose(yaml, new Complaint(file.toString()));
        int line = 1;
        for (Object step : path) {
            Optional<Node> next = step instanceof Integer index ? entry(node, index) : value(node, step.toString());
            if (next.isEmpty()) {
                return line;
            }
            node = next.get();
            line = step instanceof Integer ? Complaint.line(node) : keyLine(node, line);
        }
        return line;
    }

    /** A value that is no group stands in the line of its key. */
    private static int keyLine(Node node, int before) {
        return node instanceof ScalarNode ? Complaint.line(node) : Math.max(before, Complaint.line(node) - 1);
    }

    private static Optional<Node> entry(Node node, int index) {
        List<Node> entries = node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
        return index < entries.size() ? Optional.of(entries.get(index)) : Optional.empty();
    }

    private static Optional<Node> value(Node node, String key) {
        List<NodeTuple> entries = node instanceof MappingNode mapping ? mapping.getValue() : List.of();
        return entries.stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode text
                        && text.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    /** An error of a value that can be read and makes no sense. */
    public UserError wrong(String problem, String fix, Object... path) {
        return new UserError(problem, file + ":" + line(path), fix);
    }
}
