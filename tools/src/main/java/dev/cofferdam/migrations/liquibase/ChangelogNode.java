package dev.cofferdam.migrations.liquibase;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An element of a changelog, alike for all formats: what XML writes as an attribute and YAML as a scalar is a value; YAML's lists
 * {@code changes} and {@code columns} are no elements of their own.
 *
 * @param line where it starts, from 1
 * @param text the element's own text, empty when it has none
 */
public record ChangelogNode(
        String name, int line, Map<String, Value> values, List<ChangelogNode> children, Optional<Value> text) {

    /**
     * A text and the line on which it starts.
     *
     * @param line from 1
     */
    public record Value(String text, int line) {}

    /** Changes texts while a tree is copied. */
    @FunctionalInterface
    public interface TextChange {
        String apply(String text, int line);
    }

    public ChangelogNode {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
        children = List.copyOf(children);
    }

    /** The value, or the text of the child of this name; blank counts as absent. */
    public Optional<String> value(String key) {
        return located(key).map(Value::text).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** As {@link #value}, not stripped, with its line. */
    public Optional<Value> located(String key) {
        return Optional.ofNullable(values.get(key))
                .or(() -> children(key).stream().findFirst().flatMap(ChangelogNode::text));
    }

    /** The value, or {@link CannotRender} that names what is missing. */
    String need(String key) throws CannotRender {
        return value(key).orElseThrow(() -> new CannotRender("`" + key + "` is missing"));
    }

    /** Whether the value is given and true. */
    public boolean is(String key) {
        return truth(key).orElse(false);
    }

    /** The value as Liquibase reads booleans; empty when it is not given. */
    public Optional<Boolean> truth(String key) {
        return value(key).map(text -> List.of("true", "t", "1", "yes", "y").contains(text.toLowerCase(Locale.ROOT)));
    }

    public List<ChangelogNode> children(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).toList();
    }

    public Optional<ChangelogNode> child(String wanted) {
        return children(wanted).stream().findFirst();
    }

    /** The first of these values, else the element's own text. */
    public Optional<Value> body(String... keys) {
        for (String key : keys) {
            Optional<Value> found = located(key);
            if (found.isPresent()) {
                return found;
            }
        }
        return text.filter(own -> !own.text().isBlank());
    }

    /** A copy whose values and texts have been changed. */
    public ChangelogNode map(TextChange change) {
        Map<String, Value> mapped = new LinkedHashMap<>();
        values.forEach((key, value) -> mapped.put(key, changed(value, change)));
        List<ChangelogNode> copies = new ArrayList<>();
        children.forEach(child -> copies.add(child.map(change)));
        return new ChangelogNode(name, line, mapped, copies, text.map(value -> changed(value, change)));
    }

    private static Value changed(Value value, TextChange change) {
        return value.text().contains("${") ? new Value(change.apply(value.text(), value.line()), value.line()) : value;
    }
}
