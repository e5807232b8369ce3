package dev.cofferdam.migrations.liquibase;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a YAML changelog, and JSON, which Liquibase too reads as YAML. */
final class YamlChangelog {
    /** Lists that only hold their parent's elements together. */
    private static final Set<String> WRAPPERS = Set.of("changes", "columns");

    private static final int DEEPEST = 100;
    /** Aliases of aliases grow without bound; no changelog has as many elements. */
    private static final int MOST = 1_000_000;

    private int nodes;

    private YamlChangelog() {}

    static ChangelogNode read(String text) throws BrokenChangelog {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setNestingDepthLimit(DEEPEST);
        try {
            Node document = new Yaml(options).compose(new StringReader(text));
            if (!(document instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
                throw new BrokenChangelog(1, "there is no databaseChangeLog in it");
            }
            YamlChangelog reader = new YamlChangelog();
            for (NodeTuple entry : mapping.getValue()) {
                if (scalar(entry.getKeyNode()).equals("databaseChangeLog")) {
                    return reader.element("databaseChangeLog", entry.getKeyNode(), entry.getValueNode(), 0);
                }
            }
            throw new BrokenChangelog(1, "there is no databaseChangeLog in it");
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new BrokenChangelog(mark == null ? 1 : mark.getLine() + 1, String.valueOf(e.getProblem()));
        } catch (YAMLException e) {
            throw new BrokenChangelog(1, String.valueOf(e.getMessage()));
        }
    }

    private ChangelogNode element(String name, Node key, Node value, int depth) throws BrokenChangelog {
        nodes++;
        if (depth > DEEPEST || nodes > MOST) {
            throw new BrokenChangelog(line(key), "elements are nested too deep, or aliases repeat too many");
        }
        Map<String, ChangelogNode.Value> values = new LinkedHashMap<>();
        List<ChangelogNode> children = new ArrayList<>();
        if (value instanceof ScalarNode scalar) {
            return new ChangelogNode(name, line(key), Map.of(), List.of(), Optional.of(text(scalar)));
        }
        collect(value, values, children, depth + 1);
        return new ChangelogNode(name, line(key), values, children, Optional.empty());
    }

    private void collect(Node value, Map<String, ChangelogNode.Value> values, List<ChangelogNode> children, int depth)
            throws BrokenChangelog {
        if (value instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                collect(item, values, children, depth);
            }
        } else if (value instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                add(entry, values, children, depth);
            }
        }
    }

    private void add(NodeTuple entry, Map<String, ChangelogNode.Value> values, List<ChangelogNode> children, int depth)
            throws BrokenChangelog {
        String key = scalar(entry.getKeyNode());
        Node value = entry.getValueNode();
        if (depth > DEEPEST) {
            throw new BrokenChangelog(line(value), "elements are nested too deep");
        }
        if (key.equals("<<")) {
            collect(value, values, children, depth + 1);
        } else if (WRAPPERS.contains(key) && value instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                if (!(item instanceof MappingNode mapping)) {
                    throw new BrokenChangelog(line(item), "an entry of `" + key + "` has no name");
                }
                for (NodeTuple element : mapping.getValue()) {
                    children.add(element(
                            scalar(element.getKeyNode()), element.getKeyNode(), element.getValueNode(), depth + 1));
                }
            }
        } else if (value instanceof ScalarNode scalar) {
            if (!scalar.getTag().equals(Tag.NULL)) {
                values.putIfAbsent(key, text(scalar));
            }
        } else if (value instanceof SequenceNode list
                && list.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
            values.putIfAbsent(
                    key,
                    new ChangelogNode.Value(
                            list.getValue().stream().map(YamlChangelog::scalar).collect(Collectors.joining(",")),
                            line(value)));
        } else {
            children.add(element(key, entry.getKeyNode(), value, depth + 1));
        }
    }

    private static ChangelogNode.Value text(ScalarNode scalar) {
        boolean block = scalar.getScalarStyle() == DumperOptions.ScalarStyle.LITERAL
                || scalar.getScalarStyle() == DumperOptions.ScalarStyle.FOLDED;
        boolean isNull = scalar.getTag().equals(Tag.NULL);
        return new ChangelogNode.Value(isNull ? "" : scalar.getValue(), line(scalar) + (block ? 1 : 0));
    }

    private static String scalar(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
