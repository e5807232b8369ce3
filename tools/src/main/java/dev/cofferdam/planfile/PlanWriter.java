package dev.cofferdam.planfile;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;

/** Writes values by their shape: components in the order of the record, what is empty left out, SQL of many lines as it stands. */
final class PlanWriter {
    private static final String HEAD = """
            # A Cofferdam plan: the phases, steps, gates and rollbacks of one schema change, and what they rest on.
            # It may be edited by hand.
            # Keys that are unknown or misspelt are refused. The schema beside this file helps editors to complete them:
            # yaml-language-server: $schema=plan.schema.json
            """;

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    /** A list of ids stands in one line up to this many characters; beyond it diffs read better line by line. */
    private static final int SHORT_LIST = 80;

    private PlanWriter() {}

    static String write(Object plan, Shape shape) {
        StringWriter out = new StringWriter().append(HEAD);
        DumperOptions options = options();
        Serializer serializer = new Serializer(new Emitter(out, options), new Resolver(), options, null);
        try {
            serializer.open();
            serializer.serialize(node(plan, shape));
            serializer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory does not fail", e);
        }
        return out.toString();
    }

    private static DumperOptions options() {
        DumperOptions options = new DumperOptions();
        options.setIndent(2);
        options.setIndicatorIndent(0);
        options.setWidth(Integer.MAX_VALUE);
        options.setSplitLines(false);
        options.setAllowUnicode(true);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        options.setDereferenceAliases(true);
        return options;
    }

    private static Node node(Object value, Shape shape) {
        if (shape instanceof Shape.Single single) {
            return scalar(single.scalar().write().apply(value), single.scalar().form());
        }
        if (shape instanceof Shape.Several several) {
            return several((List<?>) value, several.element());
        }
        if (shape instanceof Shape.Named named) {
            return named((Map<?, ?>) value, named);
        }
        if (shape instanceof Shape.Kinds kinds) {
            return kind(value, kinds);
        }
        if (shape instanceof Shape.Maybe maybe) {
            return node(((Optional<?>) value).orElseThrow(), maybe.value());
        }
        return mapping(fields(value, (Shape.Fields) shape), isTerse(shape));
    }

    private static Node several(List<?> values, Shape element) {
        List<Node> nodes = values.stream().map(value -> node(value, element)).toList();
        boolean inLine = element instanceof Shape.Single single
                && (single.scalar().isTerse() || values.stream().allMatch(PlanWriter::isWord))
                && values.toString().length() <= SHORT_LIST;
        return new SequenceNode(Tag.SEQ, nodes, inLine ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    private static boolean isWord(Object value) {
        return WORD.matcher(value.toString()).matches();
    }

    private static Node named(Map<?, ?> values, Shape.Named shape) {
        List<NodeTuple> tuples = new ArrayList<>();
        values.forEach((key, value) -> tuples.add(
                new NodeTuple(scalar(shape.key().write().apply(key), Scalar.Form.TEXT), node(value, shape.value()))));
        return mapping(tuples, false);
    }

    private static Node kind(Object value, Shape.Kinds kinds) {
        String kind = Shapes.kebab(value.getClass().getSimpleName());
        List<NodeTuple> tuples = new ArrayList<>();
        tuples.add(new NodeTuple(key(Shape.Kinds.KEY), key(kind)));
        tuples.addAll(fields(value, Objects.requireNonNull(kinds.byKind().get(kind), kind)));
        return mapping(tuples, false);
    }

    private static List<NodeTuple> fields(Object owner, Shape.Fields shape) {
        List<NodeTuple> tuples = new ArrayList<>();
        for (Shape.Field field : shape.fields()) {
            Object value = component(owner, field);
            if (!isEmpty(value)) {
                tuples.add(new NodeTuple(key(field.name()), node(value, field.shape())));
            }
        }
        return tuples;
    }

    private static Object component(Object owner, Shape.Field field) {
        try {
            return field.accessor().invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("components of public records can be read: " + field.name(), e);
        }
    }

    private static boolean isEmpty(Object value) {
        return value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof Optional<?> optional && optional.isEmpty();
    }

    /** Records of names and numbers alone, such as time-outs and locks, stand in one line. */
    private static boolean isTerse(Shape shape) {
        return shape instanceof Shape.Fields fields
                && fields.fields().stream()
                        .allMatch(field -> field.shape() instanceof Shape.Single single
                                && single.scalar().isTerse());
    }

    private static Node mapping(List<NodeTuple> tuples, boolean inLine) {
        return new MappingNode(Tag.MAP, tuples, inLine ? FlowStyle.FLOW : FlowStyle.BLOCK);
    }

    private static Node key(String name) {
        return scalar(name, Scalar.Form.TEXT);
    }

    private static Node scalar(String text, Scalar.Form form) {
        Tag tag =
                switch (form) {
                    case TEXT -> Tag.STR;
                    case NUMBER -> Tag.INT;
                    case TRUTH -> Tag.BOOL;
                    case INSTANT -> Tag.TIMESTAMP;
                };
        return new ScalarNode(tag, text, null, null, style(text));
    }

    /** A block keeps SQL as its author wrote it. What a block would alter goes into double quotes, where all can be escaped. */
    private static ScalarStyle style(String text) {
        if (!text.chars().allMatch(PlanWriter::standsAsItIs)) {
            return ScalarStyle.DOUBLE_QUOTED;
        }
        if (!text.contains("\n")) {
            return ScalarStyle.PLAIN;
        }
        return Character.isWhitespace(text.charAt(0)) ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.LITERAL;
    }

    /** YAML 1.1 takes NEL and the Unicode line and paragraph separators for line ends (section 5.4), and drops a byte order mark. */
    private static boolean standsAsItIs(int c) {
        boolean control = c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c <= 0x9f;
        return !control && c != 0x2028 && c != 0x2029 && c != 0xfeff;
    }
}
