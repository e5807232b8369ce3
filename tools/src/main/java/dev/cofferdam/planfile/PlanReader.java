package dev.cofferdam.planfile;

import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.Plan;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads values by their shape from the composed YAML tree. The tree, and not a data binder, is read because each of its nodes knows
 * its line; and because the shape says what a bare word means, {@code no} and {@code 007} stay the texts they are.
 */
final class PlanReader {
    private static final String FORMAT_KEY = "format";

    private final Complaint complaint;
    private final String yaml;

    PlanReader(String where, String yaml) {
        this.complaint = new Complaint(where);
        this.yaml = yaml;
    }

    Object read(Shape.Fields plan) {
        Node root = YamlTree.compose(yaml, complaint);
        Entries entries = entries(root, "a plan");
        checkFormat(entries);
        return record(entries, plan, "the plan");
    }

    /** A single value that stands alone, such as one edit of a plan; JSON is YAML too. */
    Object readOne(Shape shape, String what) {
        return value(YamlTree.compose(yaml, complaint), shape, what);
    }

    /** Comes first: what else is wrong with a plan of another format is not the caller's fault. */
    private void checkFormat(Entries entries) {
        NodeTuple entry = entries.byKey.get(FORMAT_KEY);
        if (entry == null) {
            throw complaint.at(
                    entries.owner,
                    "the plan has no `format`",
                    "add `format: " + Plan.FORMAT + "`, or name a plan.yaml");
        }
        int format = (Integer) value(
                entry.getValueNode(), new Shape.Single(Scalars.find(int.class).orElseThrow()), "`format`");
        if (format > Plan.FORMAT) {
            throw complaint.at(
                    entry.getValueNode(),
                    "the plan is of format " + format + ", and this version reads format " + Plan.FORMAT,
                    "use the version of Cofferdam that made the plan, or a newer one");
        }
        if (format < 1) {
            throw complaint.at(entry.getValueNode(), "there is no plan format " + format, "write `format: 1`");
        }
    }

    private Object value(Node node, Shape shape, String what) {
        if (node instanceof ScalarNode scalar && isNothing(scalar)) {
            String orNothing = Shape.mayBeMissing(shape) ? ", or remove the key" : "";
            throw complaint.at(node, what + " has no value", "write " + shape.words() + orNothing);
        }
        if (shape instanceof Shape.Single single) {
            return scalar(node, single.scalar(), what);
        }
        if (shape instanceof Shape.Several several) {
            return several(node, several.element(), what);
        }
        if (shape instanceof Shape.Named named) {
            return named(node, named, what);
        }
        if (shape instanceof Shape.Maybe maybe) {
            return Optional.of(value(node, maybe.value(), what));
        }
        if (shape instanceof Shape.Kinds kinds) {
            return kind(entries(node, what), kinds, what);
        }
        Shape.Fields fields = (Shape.Fields) shape;
        return OlderForms.read(node, fields).orElseGet(() -> record(entries(node, what), fields, what));
    }

    private static boolean isNothing(ScalarNode node) {
        return node.isPlain() && node.getTag().equals(Tag.NULL);
    }

    private Object scalar(Node node, Scalar scalar, String what) {
        if (!(node instanceof ScalarNode text)) {
            throw complaint.at(node, what + " is " + words(node), "write " + scalar.words());
        }
        try {
            return scalar.read().apply(text.getValue());
        } catch (IllegalArgumentException e) {
            String fix = NearestNames.to(text.getValue(), scalar.choices())
                    .map(near -> "did you mean `" + near + "`? It is " + scalar.words())
                    .orElse("write " + scalar.words());
            throw complaint.at(node, what + " is `" + Complaint.shorten(text.getValue()) + "`", fix);
        }
    }

    private List<Object> several(Node node, Shape element, String what) {
        if (!(node instanceof SequenceNode sequence)) {
            throw complaint.at(node, what + " is " + words(node), "write a list: each entry on a line after `- `");
        }
        List<Object> values = new ArrayList<>();
        for (Node entry : sequence.getValue()) {
            values.add(value(entry, element, "entry " + (values.size() + 1) + name(entry) + " of " + what));
        }
        return values;
    }

    /** The id of an entry that has one, since people count steps by their ids. */
    private static String name(Node entry) {
        if (!(entry instanceof MappingNode mapping)) {
            return "";
        }
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("id"))
                .map(NodeTuple::getValueNode)
                .filter(id -> id instanceof ScalarNode text && !text.getValue().isBlank())
                .map(id -> " (`" + Complaint.shorten(((ScalarNode) id).getValue()) + "`)")
                .findFirst()
                .orElse("");
    }

    private Object named(Node node, Shape.Named shape, String what) {
        TreeMap<Object, Object> values = new TreeMap<>();
        for (NodeTuple tuple : entries(node, what).byKey.values()) {
            Object key = scalar(tuple.getKeyNode(), shape.key(), "the key of " + what);
            values.put(
                    key,
                    value(
                            tuple.getValueNode(),
                            shape.value(),
                            "`" + shape.key().write().apply(key) + "`"));
        }
        return values;
    }

    private Object kind(Entries entries, Shape.Kinds shape, String what) {
        NodeTuple entry = entries.byKey.get(Shape.Kinds.KEY);
        Collection<String> kinds = shape.byKind().keySet();
        if (entry == null) {
            throw complaint.at(
                    entries.owner, what + " has no `kind`", "add one of " + String.join(", ", kinds) + " as `kind:`");
        }
        Scalar text = Scalars.find(String.class).orElseThrow();
        String kind = (String) value(entry.getValueNode(), new Shape.Single(text), "`kind`");
        Shape.Fields fields = shape.byKind().get(kind);
        if (fields == null) {
            String near = NearestNames.to(kind, kinds)
                    .map(word -> "did you mean `" + word + "`? ")
                    .orElse("");
            throw complaint.at(
                    entry.getValueNode(),
                    "there is no kind `" + Complaint.shorten(kind) + "` of "
                            + Shapes.kebab(shape.type().getSimpleName()),
                    near + "It is one of " + String.join(", ", kinds));
        }
        entries.byKey.remove(Shape.Kinds.KEY);
        return record(entries, fields, what);
    }

    private Object record(Entries entries, Shape.Fields shape, String what) {
        refuseUnknown(entries, shape, what);
        Object[] arguments = shape.fields().stream()
                .map(field -> component(entries, field, what))
                .toArray();
        try {
            return shape.constructor().newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw complaint.at(
                        culprit(entries), String.valueOf(refused.getMessage()), "correct the value in " + what);
            }
            throw new IllegalStateException("the constructor of " + shape.type() + " failed", e.getCause());
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("records of the domain are public: " + shape.type(), e);
        }
    }

    private void refuseUnknown(Entries entries, Shape.Fields shape, String what) {
        for (Map.Entry<String, NodeTuple> entry : entries.byKey.entrySet()) {
            if (!shape.names().contains(entry.getKey())) {
                String near = NearestNames.to(entry.getKey(), shape.names())
                        .map(word -> "did you mean `" + word + "`? ")
                        .orElse("");
                throw complaint.at(
                        entry.getValue().getKeyNode(),
                        what + " knows no key `" + Complaint.shorten(entry.getKey()) + "`",
                        near + "Known here: " + String.join(", ", shape.names()));
            }
        }
    }

    private Object component(Entries entries, Shape.Field field, String what) {
        NodeTuple tuple = entries.byKey.get(field.name());
        if (tuple != null) {
            return value(tuple.getValueNode(), field.shape(), "`" + field.name() + "`");
        }
        if (!field.mayBeMissing()) {
            throw complaint.at(
                    entries.owner,
                    what + " has no `" + field.name() + "`",
                    "add `" + field.name() + ":` with " + field.shape().words());
        }
        return field.shape() instanceof Shape.Several
                ? List.of()
                : field.shape() instanceof Shape.Named ? new TreeMap<>() : Optional.empty();
    }

    /** Constructors refuse blank texts and numbers that are too small; the first of these is the likely culprit. */
    private static Node culprit(Entries entries) {
        return entries.byKey.values().stream()
                .map(NodeTuple::getValueNode)
                .filter(node ->
                        node instanceof ScalarNode text && text.getValue().matches("\\s*|0|-\\d+"))
                .findFirst()
                .orElse(entries.owner);
    }

    /** The keys of a mapping, in order, each once. */
    private Entries entries(Node node, String what) {
        if (!(node instanceof MappingNode mapping)) {
            throw complaint.at(node, what + " is " + words(node), "write `key: value` lines here");
        }
        Map<String, NodeTuple> byKey = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw complaint.at(tuple.getKeyNode(), "a key in " + what + " is no text", "write `key: value`");
            }
            NodeTuple earlier = byKey.putIfAbsent(key.getValue(), tuple);
            if (earlier != null) {
                throw complaint.at(
                        key,
                        "key `" + Complaint.shorten(key.getValue()) + "` is here twice, first in line "
                                + Complaint.line(earlier.getKeyNode()),
                        "keep one of the two");
            }
        }
        return new Entries(mapping, byKey);
    }

    private static String words(Node node) {
        if (node instanceof ScalarNode scalar) {
            return "`" + Complaint.shorten(scalar.getValue()) + "`";
        }
        return node instanceof SequenceNode ? "a list" : "a group of keys";
    }

    private record Entries(MappingNode owner, Map<String, NodeTuple> byKey) {}
}
